// tool_call.h - one hook event of any platform, neutral.
// Shape:  plain value made by a platform's read().
// Units:  `cwd` absolute; ids as the platform gave them.
// Source: docs/ARCHITECTURE.md section 3; payloads recorded from the clients.
#pragma once

#include <cstdint>
#include <string>

#include "guards/action.h"

namespace hooks {

enum class Event : std::uint8_t {
  pre_tool,
  post_tool,
  post_tool_failure,
  session_start,
  session_end,
  prompt,
  stop,
  subagent_start,
  subagent_stop,
  other,  // known to the platform, of no interest to us
};

// May the platform be told to stop this event?
constexpr bool can_block(Event event) {
  return event == Event::pre_tool;
}

struct Caller {
  std::string platform;  // "claude-code"
  std::string session;
  std::string sub_agent;   // empty for the main agent
  std::string agent_type;  // the platform's word for the sub-agent's kind
};

struct ToolCall {
  Event event = Event::other;
  std::string event_name;  // the platform's own word, echoed in answers
  Caller caller;
  std::string tool;     // the platform's own word
  std::string call_id;  // empty where the platform has none
  // Of tool and input bytes: how a post event finds its pre event when there is no call_id.
  std::uint64_t input_hash = 0;
  bool may_go_on = false;  // over, but what it began may still run
  std::string permission_mode;
  bool auto_approves = false;  // the session already runs tools without asking
  bool interactive = true;     // somebody can answer an ask
  bool may_rewrite = false;    // another command in its place skips no prompt of the user's
  // The tool's input around the text of its command, as it came.
  std::string input_before;
  std::string input_behind;
  std::string source;  // session start: startup, resume ...; end: reason
  guards::Action action;
};

const char* name_of(Event event);

}  // namespace hooks
