#include "guards/commands/special/git_objects.h"

#include <set>

#include "coord/base/inflate.h"
#include "coord/base/text.h"
#include "guards/commands/special/git_pack.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxObject = 4U << 20U;
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

std::optional<std::string> GitObjects::object(const std::string& id) {
  const bool is_id = id.size() == 2 * kId && id.find_first_not_of("0123456789abcdef") == id.npos;
  if (!is_id || left_ == 0) return std::nullopt;
  --left_;
  auto found = loose(id);
  return found ? found : packed(id);
}

// "tree 123\0" and the bytes, deflated.
std::optional<std::string> GitObjects::loose(const std::string& id) const {
  const auto bytes =
      view_.piece(folder_ + "/objects/" + id.substr(0, 2) + "/" + id.substr(2), 0, kMaxObject);
  if (!bytes) return std::nullopt;
  const auto whole = base::inflate_zlib(*bytes, kMaxObject);
  if (!whole) return std::nullopt;
  const auto end = whole->find('\0');
  if (end == std::string::npos) return std::nullopt;
  return whole->substr(end + 1);
}

std::optional<std::string> GitObjects::packed(const std::string& id) {
  const std::string folder = folder_ + "/objects/pack";
  if (!packs_) {
    packs_.emplace();
    for (const std::string& name : view_.list(folder).value_or(std::vector<std::string>())) {
      if (name.ends_with(".idx")) packs_->push_back(below(folder, name.substr(0, name.size() - 4)));
    }
  }
  for (const std::string& pack : *packs_) {
    const auto offset = offset_in_pack(view_, pack + ".idx", id);
    if (offset) return in_pack(pack, *offset, 0);
  }
  return std::nullopt;
}

std::optional<std::string> GitObjects::in_pack(const std::string& pack, std::uint64_t offset,
                                               int depth) {
  constexpr int kMaxDepth = 60;
  constexpr std::size_t kWindow = 64U << 10U;
  if (depth > kMaxDepth) return std::nullopt;
  const auto head = view_.piece(pack + ".pack", offset, kWindow);
  const auto entry = head ? read_pack_entry(*head) : std::nullopt;
  if (!entry || entry->size > kMaxObject) return std::nullopt;
  std::string_view bytes = std::string_view(*head).substr(entry->header);
  auto text = base::inflate_zlib(bytes, entry->size);
  if (!text && head->size() == kWindow) {  // longer than the window when deflated
    const auto all = view_.piece(pack + ".pack", offset + entry->header, kMaxObject);
    if (all) text = base::inflate_zlib(*all, entry->size);
  }
  if (!text || text->size() != entry->size) return std::nullopt;
  if (!entry->base.empty()) return patched_object(object(entry->base), *text, kMaxObject);
  if (entry->back == 0) return *std::move(text);
  if (entry->back > offset) return std::nullopt;
  return patched_object(in_pack(pack, offset - entry->back, depth + 1), *text, kMaxObject);
}

std::optional<GitCommit> GitObjects::commit(const std::string& id) {
  const auto text = object(id);
  if (!text) return std::nullopt;
  if (text->starts_with("object ")) return commit(text->substr(7, 2 * kId));
  const auto trees = values_of(*text, "tree ");
  if (trees.size() != 1) return std::nullopt;
  return GitCommit{trees[0], values_of(*text, "parent ")};
}

// "MODE NAME\0" and twenty bytes, again and again; trees have mode 40000.
std::optional<GitObjects::Tree> GitObjects::tree(const std::string& id) {
  if (id.empty()) return Tree();
  const auto bytes = object(id);
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
