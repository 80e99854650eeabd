#include "guards/commands/special/git_changes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "guards/commands/special/git_tree.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxIndex = 16U << 20U;

std::set<std::string> paths_of(const std::vector<GitChange>& changes) {
  std::set<std::string> paths;
  for (const GitChange& one : changes) paths.insert(one.path);
  return paths;
}

}  // namespace

GitChanges::GitChanges(const View& view, GitRepository repository)
    : view_(view), repository_(std::move(repository)), objects_(view, repository_.common) {
  const std::string path = repository_.own + "/index";
  index_bytes_ = view.piece(path, 0, kMaxIndex).value_or("");
  index_ = base::read_git_index(index_bytes_);
  if (index_) {
    const auto same = [](const auto& a, const auto& b) { return a.name == b.name; };
    auto& entries = index_->entries;
    entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
  }
  if (const auto facts = view.facts(path)) index_ns_ = facts->modified_ns;
}

std::optional<std::string> GitChanges::revision(std::string_view text) {
  return guards::commands::revision(view_, repository_, objects_, text);
}

bool GitChanges::is_changed(const base::IndexEntry& file) const {
  const auto facts = view_.facts(below(repository_.root, std::string(file.name)));
  if (!facts || static_cast<std::uint32_t>(facts->size) != file.size) return true;
  const std::int64_t unit = base::time_unit_ns(file);
  if (facts->modified_ns / unit != file.modified_ns / unit) return true;
  return file.modified_ns >= index_ns_;
}

// A name stands for itself and for what lies below it; only a pattern is held against all.
template <class Visit>
void GitChanges::each_named(const std::string& spec, Visit visit) const {
  if (spec.find_first_of("*?") != std::string::npos) {
    for (const base::IndexEntry& file : index_->entries) {
      if (fits_pathspec(spec, file.name)) visit(file);
    }
    return;
  }
  std::ranges::for_each(base::entries_named(index_->entries, spec), visit);
  std::ranges::for_each(base::entries_below(index_->entries, spec == "." ? "" : spec), visit);
}

GitChanges::Changes GitChanges::unstaged(const Specs& specs) const {
  if (!index_) return std::nullopt;
  std::set<std::string> paths;
  for (const std::string& spec : specs.value_or(std::vector<std::string>{"."})) {
    each_named(spec, [&](const base::IndexEntry& file) {
      if (is_changed(file)) paths.emplace(file.name);
    });
  }
  std::vector<GitChange> changes;
  changes.reserve(paths.size());
  for (const std::string& path : paths) changes.push_back({path, false});
  return changes;
}

GitChanges::Changes GitChanges::to(const std::string& commit, const Specs& specs) {
  auto changes = staged(commit);
  const auto others = unstaged(specs);
  if (!changes || !others) return std::nullopt;
  const auto known = paths_of(*changes);
  for (const GitChange& one : *others) {
    if (!known.contains(one.path)) changes->push_back(one);
  }
  return changes;
}

GitChanges::Changes GitChanges::between(const std::string& from, const std::string& to) {
  const auto one = objects_.commit(from);
  const auto other = objects_.commit(to);
  if (!one || !other) return std::nullopt;
  return objects_.differences(one->tree, other->tree);
}

GitChanges::Changes GitChanges::of(const std::string& commit) {
  const auto found = objects_.commit(commit);
  if (!found) return std::nullopt;
  if (found->parents.empty()) return objects_.differences("", found->tree);
  return between(found->parents.front(), commit);
}

GitChanges::Changes GitChanges::undone(const std::string& commit) {
  const auto found = objects_.commit(commit);
  if (!found) return std::nullopt;
  if (found->parents.empty()) return objects_.differences(found->tree, "");
  return between(commit, found->parents.front());
}

GitChanges::Changes GitChanges::merged(const std::string& other) {
  const auto head = revision("HEAD");
  const auto base = head ? objects_.base_of(*head, other) : std::nullopt;
  if (!base) return std::nullopt;
  const auto theirs = between(*base, other);
  const auto all = between(*head, other);
  if (!theirs || !all) return std::nullopt;
  std::vector<GitChange> changes;
  const auto differing = paths_of(*all);  // what both sides have alike stays as it is
  for (const GitChange& one : *theirs) {
    if (differing.contains(one.path)) changes.push_back(one);
  }
  return changes;
}

}  // namespace guards::commands
