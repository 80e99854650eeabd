#include "guards/commands/special/git_place.h"

#include "coord/base/path.h"
#include "guards/commands/special/git_repository.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

// A flag goes before the variable.
std::string named(const Arguments& global, const View& view, std::string_view flag,
                  const char* variable) {
  if (const Word* given = global.value(flag)) return given->text;
  return view.variable(variable).value_or("");
}

// Each -C counts from the one before it.
std::string folder_of(const Arguments& global) {
  std::string folder;
  for (const GivenFlag& flag : global.flags) {
    if (flag.name != "-C" || flag.value.text.empty()) continue;
    folder = folder.empty() ? flag.value.text : base::join_path(folder, flag.value.text);
  }
  return folder;
}

// "src/.git" may be a file that leads to the folder.
std::string real_git_dir(const std::string& path, const View& view) {
  if (base::base_name(path) != ".git" || view.there(path) != There::file) return path;
  const auto found = find_repository(view, std::string(base::dir_name(path)));
  return found ? found->own : path;
}

bool is_own_index(const std::string& name, const std::string& at, const std::string& git_dir,
                  const std::string& tree) {
  if (name.empty() || has_hole(name)) return false;
  const std::string shared = below(git_dir, "index");
  return base::join_path(at, name) != shared && base::join_path(tree, name) != shared;
}

}  // namespace

GitPlace read_git_place(const Arguments& global, const View& view) {
  GitPlace place;
  place.folder = folder_of(global);
  const std::string git_dir = named(global, view, "--git-dir", "GIT_DIR");
  const std::string tree = named(global, view, "--work-tree", "GIT_WORK_TREE");
  const std::string index = view.variable("GIT_INDEX_FILE").value_or("");
  if (git_dir.empty() && tree.empty() && index.empty()) return place;
  if (has_hole(view.cwd() + place.folder + git_dir + tree)) {
    place.git_dir = place.tree = kUnknown;
    return place;
  }
  const std::string at = base::join_path(view.cwd(), place.folder);
  const auto around = find_repository(view, at);
  const std::string found = around ? around->own : std::string();
  std::string own = git_dir.empty() ? found : real_git_dir(base::join_path(at, git_dir), view);
  // With a repository named and no work tree, that is where git stands.
  std::string root = around && git_dir.empty() ? around->root : at;
  if (!tree.empty()) root = base::join_path(at, tree);
  place.own_index = is_own_index(index, at, own, root);
  if (!base::is_within(at, root)) place.folder = root;
  const auto usual = find_repository(view, root);
  if (usual && usual->root == root && usual->own == own) return place;
  if (git_dir.empty() && tree.empty()) return place;
  place.git_dir = std::move(own);
  place.tree = std::move(root);
  return place;
}

}  // namespace guards::commands
