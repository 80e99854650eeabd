#include "hooks/validators/orchestration/after_call.h"

#include <map>
#include <vector>

#include "coord/base/text.h"

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

base::Result<void> end(const ToolCall& call, coord::Coordinator& coordinator) {
  switch (call.event) {
    case Event::post_tool:
      return coordinator.after_call(call_key(call), true);
    case Event::post_tool_failure:
      return coordinator.after_call(call_key(call), false);
    case Event::stop:
    case Event::prompt:
      return coordinator.end_turn(name_of(call.event));
    case Event::session_end:
    case Event::subagent_stop:
      return coordinator.leave(name_of(call.event));
    case Event::pre_tool:
    case Event::session_start:
    case Event::subagent_start:
    case Event::other:
      break;
  }
  return {};
}

std::string change_line(const std::string& path, const std::string& author) {
  const bool head = path.starts_with(".git/") && path.ends_with("HEAD");
  return "flockgate: " +
         (head ? std::string("the checkout was switched to another branch")
               : base::one_line(path, 120) + " changed since you read it") +
         ", by " + base::one_line(author, 46);
}

// Only the last change of a file matters to who reads it again.
std::string drift_text(const std::vector<coord::Edit>& edits) {
  std::map<std::string, std::string> authors;
  for (const coord::Edit& edit : edits) authors[edit.path] = edit.agent;
  std::string text;
  std::size_t told = 0;
  for (const auto& [path, author] : authors) {
    if (!text.empty()) text += '\n';
    if (++told > kTold) return text + "flockgate: and more files that you have read";
    text += change_line(path, author);
  }
  return text;
}

}  // namespace

base::Result<std::string> end_of(const ToolCall& call, const guards::Place& place,
                                 base::World& world) {
  if (!is_coordinated(place)) return std::string();
  coord::Coordinator coordinator(world, place.state_dir, place.root, who_of(call));
  TRY_VOID(end(call, coordinator));
  const bool heard = call.event == Event::post_tool || call.event == Event::post_tool_failure ||
                     call.event == Event::prompt;
  if (!heard) return std::string();
  return drift_text(TRY(coordinator.drift()));
}

}  // namespace hooks
