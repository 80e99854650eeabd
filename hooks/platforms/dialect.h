// dialect.h - the payload form that several platforms share, read by rows of tables.
// Shape:  constexpr rows a platform's file fills; pure functions over a JsonRef.
// Units:  rows name JSON members; empty means the tool has none.
// Errors: invalid_input when a member has the wrong type or the one that matters is missing.
// Source: ADR-0007 (one file a platform).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "coord/base/json_view.h"
#include "coord/base/result.h"
#include "hooks/tool_call.h"

namespace hooks {

// One tool of a platform: which members of its input say what.
struct ToolRow {
  std::string_view tool;
  guards::ActionKind kind = guards::ActionKind::none;
  std::string_view path = {};  // file or folder; a text or a list of texts
  std::string_view text = {};  // command, content or new text
  std::string_view old_text = {};
  std::string_view dir = {};      // the folder the call works in
  std::string_view pattern = {};  // glob that limits a search
  bool optional = false;          // may lack its command or path
  bool globs = false;             // `path` holds patterns
};

struct EventRow {
  std::string_view name;
  Event event = Event::other;
};

struct Dialect {
  std::span<const EventRow> events;
  std::span<const ToolRow> tools;
};

// Has the payload one of this dialect's event names?
bool speaks(const Dialect& dialect, const base::JsonRef& payload);

// The event of this name; `other` for a name nobody knows, pre_tool for no name at all.
Event event_of(const Dialect& dialect, std::string_view name);

// hook_event_name (else, or when nobody knows it, `event`), session_id, cwd, tool_name, tool_input,
// tool_use_id, agent_id, agent_type, permission_mode; the tool by its row, an unknown one as
// opaque.
[[nodiscard]] base::Result<ToolCall> read_call(const Dialect& dialect, const base::JsonRef& payload,
                                               std::string_view event);

// How a post event finds its pre event where calls have no name.
std::uint64_t hash_of(std::string_view tool, std::string_view input);

// The tool's input with this command instead of its own, as JSON.
std::string input_with(const ToolCall& call, std::string_view command);

}  // namespace hooks
