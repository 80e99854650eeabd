// Source: git-clean(1), gitignore(5).
#include <algorithm>

#include "guards/commands/special/git_changes.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxVisited = 20'000;

class Walk {
 public:
  Walk(const View& view, const GitRepository& repository, std::span<const base::IndexEntry> index,
       bool all, Untracked how)
      : view_(view), root_(repository.root), index_(index), all_(all), how_(how) {
    rules_ = common_ignores(view, repository.common);
  }

  bool visit(const std::string& folder) {
    const std::size_t before = rules_.size();
    const std::string prefix = folder.empty() ? "" : folder + "/";
    if (const auto text = view_.content(below(root_, prefix + ".gitignore")))
      rules_.add(*text, folder);
    bool told = true;
    for (const std::string& name : names_in(folder)) {
      if (folder.empty() && name == ".git") continue;
      told = told && entry(prefix + name);
    }
    rules_.cut(before);
    return told && visited_ <= kMaxVisited;
  }

  std::vector<GitChange> found;

 private:
  std::vector<std::string> names_in(const std::string& folder) const {
    return view_.list(below(root_, folder.empty() ? "." : folder))
        .value_or(std::vector<std::string>());
  }

  // The first tracked name at or behind `path`.
  std::span<const base::IndexEntry>::iterator at(std::string_view path) const {
    return std::ranges::lower_bound(index_, path, {}, &base::IndexEntry::name);
  }

  bool entry(const std::string& path) {
    if (++visited_ > kMaxVisited) return false;
    const std::string full = below(root_, path);
    const bool folder = view_.there(full) == There::folder && !view_.link(full);
    const auto tracked = at(path);
    if (tracked != index_.end() && tracked->name == path) return true;
    if (!all_ && rules_.ignores(path, folder)) {
      ++kept_;
      return true;
    }
    if (!folder) {
      found.push_back({path, true});
      return true;
    }
    const auto inside = at(path + "/");
    const bool holds_tracked = inside != index_.end() && inside->name.starts_with(path + "/");
    if (holds_tracked || how_ == Untracked::inside) return visit(path);
    return how_ == Untracked::files || whole(path);
  }

  // A folder git knows nothing of goes as one when nothing in it is ignored.
  bool whole(const std::string& path) {
    if (view_.there(below(root_, path + "/.git")) != There::missing) {
      ++kept_;
      return true;
    }
    const std::size_t before = found.size();
    const std::size_t kept = kept_;
    const bool told = visit(path);
    if (kept_ != kept) return told;
    found.resize(before);
    found.push_back({path, true});
    return told;
  }

  const View& view_;
  const std::string& root_;
  std::span<const base::IndexEntry> index_;
  bool all_;
  Untracked how_;
  GitIgnore rules_;
  std::size_t visited_ = 0;
  std::size_t kept_ = 0;  // entries that stay
};

}  // namespace

GitChanges::Changes GitChanges::untracked(bool all, Untracked how) const {
  if (!index_) return std::nullopt;
  Walk walk(view_, repository_, index_->entries, all, how);
  if (!walk.visit("")) return std::nullopt;
  return walk.found;
}

}  // namespace guards::commands
