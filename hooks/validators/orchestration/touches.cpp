#include "hooks/validators/orchestration/touches.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"

namespace hooks {

namespace {

using coord::Deed;
using coord::Touch;
using guards::ActionKind;
using guards::Effect;
using guards::How;
using guards::Verb;

// Folders that programs fill: nobody edits there by hand, and nothing there is lost.
constexpr std::array<std::string_view, 8> kGenerated = {".git", ".venv", "__pycache__",  "build",
                                                        "dist", "logs",  "node_modules", "target"};

// The file that is meant: links on the way are followed, the last one only when the act follows it.
std::string file_of(const Effect& effect, base::Disk& disk) {
  if (!effect.on_link) return disk.resolve(effect.path).value_or(effect.path);
  const std::string folder(base::dir_name(effect.path));
  return base::join_path(disk.resolve(folder).value_or(folder), base::base_name(effect.path));
}

std::optional<coord::lease::Scope> scope_of(const Effect& effect, const std::string& file,
                                            const guards::Place& place) {
  using coord::lease::ScopeKind;
  const std::string path = base::relative_to(file, place.root);
  if (base::is_absolute(path) || is_generated(path)) return std::nullopt;
  if (path == ".") return coord::lease::Scope{ScopeKind::tree, {}};
  const ScopeKind kind = effect.pattern ? ScopeKind::glob
                         : effect.tree  ? ScopeKind::directory
                                        : ScopeKind::path;
  return coord::lease::Scope{kind, coord::tree_prefix(place.state_dir, place.git_dir) + path};
}

std::optional<Deed> deed_of(const Effect& effect, ActionKind kind, const SureReads& reads) {
  if (effect.certainty != guards::Certainty::sure) return std::nullopt;
  switch (effect.verb) {
    case Verb::read:
      if (effect.handed || !effect.named || effect.pattern || effect.tree) return std::nullopt;
      return Deed::read;
    case Verb::write:
      if (kind == ActionKind::edit) return Deed::edit;
      if (reads.feed(effect)) return Deed::change;
      return effect.how == How::overwrite || effect.how == How::replace ? Deed::overwrite
                                                                        : Deed::change;
    case Verb::create:
    case Verb::remove:
    case Verb::rename:
    case Verb::chmod:
      return Deed::change;
    case Verb::exec:
    case Verb::network:
    case Verb::git:
      break;
  }
  return std::nullopt;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos && count < 2;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

// On a base that changed, an edit is safe when it means one place only, and that is still there.
bool still_fits(const std::vector<guards::Edit>& edits, std::string_view now) {
  return edits.size() == 1 && !edits.front().all && !edits.front().old_text.empty() &&
         count_of(now, edits.front().old_text) == 1;
}

bool may_keep(const Judgement& on, const std::string& file) {
  return not_to_keep(on, {base::relative_to(file, on.place.root)}).empty();
}

Touch touch_of(const Judgement& on, std::string file, coord::lease::Scope scope, Deed deed) {
  const guards::Action& action = on.call.action;
  Touch touch{std::move(file), std::move(scope), deed};
  if (deed == Deed::read) return touch;
  if (action.kind == ActionKind::write) touch.intended = base::hash128(action.content);
  if (deed == Deed::edit) {
    touch.fits = [&action](std::string_view now) { return still_fits(action.edits, now); };
  }
  // The rules are gone through once more for it.
  touch.may_keep = [&on, path = touch.file, known = std::optional<bool>()]() mutable {
    if (!known) known = may_keep(on, path);
    return *known;
  };
  return touch;
}

}  // namespace

bool is_generated(const std::string& path) {
  const auto parts = base::split(path, '/');
  return std::ranges::any_of(parts, [](std::string_view part) {
    return std::ranges::find(kGenerated, part) != kGenerated.end();
  });
}

std::set<std::string> not_to_keep(const Judgement& on, const std::vector<std::string>& names) {
  return guards::guarded_files(names, {guards::Use::read, guards::Counted::all}, on.place, on.rules,
                               on.world);
}

void add_touch(std::vector<Touch>& touches, Touch touch) {
  const auto known = std::ranges::find(touches, touch.scope, &Touch::scope);
  if (known == touches.end()) {
    touches.push_back(std::move(touch));
  } else if (known->deed == Deed::read ||
             (known->deed == Deed::change && touch.deed == Deed::overwrite)) {
    *known = std::move(touch);
  }
}

SureReads::SureReads(const std::vector<Effect>& effects) {
  for (const Effect& effect : effects) {
    if (effect.verb == Verb::read && effect.certainty == guards::Certainty::sure)
      by_path_.push_back(&effect);
  }
  std::ranges::sort(by_path_, {}, &Effect::path);
}

bool SureReads::feed(const Effect& write) const {
  if (write.how != How::replace) return false;
  auto read = std::ranges::lower_bound(by_path_, write.path, {}, &Effect::path);
  for (; read != by_path_.end() && (*read)->path == write.path; ++read) {
    if ((*read)->by == write.by && (*read)->span == write.span) return true;
  }
  return false;
}

std::optional<Target> target_of(const Judgement& on, const Effect& effect, const SureReads& reads) {
  const auto deed = deed_of(effect, on.call.action.kind, reads);
  if (!deed) return std::nullopt;
  return Target{file_of(effect, on.world.disk), *deed};
}

std::optional<Touch> touch_at(const Judgement& on, const Effect& effect, const Target& target,
                              const guards::Place& place) {
  auto scope = scope_of(effect, target.file, place);
  if (!scope) return std::nullopt;
  return touch_of(on, target.file, *std::move(scope), target.deed);
}

}  // namespace hooks
