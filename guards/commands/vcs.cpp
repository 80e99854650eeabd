// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"git", "VERB",
     "-C=CWD -c=N --git-dir=N --work-tree=N --namespace=N --exec-path[=N] --config-env=N "
     "--super-prefix=N", "", Special::git},
    {"gh", "VERB", "-R,--repo=N", "NETWORK"},
    {"gh repo", "VERB", "", "NETWORK"},
    {"gh repo clone", "N MADE", "", "NETWORK"},
    {"gh pr", "VERB", "", "NETWORK"},
    {"gh pr checkout", "N...", "-b=N", "NETWORK UNKNOWN"},
    {"gh run", "VERB", "", "NETWORK"},
    {"gh run download", "N...", "-D,--dir=INTO -n=N -p=N", "NETWORK UNKNOWN"},
    {"gh release", "VERB", "", "NETWORK"},
    {"gh release download", "N...", "-D,--dir=INTO -O,--output=OUT -p=N -A=N", "NETWORK UNKNOWN"},
    {"glab, hub, tea", "N...", "", "NETWORK"},
    {"hg", "VERB", "-R=CWD --cwd=CWD --config=N"},
    {"hg status, hg st, hg log, hg diff, hg annotate, hg blame, hg branch, hg branches, hg "
     "heads, hg id, hg identify, hg manifest, hg paths, hg root, hg summary, hg tags, hg cat, "
     "hg files, hg locate, hg grep, hg parents, hg tip, hg verify, hg version, hg help, hg "
     "config, hg outgoing, hg incoming", "N...", "-r=N"},
    {"hg add, hg commit, hg ci, hg push, hg tag, hg bookmark, hg phase, hg init", "N...",
     "-m=N -u=N"},
    {"hg remove, hg rm", "GONE..."},
    {"hg mv, hg move, hg rename", "FROM... TO"},
    {"hg cp, hg copy", "IN... TO"},
    {"hg revert, hg update, hg up, hg merge, hg pull, hg rebase, hg import, hg strip, hg "
     "shelve, hg unshelve, hg backout, hg graft, hg purge, hg clone, hg checkout, hg co, hg "
     "histedit, hg rollback, hg transplant", "N...", "-r=N -m=N", "UNKNOWN"},
    {"svn", "VERB"},
    {"svn status, svn st, svn log, svn diff, svn di, svn info, svn list, svn ls, svn cat, svn "
     "blame, svn praise, svn annotate, svn proplist, svn propget, svn help, svn auth", "N...",
     "-r=N -c=N -l=N"},
    {"svn add, svn commit, svn ci, svn lock, svn unlock, svn import", "N...", "-m=N -F=IN"},
    {"svn delete, svn del, svn remove, svn rm", "GONE...", "-m=N"},
    {"svn move, svn mv, svn rename, svn ren", "FROM... TO", "-m=N"},
    {"svn copy, svn cp", "IN... TO", "-m=N"},
    {"svn mkdir", "MADE...", "-m=N"},
    {"svn revert, svn update, svn up, svn merge, svn switch, svn sw, svn cleanup, svn resolve, "
     "svn resolved, svn relocate, svn upgrade, svn propset, svn propedit, svn patch", "N...",
     "-r=N -m=N", "UNKNOWN"},
    {"svn checkout, svn co, svn export", "N MADE", "-r=N --depth=N", "NETWORK"},
    {"svnadmin, svnlook, cvs, bzr, brz, darcs, fossil, p4, jj, got", "N...", "", "UNKNOWN"},
    {"git-lfs, git-filter-repo, git-absorb, bfg, repo, git-flow, git-quick-stats, lazygit, "
     "tig, gitk, git-gui, gitui", "N...", "", "UNKNOWN"},
    {"pre-commit", "VERB"},
    {"pre-commit run", "N...", "--files -a", "UNKNOWN"},
    {"pre-commit install, pre-commit uninstall, pre-commit autoupdate, pre-commit "
     "migrate-config", "N...", "-t=N", "UNKNOWN"},
    {"pre-commit clean, pre-commit gc, pre-commit validate-config, pre-commit sample-config",
     "N..."},
    {"husky, lefthook, lint-staged, commitlint, semantic-release, standard-version, changeset, "
     "release-it, bumpversion, bump2version, git-cliff, towncrier, commitizen, cz", "N...", "",
     "UNKNOWN"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index vcs() {
  return kIndex;
}

}  // namespace guards::commands
