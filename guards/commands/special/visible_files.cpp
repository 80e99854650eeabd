#include "guards/commands/special/visible_files.h"

#include "coord/base/path.h"
#include "guards/commands/special/git_ignore.h"
#include "guards/commands/special/git_repository.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

class Walk {
 public:
  Walk(const Visibility& wanted, const View& view, std::string root)
      : wanted_(wanted), view_(view), root_(std::move(root)) {
    const auto repository = find_repository(view, root_);
    if (repository) {
      rules_ = common_ignores(view, repository->common);
      root_ = repository->root;
    }
  }

  bool visit(const std::string& shown, int depth) {
    const std::string full = base::join_path(view_.cwd(), shown.empty() ? "." : shown);
    const std::string here = full == root_ ? "" : base::relative_to(full, root_);
    const std::size_t before = rules_.size();
    for (const char* name : {".gitignore", ".ignore"}) {
      if (const auto text = view_.content(below(full, name))) rules_.add(*text, here);
    }
    bool told = true;
    for (const std::string& name : view_.list(full).value_or(std::vector<std::string>())) {
      const std::string path = below(here, name);
      told = told && entry(shown.empty() ? name : below(shown, name), path, name, depth);
    }
    rules_.cut(before);
    return told;
  }

  std::vector<VisibleFile> found;

 private:
  bool entry(const std::string& shown, const std::string& path, const std::string& name,
             int depth) {
    if (name.starts_with('.') && (!wanted_.hidden || name == ".git")) return true;
    const bool folder = view_.there(shown) == There::folder && !view_.link(shown);
    if (!wanted_.ignored && rules_.ignores(path, folder)) return true;
    if (found.size() >= wanted_.most) return false;
    found.push_back({shown, folder});
    return !folder || depth >= wanted_.depth || visit(shown, depth + 1);
  }

  const Visibility& wanted_;
  const View& view_;
  std::string root_;
  GitIgnore rules_;
};

}  // namespace

std::optional<std::vector<VisibleFile>> visible_files(const std::string& folder,
                                                      const Visibility& wanted, const View& view) {
  if (has_hole(folder) || has_hole(view.cwd())) return std::nullopt;
  Walk walk(wanted, view, base::join_path(view.cwd(), folder));
  const bool here = folder == "." || folder.empty();
  if (!walk.visit(here ? "" : folder, 1)) return std::nullopt;
  return std::move(walk.found);
}

void read_ignore_files(Meaning& meaning, Span span, const View& view) {
  const auto repository = find_repository(view, view.cwd());
  if (!repository) return;
  for (const std::string& path :
       {repository->root + "/.gitignore", repository->common + "/info/exclude"}) {
    if (view.there(path) != There::file) continue;
    meaning.touches.push_back({.path = path, .span = span, .named = false, .handed = true});
  }
}

}  // namespace guards::commands
