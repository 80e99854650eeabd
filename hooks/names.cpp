// The words of this room's enums, as written in JSON and messages.
#include <array>

#include "hooks/tool_call.h"
#include "hooks/verdict.h"

namespace hooks {

namespace {

constexpr std::array<const char*, 10> kEvents = {
    "pre-tool", "post-tool", "post-tool-failure", "session-start", "session-end",
    "prompt",   "stop",      "subagent-start",    "subagent-stop", "other"};
constexpr std::array<const char*, 4> kWords = {"allow", "warn", "ask", "deny"};

}  // namespace

const char* name_of(Event event) {
  return kEvents[static_cast<std::size_t>(event)];
}
const char* name_of(Word word) {
  return kWords[static_cast<std::size_t>(word)];
}

}  // namespace hooks
