#include "coord/git/work_tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <set>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/places.h"
#include "coord/git/tracked.h"

namespace coord {

namespace {

using base::Code;
using base::Result;

constexpr std::size_t kMaxNamed = 500;  // in one git's words
// A blob that is longer is no text anybody stamped.
constexpr std::size_t kMaxBlob = 8U << 20U;

Names without_empty(const std::vector<std::string_view>& parts) {
  Names names;
  for (const std::string_view part : parts) {
    if (!part.empty()) names.emplace_back(part);
  }
  return names;
}

// The answer of a git that says yes.
Result<std::string> told(const GitSpot& at, Names words, const Names& pathspecs) {
  words.emplace_back("--");
  words.insert(words.end(), pathspecs.begin(), pathspecs.end());
  GitSaid said = TRY(run_git(at.world, {.folder = at.folder, .words = std::move(words)}));
  if (said.exit_code == 0) return std::move(said.out);
  return base::fail(Code::invalid_input, "git cannot tell which files are meant", at.folder);
}

Result<Names> told_names(const GitSpot& at, Names words, const Names& pathspecs) {
  const std::string text = TRY(told(at, std::move(words), pathspecs));
  return without_empty(base::split(text, '\0'));
}

Names diff_words(const std::string& how = "--name-only") {
  // Submodules are repositories of their own; no program of the user's shall draw the difference.
  return {"diff",
          how,
          "-z",
          "--no-renames",
          "--no-relative",
          "--no-ext-diff",
          "--no-textconv",
          "--ignore-submodules=all"};
}

// The name of the tree without files, in this repository's kind of hash.
Result<std::string> empty_tree(const GitSpot& at) {
  const std::string said = TRY(told(at, {"hash-object", "-t", "tree", "--stdin"}, {}));
  return std::string(base::trim(said));
}

Result<Names> told_differing(const GitSpot& at, const std::string& tree, const Names& pathspecs) {
  Names words = diff_words();
  if (!tree.empty()) words.push_back(tree);
  auto names = told_names(at, words, pathspecs);
  if (names || tree != "HEAD" || TRY(commit_named(at, tree))) return names;
  words.back() = TRY(empty_tree(at));  // no commit yet: all that is staged is new
  return told_names(at, std::move(words), pathspecs);
}

// What the index has otherwise than a commit; `id` and `mode` are the commit's, none: it has none.
struct Staged {
  std::string name;
  std::string id;
  std::uint32_t mode = 0;
  bool known = true;  // to the index
};

// ":100644 100755 ID ID M", NUL, a name, NUL; modes and ids of zeros are none.
std::vector<Staged> read_raw(std::string_view text) {
  constexpr std::size_t kIdAt = 15;
  const auto parts = base::split(text, '\0');
  std::vector<Staged> all;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    if (parts[i].size() < kIdAt) continue;
    const std::string_view rest = parts[i].substr(kIdAt);
    Staged one{std::string(parts[i + 1]), {}, 0, parts[i].substr(8, 6) != "000000"};
    std::from_chars(parts[i].data() + 1, parts[i].data() + 7, one.mode, 8);
    if (one.mode != 0) one.id = base::from_hex(rest.substr(0, rest.find(' ')));
    all.push_back(std::move(one));
  }
  return all;
}

// The files beside a commit: those not as in the index, but for what is as in the commit after all.
Result<Names> beside_commit(const GitSpot& at, const Tracked& tracked, const std::string& tree,
                            const Names& pathspecs, Names names) {
  Names words = diff_words("--raw");
  for (const char* word : {"--no-abbrev", "--cached"}) words.emplace_back(word);
  words.push_back(tree);
  std::set<std::string> all(std::make_move_iterator(names.begin()),
                            std::make_move_iterator(names.end()));
  const std::string said = TRY(told(at, std::move(words), pathspecs));
  for (Staged& one : read_raw(said)) {
    if (one.known && tracked.stands(one.name, one.id, one.mode)) {
      all.erase(one.name);
    } else {
      all.insert(std::move(one.name));
    }
  }
  return Names(all.begin(), all.end());
}

// What the index file and the files tell by themselves; no names: git has to.
struct Compared {
  std::optional<Tracked> tracked;
  std::optional<Names> names;
};

Result<Compared> compared(const GitSpot& at, const std::string& tree, const Names& pathspecs) {
  const auto places = places_of(at, pathspecs);
  Compared out{places ? Tracked::read(at) : std::nullopt, {}};
  if (!out.tracked) return out;
  Names names = out.tracked->changed(*places);
  const bool is_index = tree.empty() || (tree == "HEAD" && out.tracked->is_head());
  if (is_index) {
    out.names = std::move(names);
    return out;
  }
  auto all = beside_commit(at, *out.tracked, tree, pathspecs, std::move(names));
  if (all) out.names = *std::move(all);
  if (!all && all.error().code != Code::invalid_input) return tl::unexpected(all.error());
  return out;
}

// -q says nothing, -i asks: without both, -n says what -f would do.
std::string without_letters(std::string word, std::string_view letters) {
  if (word.size() < 2 || word[0] != '-' || word[1] == '-') return word;
  std::erase_if(word, [&](char c) { return letters.find(c) != std::string_view::npos; });
  return word == "-" ? std::string() : word;
}

// A letter of a C string behind a backslash, other than digits.
char escaped(char c) {
  constexpr std::string_view kFrom = "abtnvfr";
  constexpr std::string_view kTo = "\a\b\t\n\v\f\r";
  const std::size_t at = kFrom.find(c);
  return at == std::string_view::npos ? c : kTo[at];
}

}  // namespace

