#include "guards/effects/recorder.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "coord/base/path.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kHole;
using commands::kUnknown;

// Devices that keep nothing; writing to a disk (/dev/sda) is another matter.
bool keeps_nothing(std::string_view path) {
  constexpr auto kNeutral = std::to_array<std::string_view>(
      {"/dev/null", "/dev/zero", "/dev/full", "/dev/tty", "/dev/random", "/dev/urandom",
       "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/ptmx"});
  if (path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/") ||
      path.starts_with("/dev/tcp/") || path.starts_with("/dev/udp/") ||
      path.starts_with("/dev/pts/")) {
    return true;
  }
  return std::ranges::find(kNeutral, path) != kNeutral.end();
}

// /proc/self/cwd/x is x, /proc/self/root/x is /x (threat-model N4).
std::string without_proc(std::string path, std::string_view cwd) {
  constexpr std::string_view kCwd = "/proc/self/cwd";
  constexpr std::string_view kRoot = "/proc/self/root";
  if (base::is_within(path, kCwd)) {
    return base::normalise(std::string(cwd) + path.substr(kCwd.size()));
  }
  if (base::is_within(path, kRoot)) return base::normalise("/" + path.substr(kRoot.size()));
  return path;
}

// A hole becomes `**` where it may be a whole part of the path, else `*`.
std::string to_glob(std::string_view path) {
  std::string glob;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != kHole) {
      glob += path[i];
      continue;
    }
    if (i > 0 && path[i - 1] == kHole) continue;
    const bool opens = i == 0 || path[i - 1] == '/';
    const auto next = path.find_first_not_of(kHole, i);
    const bool closes = next == std::string_view::npos || path[next] == '/';
    glob += opens && closes ? "**" : "*";
  }
  return glob;
}

// Nothing but a hole, perhaps below the root: no rule could say more than "unknown".
bool tells_nothing(std::string_view path) {
  return path.find_first_not_of("/*") == std::string_view::npos && path != "/";
}

}  // namespace

std::string Recorder::absolute(std::string_view path, std::string_view cwd) const {
  if (path.starts_with(kHole)) return std::string(path);
  if (base::is_absolute(path)) return without_proc(base::normalise(path), cwd);
  if (cwd.starts_with(kHole)) return kUnknown + "/" + base::normalise(path);
  return without_proc(base::join_path(cwd, path), cwd);
}

bool Recorder::is_first(const Effect& effect) {
  const std::array<unsigned, 6> parts = {static_cast<unsigned>(effect.verb),
                                         static_cast<unsigned>(effect.how),
                                         static_cast<unsigned>(effect.certainty),
                                         effect.span.begin,
                                         effect.span.end,
                                         static_cast<unsigned>(effect.git)};
  std::string key(sizeof parts, '\0');
  std::memcpy(key.data(), parts.data(), sizeof parts);
  key.append(effect.path).append("\n").append(effect.by).append("\n").append(effect.detail);
  return seen_.insert(std::move(key)).second;
}

void Recorder::add(Effect effect) {
  if (is_first(effect)) result.list.push_back(std::move(effect));
}

void Recorder::doubt(Unknown unknown) {
  const auto same = [&](const Unknown& other) {
    return other.why == unknown.why && other.span == unknown.span;
  };
  if (std::ranges::none_of(result.unknown, same)) result.unknown.push_back(std::move(unknown));
}

void Recorder::touch(const commands::Touch& touch, const Doing& doing) {
  const std::string path = absolute(touch.path, doing.cwd);
  if (path.empty() || keeps_nothing(path)) return;
  Effect effect{.verb = touch.verb, .how = touch.how};
  effect.pattern = touch.pattern || has_hole(path);
  effect.path = has_hole(path) ? to_glob(path) : real_path(followed(path, touch), touch);
  effect.named = touch.named;
  effect.tree = touch.tree;
  effect.on_link = touch.on_link;
  effect.handed = touch.handed;
  effect.absent = touch.idle || (touch.needs_target && is_absent(path));
  if (touch.maybe || doing.maybe || effect.pattern) effect.certainty = Certainty::maybe;
  effect.span = touch.span;
  effect.by = doing.by;
  if (effect.pattern && tells_nothing(effect.path)) {
    if (touch.verb == Verb::read) return;
    return doubt({"which file " + effect.by + " touches hangs on a value known only when it runs",
                  touch.span,
                  false,
                  false,
                  {}});
  }
  add(std::move(effect));
  if (!touch.idle) change_files(touch, path, doing);
}

// Links that the text itself has made; one in the last part only when the verb follows it.
std::string Recorder::followed(const std::string& path, const commands::Touch& touch) const {
  const bool stays = touch.on_link || touch.how == How::replace || touch.verb == Verb::remove ||
                     touch.verb == Verb::rename;
  const std::string folder(base::dir_name(path));
  if (!stays || folder.empty()) return files.resolve(path);
  return base::join_path(files.resolve(folder), base::base_name(path));
}

bool Recorder::is_absent(const std::string& path) const {
  const auto covers = [&](const std::string& folder) {
    return !folder.empty() && base::is_within(path, folder);
  };
  return std::ranges::any_of(trusted_, covers) && files.there(path) == There::missing &&
         !files.link(path).has_value();
}

std::string Recorder::with_real_folder(const std::string& path) {
  const std::string folder(base::dir_name(path));
  if (folder.size() < 2) return path;
  auto at = real_folders_.find(folder);
  if (at == real_folders_.end()) {
    const auto real = disk_.resolve(folder);
    at = real_folders_.emplace(folder, real ? *real : folder).first;
  }
  return base::join_path(at->second, base::base_name(path));
}

// A write goes through a link; a removal, a new name or a replacement takes the link's own place.
std::string Recorder::real_path(const std::string& path, const commands::Touch& touch) {
  const bool through =
      !touch.on_link && touch.how != How::replace &&
      (touch.verb == Verb::read || touch.verb == Verb::write || touch.verb == Verb::chmod);
  if (through && files.is_link_on_disk(path)) {
    if (auto real = disk_.resolve(path)) return *std::move(real);
  }
  return with_real_folder(path);
}

void Recorder::change_files(const commands::Touch& touch, const std::string& path,
                            const Doing& doing) {
  const bool sure = !touch.maybe && !doing.maybe;
  const auto content = sure ? touch.content : std::nullopt;
  if (touch.how == How::append) return;  // who appends tells the text (streams)
  switch (touch.verb) {
    case Verb::write:
      return touch.tree ? files.make_folder(path) : files.write(path, content);
    case Verb::create:
      if (!touch.link_to.empty()) return files.make_link(path, touch.link_to);
      if (touch.tree) return files.make_folder(path);
      if (files.there(path) == There::missing) files.write(path, "");
      return;
    case Verb::remove:
    case Verb::rename:
      return sure ? files.remove(path) : files.write(path, std::nullopt);
    default:
      return;
  }
}

}  // namespace guards::effects
