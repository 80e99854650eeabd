#include "guards/commands/special/git_objects.h"

#include <set>

#include "coord/base/text.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxAncestors = 1000;
constexpr std::size_t kId = 20;

std::string in_folder(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + "/" + name;
}

// "tree ID", "parent ID" ... at the beginning of a line of a commit's header.
std::vector<std::string> values_of(std::string_view commit, std::string_view key) {
  std::vector<std::string> values;
  while (!commit.empty() && !commit.starts_with('\n')) {
    const auto line = commit.substr(0, commit.find('\n'));
    if (line.starts_with(key)) values.emplace_back(line.substr(key.size()));
    commit.remove_prefix(std::min(line.size() + 1, commit.size()));
  }
  return values;
}

}  // namespace

std::optional<GitCommit> GitObjects::commit(const std::string& id) {
  const auto text = store_.object(id);
  if (!text) return std::nullopt;
  if (text->starts_with("object ")) return commit(text->substr(7, 2 * kId));
  const auto trees = values_of(*text, "tree ");
  if (trees.size() != 1) return std::nullopt;
  return GitCommit{trees[0], values_of(*text, "parent ")};
}

// "MODE NAME\0" and twenty bytes, again and again; trees have mode 40000.
std::optional<GitObjects::Tree> GitObjects::tree(const std::string& id) {
  if (id.empty()) return Tree();
  const auto bytes = store_.object(id);
  if (!bytes) return std::nullopt;
  Tree entries;
  for (std::size_t at = 0; at < bytes->size();) {
    const auto blank = bytes->find(' ', at);
    const auto end = bytes->find('\0', at);
    if (blank == std::string::npos || end == std::string::npos || blank > end) return std::nullopt;
    if (end + 1 + kId > bytes->size()) return std::nullopt;
    const bool folder = bytes->compare(at, blank - at, "40000") == 0;
    const std::string id_here = base::to_hex(std::string_view(*bytes).substr(end + 1, kId));
    entries[bytes->substr(blank + 1, end - blank - 1)] = {folder, id_here};
    at = end + 1 + kId;
  }
  return entries;
}

bool GitObjects::add_files(const std::string& id, const std::string& folder,
                           std::map<std::string, std::string>& out) {
  const auto entries = tree(id);
  if (!entries) return false;
  for (const auto& [name, entry] : *entries) {
    const std::string path = in_folder(folder, name);
    if (!entry.folder) {
      out[path] = entry.id;
    } else if (!add_files(entry.id, path, out)) {
      return false;
    }
  }
  return true;
}

std::optional<std::map<std::string, std::string>> GitObjects::files(const std::string& tree) {
  std::map<std::string, std::string> out;
  if (!add_files(tree, "", out)) return std::nullopt;
  return out;
}

// An entry without an id is none.
bool GitObjects::compare_entries(const Entry& old, const Entry& now, const std::string& path,
                                 std::vector<GitChange>& out) {
  if (old == now) return true;
  if (old.folder || now.folder) {
    const bool told = compare(old.folder ? old.id : "", now.folder ? now.id : "", path, out);
    if (!told) return false;
  }
  if (!now.folder && !now.id.empty()) {
    out.push_back({path, false});
  } else if (!old.folder && !old.id.empty()) {
    out.push_back({path, true});
  }
  return true;
}

bool GitObjects::compare(const std::string& from, const std::string& to, const std::string& folder,
                         std::vector<GitChange>& out) {
  if (from == to) return true;
  const auto before = tree(from);
  const auto after = tree(to);
  if (!before || !after) return false;
  std::set<std::string> names;
  for (const auto& [name, entry] : *before) names.insert(name);
  for (const auto& [name, entry] : *after) names.insert(name);
  for (const std::string& name : names) {
    const auto one = before->find(name);
    const auto other = after->find(name);
    const Entry old = one == before->end() ? Entry() : one->second;
    const Entry now = other == after->end() ? Entry() : other->second;
    if (!compare_entries(old, now, in_folder(folder, name), out)) return false;
  }
  return true;
}

std::optional<std::vector<GitChange>> GitObjects::differences(const std::string& from,
                                                              const std::string& to) {
  std::vector<GitChange> out;
  if (!compare(from, to, "", out)) return std::nullopt;
  return out;
}

std::optional<std::string> GitObjects::base_of(const std::string& one, const std::string& other) {
  std::set<std::string> ours;
  const auto walk = [&](const std::string& from, auto visit) -> std::optional<std::string> {
    std::vector<std::string> open = {from};
    std::set<std::string> seen;
    for (std::size_t i = 0; i < open.size() && i < kMaxAncestors; ++i) {
      const std::string id = open[i];
      if (!seen.insert(id).second) continue;
      if (visit(id)) return id;
      const auto found = commit(id);
      if (!found) return std::nullopt;
      open.insert(open.end(), found->parents.begin(), found->parents.end());
    }
    return std::nullopt;
  };
  walk(one, [&](const std::string& id) { return !ours.insert(id).second; });
  return walk(other, [&](const std::string& id) { return ours.contains(id); });
}

}  // namespace guards::commands
