// Source: git-diff(1), --cached; gitformat-index(5), the extension TREE.
#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/special/git_changes.h"

namespace guards::commands {

// What is in no folder of `files`, and each folder in turn. Where the index knows that a folder is
// this tree, nothing below it is looked at.
bool GitChanges::compare(const std::string& tree, const std::string& folder, Files files,
                         std::vector<GitChange>& out) {
  const auto known = index_->trees.find(folder);
  if (known != index_->trees.end() && base::to_hex(known->second) == tree) return true;
  auto entries = objects_.tree(tree);
  if (!entries) return false;
  const std::size_t prefix = folder.empty() ? 0 : folder.size() + 1;
  while (!files.empty()) {
    const std::string_view rest = files.front().name.substr(prefix);
    const auto slash = rest.find('/');
    const std::string name(rest.substr(0, slash));
    const auto at = entries->find(name);
    const bool inside = slash != std::string_view::npos;
    const std::string path(files.front().name.substr(0, prefix + name.size()));
    const Files here = inside ? base::entries_below(files, path) : files.first(1);
    const bool same_kind = at != entries->end() && at->second.folder == inside;
    if (!same_kind) {
      for (const auto& file : here) out.push_back({std::string(file.name), true});
    } else if (inside) {
      if (!compare(at->second.id, path, here, out)) return false;
    } else if (at->second.id != base::to_hex(here.front().id)) {
      out.push_back({path, false});
    }
    if (same_kind) entries->erase(at);
    files = files.subspan(here.size());
  }
  for (const auto& [name, entry] : *entries) {
    const std::string path = prefix == 0 ? name : folder + "/" + name;
    if (!entry.folder) {
      out.push_back({path, false});
    } else if (const auto below = objects_.files(entry.id)) {
      for (const auto& [inner, id] : *below) out.push_back({path + "/" + inner, false});
    } else {
      return false;
    }
  }
  return true;
}

GitChanges::Changes GitChanges::staged(const std::string& commit) {
  const auto found = objects_.commit(commit);
  if (!found || !index_) return std::nullopt;
  std::vector<GitChange> changes;
  if (!compare(found->tree, "", index_->entries, changes)) return std::nullopt;
  return changes;
}

}  // namespace guards::commands