void sort_once(Names& names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

std::string unquoted(std::string_view name) {
  if (name.size() < 2 || name.front() != '"' || name.back() != '"') return std::string(name);
  name = name.substr(1, name.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '\\' || i + 1 == name.size()) {
      out += name[i];
    } else if (const char c = name[++i]; c < '0' || c > '3' || i + 2 >= name.size()) {
      out += escaped(c);
    } else {
      out += static_cast<char>((c - '0') * 64 + (name[i + 1] - '0') * 8 + (name[i + 2] - '0'));
      i += 2;
    }
  }
  return out;
}

Result<Names> differing_files(const GitSpot& at, const std::string& tree, const Names& pathspecs) {
  Compared own = TRY(compared(at, tree, pathspecs));
  if (!own.names) return told_differing(at, tree, pathspecs);
  if (own.names->empty() || !own.tracked->may_filter(*own.names)) return *std::move(own.names);
  if (own.names->size() > kMaxNamed) return told_differing(at, tree, pathspecs);
  for (std::string& name : *own.names) name.insert(0, ":(top,literal)");
  return told_differing(at, tree, *own.names);
}

Result<Names> differing_bytes(const GitSpot& at, const std::string& tree, const Names& pathspecs) {
  Compared own = TRY(compared(at, tree, pathspecs));
  if (own.names) return *std::move(own.names);
  return told_differing(at, tree, pathspecs);
}

Result<std::optional<Names>> unknown_files(const GitSpot& at, const std::string& commit) {
  Names words = diff_words();
  for (const char* word : {"--cached", "--diff-filter=D"}) words.emplace_back(word);
  words.push_back(commit);
  auto names = told_names(at, std::move(words), {});
  if (names) return std::optional(*std::move(names));
  if (names.error().code == Code::invalid_input) return std::optional<Names>();
  return tl::unexpected(std::move(names).error());
}

Result<Names> staged_files(const GitSpot& at, const Names& pathspecs) {
  const auto tracked = Tracked::read(at);
  if (tracked && tracked->is_head()) return Names{};
  Names words = diff_words();
  words.emplace_back("--cached");
  return told_names(at, std::move(words), pathspecs);
}

Result<Names> untracked_files(const GitSpot& at, const Names& pathspecs, bool ignored) {
  Names words = {"ls-files", "-o", "-z", "--full-name"};
  if (!ignored) words.emplace_back("--exclude-standard");
  return told_names(at, std::move(words), pathspecs);
}

Result<Names> ignored_places(const GitSpot& at) {
  return told_names(at, {"ls-files", "-o", "-i", "--exclude-standard", "--directory", "-z"}, {});
}

Result<Names> tracked_files(const GitSpot& at, const Names& pathspecs) {
  const auto places = places_of(at, pathspecs.empty() ? Names{"."} : pathspecs);
  const auto tracked = places ? Tracked::read(at) : std::nullopt;
  if (tracked) return tracked->names(*places);
  return told_names(at, {"ls-files", "-z", "--full-name"}, pathspecs);
}

Result<Names> cleaned_files(const GitSpot& at, const Names& words) {
  constexpr std::string_view kWould = "Would remove ";
  constexpr std::array<std::string_view, 2> kSilent = {"--quiet", "--interactive"};
  Names asked = {"clean", "-n"};
  for (const std::string& word : words) {
    std::string kept = without_letters(word, "qi");
    const bool silent = std::ranges::find(kSilent, kept) != kSilent.end();
    if (!kept.empty() && !silent) asked.push_back(std::move(kept));
  }
  const GitSaid said = TRY(run_git(at.world, {.folder = at.folder, .words = std::move(asked)}));
  if (said.exit_code != 0) {
    return base::fail(Code::invalid_input, "git cannot tell what clean would remove", at.folder);
  }
  Names names;
  for (const std::string_view line : base::split(said.out, '\n')) {
    if (!line.starts_with(kWould)) continue;
    const std::string name = unquoted(line.substr(kWould.size()));
    const std::string slash = name.ends_with('/') ? "/" : "";
    names.push_back(base::relative_to(base::join_path(at.folder, name), at.root) + slash);
  }
  return names;
}

Result<std::optional<std::string>> commit_named(const GitSpot& at, const std::string& name) {
  const GitSaid said = TRY(run_git(
      at.world,
      {
          .folder = at.folder,
          .words = {"rev-parse", "-q", "--verify", "--end-of-options", name + "^{commit}"}
  }));
  if (said.exit_code != 0) return std::optional<std::string>();
  return std::optional(std::string(base::trim(said.out)));
}

Result<bool> is_remote_branch(const GitSpot& at, const std::string& name) {
  const GitSaid said =
      TRY(run_git(at.world, {
                                .folder = at.folder,
                                .words = {"for-each-ref", "--count=1", "refs/remotes/*/" + name}
  }));
  return said.exit_code == 0 && !said.out.empty();
}

Result<std::optional<std::string>> committed_bytes(const GitSpot& at, const std::string& name) {
  GitSaid said = TRY(run_git(at.world, {
                                           .folder = at.folder,
                                           .words = {"cat-file", "blob", "HEAD:" + name},
                                           .max_bytes = kMaxBlob
  }));
  if (said.exit_code != 0) return std::optional<std::string>();
  return std::optional(std::move(said.out));
}

}  // namespace coord
