#include "coord/git/difference.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "coord/base/text.h"
#include "coord/git/places.h"
#include "coord/git/told.h"
#include "coord/git/tracked.h"

namespace coord {

namespace {

using base::Code;
using base::Result;

constexpr std::size_t kMaxNamed = 500;  // in one git's words

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

// Nothing where git says that there is no such commit.
Result<std::optional<Names>> if_there_is(Result<Names> names) {
  if (names) return std::optional(*std::move(names));
  if (names.error().code == Code::invalid_input) return std::optional<Names>();
  return tl::unexpected(std::move(names).error());
}

// What the index file and the files tell by themselves.
class Compared {
 public:
  // Nothing where only git can tell.
  static std::optional<Compared> read(const GitSpot& at, const Names& pathspecs) {
    const auto places = places_of(at, pathspecs);
    auto tracked = places ? Tracked::read(at) : std::nullopt;
    if (!tracked) return std::nullopt;
    Names changed = tracked->changed(*places);
    return Compared(at, pathspecs, *std::move(tracked), std::move(changed));
  }

  const Tracked& tracked() const { return tracked_; }
  // As differing_bytes(); nothing when there may be no such commit.
  Result<std::optional<Names>> beside(const std::string& tree) const {
    const bool is_index = tree.empty() || (tree == "HEAD" && tracked_.is_head());
    if (is_index) return std::optional(changed_);
    return if_there_is(beside_commit(at_, tracked_, tree, pathspecs_, changed_));
  }

 private:
  Compared(const GitSpot& at, const Names& pathspecs, Tracked tracked, Names changed)
      : at_(at),
        pathspecs_(pathspecs),
        tracked_(std::move(tracked)),
        changed_(std::move(changed)) {}

  const GitSpot& at_;
  const Names& pathspecs_;
  Tracked tracked_;
  Names changed_;  // since the index was written
};

Result<Names> beside(const std::optional<Compared>& own, const GitSpot& at, const std::string& tree,
                     const Names& pathspecs) {
  auto names = own ? TRY(own->beside(tree)) : std::nullopt;
  if (names) return *std::move(names);
  return told_differing(at, tree, pathspecs);
}

}  // namespace

Result<Names> differing_files(const GitSpot& at, const std::string& tree, const Names& pathspecs) {
  const auto own = Compared::read(at, pathspecs);
  auto names = own ? TRY(own->beside(tree)) : std::nullopt;
  if (!names) return told_differing(at, tree, pathspecs);
  if (names->empty() || !own->tracked().may_filter(*names)) return *std::move(names);
  if (names->size() > kMaxNamed) return told_differing(at, tree, pathspecs);
  for (std::string& name : *names) name.insert(0, ":(top,literal)");
  return told_differing(at, tree, *names);
}

Result<Names> differing_bytes(const GitSpot& at, const std::string& tree, const Names& pathspecs) {
  return beside(Compared::read(at, pathspecs), at, tree, pathspecs);
}

Result<Names> lost_bytes(const GitSpot& at, const std::string& tree, const Names& pathspecs) {
  const auto own = Compared::read(at, pathspecs);
  Names names = TRY(beside(own, at, tree, pathspecs));
  if (names.empty()) return names;
  Names dirty = TRY(beside(own, at, "HEAD", pathspecs));
  Names known = own ? own->tracked().names(names) : TRY(tracked_files(at, pathspecs));
  sort_once(dirty);
  sort_once(known);
  std::erase_if(names, [&](const std::string& name) {
    return std::ranges::binary_search(known, name) && !std::ranges::binary_search(dirty, name);
  });
  return names;
}

Result<std::optional<Names>> unknown_files(const GitSpot& at, const std::string& commit) {
  Names words = diff_words();
  for (const char* word : {"--cached", "--diff-filter=D"}) words.emplace_back(word);
  words.push_back(commit);
  return if_there_is(told_names(at, std::move(words), {}));
}

Result<Names> staged_files(const GitSpot& at, const Names& pathspecs) {
  const auto tracked = Tracked::read(at);
  if (tracked && tracked->is_head()) return Names{};
  Names words = diff_words();
  words.emplace_back("--cached");
  return told_names(at, std::move(words), pathspecs);
}

}  // namespace coord
