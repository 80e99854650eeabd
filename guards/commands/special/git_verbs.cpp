#include "guards/commands/special/git_verbs.h"

#include <algorithm>
#include <array>

#include "guards/commands/synopsis.h"

namespace guards::commands {

namespace {

constexpr auto kLooks = GitReach::looks;
constexpr auto kOwn = GitReach::own;
constexpr auto kPaths = GitReach::paths;
constexpr auto kTree = GitReach::tree;
constexpr auto kSpecial = GitReach::special;

constexpr std::string_view kShow =
    "--output=OUT -n=N -S=N -G=N -L=N -U=N --format=N --since=N --until=N --author=N --grep=N "
    "--max-count=N -O=IN";

// Sorted by name.
// clang-format off
constexpr auto kVerbs = std::to_array<GitVerb>({
    {"add", kOwn, GitAct::stage, {"", "N...", "--chmod=N --pathspec-from-file=IN"}},
    {"am", kTree, GitAct::commit, {"", "IN..."}},
    {"annotate", kLooks, GitAct::none, {"", "N..."}},
    {"apply", kSpecial, GitAct::none, {"", "IN...", "-p=N -C=N --directory=N --exclude=N --include=N --whitespace=N --build-fake-ancestor=OUT"}},
    {"archive", kPaths, GitAct::none, {"", "N...", "-o,--output=OUT --format=N --prefix=N --add-file=IN --remote=N --exec=N"}},
    {"bisect", kSpecial, GitAct::switch_branch, {"", "N..."}},
    {"blame", kLooks, GitAct::none, {"", "N...", "-L=N --since=N -S=IN --contents=IN --ignore-rev=N --ignore-revs-file=IN"}},
    {"branch", kOwn, GitAct::other, {"", "N...", "-u,--set-upstream-to=N --contains=N --merged=N --sort=N --format=N"}},
    {"bundle", kSpecial, GitAct::none, {"", "N..."}},
    {"cat-file", kLooks, GitAct::none, {"", "N..."}},
    {"check-attr", kLooks, GitAct::none, {"", "N..."}},
    {"check-ignore", kLooks, GitAct::none, {"", "N..."}},
    {"check-mailmap", kLooks, GitAct::none, {"", "N..."}},
    {"check-ref-format", kLooks, GitAct::none, {"", "N..."}},
    {"checkout", kSpecial, GitAct::switch_branch, {"", "N...", "-b=N -B=N --orphan=N -t --conflict=N --pathspec-from-file=IN"}},
    {"checkout-index", kSpecial, GitAct::discard, {"", "N...", "--prefix=N --stage=N"}},
    {"cherry", kLooks, GitAct::none, {"", "N..."}},
    {"cherry-pick", kSpecial, GitAct::commit, {"", "N...", "-m=N -X=N --strategy=N"}},
    {"clean", kSpecial, GitAct::discard, {"", "PRUNE...", "-e,--exclude=N"}},
    {"clone", kSpecial, GitAct::other, {"", "N MADE", "-b,--branch=N -o,--origin=N --depth=N -c,--config=N --reference=N --separate-git-dir=OUT -j,--jobs=N --filter=N --template=N -u,--upload-pack=N --shallow-since=N"}},
    {"column", kLooks, GitAct::none, {"", "N..."}},
    {"commit", kOwn, GitAct::commit, {"", "N...", "-m,--message=N -F,--file=IN -C,--reuse-message=N -c,--reedit-message=N --author=N --date=N -t,--template=IN --fixup=N --squash=N --cleanup=N --trailer=N --pathspec-from-file=IN"}},
    {"commit-graph", kOwn, GitAct::none, {"", "N..."}},
    {"commit-tree", kOwn, GitAct::none, {"", "N...", "-p=N -m=N -F=IN"}},
    {"config", kSpecial, GitAct::configure, {"", "N...", "-f,--file=EDIT --blob=N --type=N --default=N"}},
    {"count-objects", kLooks, GitAct::none, {"", ""}},
    {"credential", kLooks, GitAct::none, {"", "N..."}},
    {"credential-cache", kLooks, GitAct::none, {"", "N..."}},
    {"credential-store", kLooks, GitAct::none, {"", "N..."}},
    {"describe", kLooks, GitAct::none, {"", "N..."}},
    {"diff", kLooks, GitAct::none, {"", "N...", kShow}},
    {"diff-files", kLooks, GitAct::none, {"", "N...", kShow}},
    {"diff-index", kLooks, GitAct::none, {"", "N...", kShow}},
    {"diff-tree", kLooks, GitAct::none, {"", "N...", kShow}},
    {"difftool", kLooks, GitAct::none, {"", "N...", "-t=N -x,--extcmd=SHELL"}},
    {"fast-export", kPaths, GitAct::none, {"", "N...", "--export-marks=OUT --import-marks=IN"}},
    {"fast-import", kOwn, GitAct::rewrite, {"", "", "--export-marks=OUT --import-marks=IN"}},
    {"fetch", kOwn, GitAct::other, {"", "N...", "--depth=N -j=N -o=N --refmap=N --upload-pack=N", "NETWORK"}},
    {"filter-branch", kTree, GitAct::rewrite, {"", "N...", "--tree-filter=SHELL --index-filter=SHELL --msg-filter=SHELL --env-filter=SHELL --commit-filter=SHELL --parent-filter=SHELL"}},
    {"fmt-merge-msg", kLooks, GitAct::none, {"", "N..."}},
    {"for-each-ref", kLooks, GitAct::none, {"", "N...", "--format=N --sort=N --count=N --points-at=N --merged=N --no-merged=N --contains=N --no-contains=N"}},
    {"for-each-repo", kTree, GitAct::other, {"", "N..."}},
    {"format-patch", kSpecial, GitAct::none, {"", "N...", "-o,--output-directory=N -n=N --cover-letter --start-number=N -v=N --to=N --cc=N --subject-prefix=N"}},
    {"fsck", kLooks, GitAct::none, {"", "N..."}},
    {"gc", kOwn, GitAct::other, {"", ""}},
    {"grep", kLooks, GitAct::none, {"", "N...", "-e=N -f=IN -A=N -B=N -C=N -m=N -O=N"}},
    {"gui", kTree, GitAct::other, {"", "N..."}},
    {"hash-object", kOwn, GitAct::none, {"", "IN...", "-t=N --path=N"}},
    {"help", kLooks, GitAct::none, {"", "N..."}},
    {"init", kSpecial, GitAct::other, {"", "N", "-b,--initial-branch=N --template=N --separate-git-dir=OUT --shared=N --object-format=N"}},
    {"instaweb", kPaths, GitAct::none, {"", "", "-d=N -p=N -b=N", "OUT=.git/gitweb"}},
    {"interpret-trailers", kSpecial, GitAct::none, {"", "IN...", "--in-place:EDIT --trailer=N --where=N --if-exists=N --if-missing=N"}},
    {"lfs", kTree, GitAct::other, {"", "N..."}},
    {"log", kLooks, GitAct::none, {"", "N...", kShow}},
    {"ls-files", kLooks, GitAct::none, {"", "N...", "-x,--exclude=N -X,--exclude-from=IN"}},
    {"ls-remote", kLooks, GitAct::none, {"", "N...", "", "NETWORK"}},
    {"ls-tree", kLooks, GitAct::none, {"", "N..."}},
    {"mailinfo", kPaths, GitAct::none, {"", "OUT OUT"}},
    {"maintenance", kOwn, GitAct::other, {"", "N...", "--task=N --schedule=N"}},
    {"merge", kSpecial, GitAct::commit, {"", "N...", "-m=N -F=IN -s=N -X=N --into-name=N"}},
    {"merge-base", kLooks, GitAct::none, {"", "N..."}},
    {"merge-file", kPaths, GitAct::none, {"", "EDIT IN IN", "-p,--stdout:IN -L=N"}},
    {"merge-index", kLooks, GitAct::none, {"", "N..."}},
    {"merge-tree", kLooks, GitAct::none, {"", "N..."}},
    {"mergetool", kLooks, GitAct::none, {"", "N...", "-t=N"}},
    {"mktag", kOwn, GitAct::none, {"", ""}},
    {"mktree", kOwn, GitAct::none, {"", ""}},
    {"mv", kSpecial, GitAct::stage, {"", "FROM... TO"}},
    {"name-rev", kLooks, GitAct::none, {"", "N..."}},
    {"notes", kOwn, GitAct::other, {"", "N...", "-m,--message=N -F=IN --ref=N -C=N"}},
    {"pack-objects", kOwn, GitAct::none, {"", "N..."}},
    {"pack-refs", kOwn, GitAct::none, {"", ""}},
    {"patch-id", kLooks, GitAct::none, {"", ""}},
    {"prune", kOwn, GitAct::other, {"", "N..."}},
    {"pull", kTree, GitAct::commit, {"", "N...", "-s=N -X=N --depth=N", "NETWORK"}},
    {"push", kSpecial, GitAct::push, {"", "N...", "-o=N --receive-pack=N --repo=N", "NETWORK"}},
    {"range-diff", kLooks, GitAct::none, {"", "N..."}},
    {"read-tree", kSpecial, GitAct::stage, {"", "N...", "--prefix=N --index-output=OUT"}},
    {"rebase", kTree, GitAct::rewrite, {"", "N...", "-x,--exec=SHELL --onto=N -s=N -X=N"}},
    {"reflog", kOwn, GitAct::none, {"", "N..."}},
    {"remote", kSpecial, GitAct::configure, {"", "N...", "-t=N -m=N"}},
    {"repack", kOwn, GitAct::other, {"", ""}},
    {"replace", kOwn, GitAct::rewrite, {"", "N..."}},
    {"request-pull", kLooks, GitAct::none, {"", "N..."}},
    {"rerere", kOwn, GitAct::none, {"", "N..."}},
    {"reset", kSpecial, GitAct::stage, {"", "N...", "--pathspec-from-file=IN"}},
    {"restore", kSpecial, GitAct::discard, {"", "OUT...", "-s,--source=N --conflict=N --pathspec-from-file=IN"}},
    {"rev-list", kLooks, GitAct::none, {"", "N...", "-n,--max-count=N"}},
    {"rev-parse", kLooks, GitAct::none, {"", "N...", "--prefix=N --default=N"}},
    {"revert", kSpecial, GitAct::commit, {"", "N...", "-m=N -X=N"}},
    {"rm", kSpecial, GitAct::stage, {"", "GONE...", "-r:PRUNE --pathspec-from-file=IN"}},
    {"send-email", kLooks, GitAct::none, {"", "IN...", "--to=N --cc=N --from=N", "NETWORK"}},
    {"shortlog", kLooks, GitAct::none, {"", "N..."}},
    {"show", kLooks, GitAct::none, {"", "N...", kShow}},
    {"show-branch", kLooks, GitAct::none, {"", "N..."}},
    {"show-index", kLooks, GitAct::none, {"", ""}},
    {"show-ref", kLooks, GitAct::none, {"", "N..."}},
    {"sparse-checkout", kTree, GitAct::configure, {"", "N..."}},
    {"stage", kOwn, GitAct::stage, {"", "N..."}},
    {"stash", kSpecial, GitAct::stash, {"", "N...", "-m,--message=N --pathspec-from-file=IN"}},
    {"status", kLooks, GitAct::none, {"", "N..."}},
    {"stripspace", kLooks, GitAct::none, {"", ""}},
    {"submodule", kSpecial, GitAct::other, {"", "N..."}},
    {"svn", kTree, GitAct::other, {"", "N..."}},
    {"switch", kSpecial, GitAct::switch_branch, {"", "N...", "-c,--create=N -C,--force-create=N --orphan=N --conflict=N"}},
    {"symbolic-ref", kOwn, GitAct::switch_branch, {"", "N...", "-m=N"}},
    {"tag", kOwn, GitAct::other, {"", "N...", "-m,--message=N -F,--file=IN -u=N --sort=N --contains=N"}},
    {"unpack-objects", kOwn, GitAct::none, {"", ""}},
    {"update-index", kOwn, GitAct::stage, {"", "N...", "--cacheinfo=N --index-version=N --chmod=N"}},
    {"update-ref", kOwn, GitAct::rewrite, {"", "N...", "-m=N"}},
    {"update-server-info", kOwn, GitAct::none, {"", ""}},
    {"var", kLooks, GitAct::none, {"", "N..."}},
    {"verify-commit", kLooks, GitAct::none, {"", "N..."}},
    {"verify-pack", kLooks, GitAct::none, {"", "N..."}},
    {"verify-tag", kLooks, GitAct::none, {"", "N..."}},
    {"version", kLooks, GitAct::none, {"", ""}},
    {"whatchanged", kLooks, GitAct::none, {"", "N...", kShow}},
    {"worktree", kSpecial, GitAct::worktree, {"", "N...", "-b=N -B=N --reason=N"}},
    {"write-tree", kOwn, GitAct::none, {"", ""}},
});
// clang-format on
static_assert(std::ranges::is_sorted(kVerbs, {}, &GitVerb::name));
static_assert(std::ranges::all_of(kVerbs, [](const GitVerb& verb) {
  return all_words(verb.words.operands, read_operand) && all_words(verb.words.flags, read_flag) &&
         all_words(verb.words.always, read_always);
}));

}  // namespace

const GitVerb* find_git_verb(std::string_view name) {
  const auto* at = std::ranges::lower_bound(kVerbs, name, {}, &GitVerb::name);
  return at == kVerbs.end() || at->name != name ? nullptr : at;
}

}  // namespace guards::commands
