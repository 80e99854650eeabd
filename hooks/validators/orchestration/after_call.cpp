#include "hooks/validators/orchestration/after_call.h"

#include <map>
#include <vector>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/snapshots.h"
#include "coord/stamp/in_flight.h"
#include "hooks/validators/orchestration/stays.h"

namespace hooks {

bool is_coordinated(const guards::Place& place) {
  return !place.git_dir.empty() && !place.state_dir.empty();
}

coord::Who who_of(const ToolCall& call) {
  const std::string& platform = call.caller.platform;
  return {platform.substr(0, platform.find('-')), call.caller.session, call.caller.sub_agent};
}

std::string call_key(const ToolCall& call) {
  return call.call_id.empty() ? std::to_string(call.input_hash) : call.call_id;
}

namespace {

constexpr std::size_t kTold = 3;
// As long as bytes before a write (docs/spec/stamps.md section 5).
constexpr base::Millis kSnapshotMs = 7LL * 24 * 3600 * 1000;

// Nobody waits for the end of a session. A git that is missing has kept nothing, either.
base::Result<void> drop_old_snapshots(const guards::Place& place, base::World& world) {
  if (place.root.empty()) return {};
  const coord::GitSpot at{world, place.root, place.root};
  const auto dropped = coord::drop_snapshots(at, world.clock.wall_ms() - kSnapshotMs);
  if (dropped || dropped.error().code == base::Code::not_found) return {};
  return tl::unexpected(dropped.error());
}

// Nothing kept another away from these files while they were written.
std::string late_text(const coord::Late& late) {
  std::string text;
  for (std::size_t i = 0; i < late.size() && i < kTold; ++i) {
    base::add_line(text,
                   "flockgate: your lease on " + base::one_line(late[i], 100) +
                       " had ended when you wrote it: read it again, another may be at work there");
  }
  return text;
}

base::Result<std::string> end(const ToolCall& call, coord::Coordinator& coordinator) {
  switch (call.event) {
    case Event::post_tool:
      return late_text(TRY(coordinator.after_call(call_key(call), {true, call.may_go_on})));
    case Event::post_tool_failure:
      return late_text(TRY(coordinator.after_call(call_key(call), {false, call.may_go_on})));
    case Event::stop:
    case Event::prompt:
      TRY_VOID(coordinator.end_turn(name_of(call.event)));
      break;
    case Event::session_end:
    case Event::subagent_stop:
      TRY_VOID(coordinator.leave(name_of(call.event)));
      break;
    case Event::pre_tool:
    case Event::session_start:
    case Event::subagent_start:
    case Event::other:
      break;
  }
  return std::string();
}

// `folder`: the other work tree it lies in; empty for the own one.
std::string change_line(const std::string& folder, const coord::Edit& edit) {
  const bool head = edit.path.starts_with(".git/") && edit.path.ends_with("HEAD");
  const std::string file = folder.empty() ? edit.path : base::join_path(folder, edit.path);
  const std::string checkout = folder.empty() ? "" : " " + base::one_line(folder, 120);
  return "flockgate: " +
         (head ? "the checkout" + checkout + " was switched to another branch"
               : base::one_line(file, 120) + " changed since you read it") +
         ", by " + base::one_line(edit.agent, 46) + (edit.late ? ", whose lease had ended" : "");
}

// Only the last change of a file matters to who reads it again.
std::string drift_text(const std::vector<coord::Edit>& edits, const std::string& folder) {
  std::map<std::string, coord::Edit> last;
  for (const coord::Edit& edit : edits) last[edit.path] = edit;
  std::string text;
  std::size_t told = 0;
  for (const auto& [path, edit] : last) {
    const bool is_one_more = ++told > kTold;
    base::add_line(text, is_one_more ? "flockgate: and more files that you have read"
                                     : change_line(folder, edit));
    if (is_one_more) break;
  }
  return text;
}

}  // namespace

namespace {

// Does the agent hear what is said at this event?
bool is_heard(Event event) {
  return event == Event::post_tool || event == Event::post_tool_failure || event == Event::prompt;
}

bool ends_turn(Event event) {
  return event != Event::post_tool && event != Event::post_tool_failure;
}

// In the other work trees that the call, or any call of the turn, was in.
base::Result<std::string> end_away(const ToolCall& call, const guards::Place& place,
                                   base::World& world) {
  std::string text;
  if (place.state_dir.empty()) return text;
  coord::InFlight calls(world, coord::calls_path(place.state_dir, who_of(call)));
  const auto roots = ends_turn(call.event) ? calls.all_away() : calls.take_away(call_key(call));
  for (const std::string& root : roots) {
    const guards::Place there = place_at(root, world);
    coord::Coordinator door(world, there.state_dir, there.root, who_of(call));
    const std::string late = TRY(end(call, door));
    base::add_line(text, late);
    if (!is_heard(call.event)) continue;
    const auto edits = door.drift();  // whose failing must not keep the own tree from its end
    const std::string drift = edits ? drift_text(*edits, there.root) : std::string();
    base::add_line(text, drift);
  }
  if (ends_turn(call.event) && !roots.empty()) calls.clear();
  return text;
}

}  // namespace

base::Result<std::string> end_of(const ToolCall& call, const guards::Place& place,
                                 base::World& world) {
  const std::string away = TRY(end_away(call, place, world));
  if (!is_coordinated(place)) return away;
  coord::Coordinator coordinator(world, place.state_dir, place.root, who_of(call));
  std::string text = TRY(end(call, coordinator));
  if (call.event == Event::session_end) TRY_VOID(drop_old_snapshots(place, world));
  if (is_heard(call.event)) {
    const std::string drift = drift_text(TRY(coordinator.drift()), {});
    base::add_line(text, drift);
  }
  base::add_line(text, away);
  return text;
}

}  // namespace hooks
