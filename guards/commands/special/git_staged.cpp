// Source: git-diff(1), --cached; gitformat-index(5), the extension TREE.
#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/special/git_changes.h"

namespace guards::commands {

// The first of some files as a folder sees it: a file, or a folder with all of them below it.
struct GitChanges::Step {
  std::string name;
  std::string path;
  bool inside = false;
  Files files;

  Step(Files sorted, std::size_t prefix) {
    const std::string_view rest = sorted.front().name.substr(prefix);
    const auto slash = rest.find('/');
    name = rest.substr(0, slash);
    path = sorted.front().name.substr(0, prefix + name.size());
    inside = slash != std::string_view::npos;
    files = inside ? base::entries_below(sorted, path) : sorted.first(1);
  }
};

bool GitChanges::compare_step(const GitObjects::Entry& entry, const Step& step,
                              std::vector<GitChange>& out) {
  if (step.inside) return compare(entry.id, step.path, step.files, out);
  if (entry.id != base::to_hex(step.files.front().id)) out.push_back({step.path, false});
  return true;
}

// What the commit has and the index does not.
bool GitChanges::add_missing(const GitObjects::Tree& missing, const std::string& folder,
                             std::vector<GitChange>& out) {
  for (const auto& [name, entry] : missing) {
    const std::string path = base::join_path(folder, name);
    if (!entry.folder) {
      out.push_back({path, false});
      continue;
    }
    const auto below = objects_.files(entry.id);
    if (!below) return false;
    for (const auto& [inner, id] : *below) out.push_back({base::join_path(path, inner), false});
  }
  return true;
}

// A commit's folder and the files the index has in it. Where the index knows that a folder is this
// tree, nothing below it is looked at.
bool GitChanges::compare(const std::string& tree, const std::string& folder, Files files,
                         std::vector<GitChange>& out) {
  const auto known = index_->trees.find(folder);
  if (known != index_->trees.end() && base::to_hex(known->second) == tree) return true;
  auto entries = objects_.tree(tree);
  if (!entries) return false;
  const std::size_t prefix = folder.empty() ? 0 : folder.size() + 1;
  while (!files.empty()) {
    const Step step(files, prefix);
    const auto at = entries->find(step.name);
    if (at == entries->end() || at->second.folder != step.inside) {
      for (const auto& file : step.files) out.push_back({std::string(file.name), true});
    } else {
      if (!compare_step(at->second, step, out)) return false;
      entries->erase(at);
    }
    files = files.subspan(step.files.size());
  }
  return add_missing(*entries, folder, out);
}

GitChanges::Changes GitChanges::staged(const std::string& commit) {
  const auto found = objects_.commit(commit);
  if (!found || !index_) return std::nullopt;
  std::vector<GitChange> changes;
  if (!compare(found->tree, "", index_->entries, changes)) return std::nullopt;
  return changes;
}

}  // namespace guards::commands
