// platform.h - one agent platform: how it speaks, how it is answered, where it is installed.
// Shape:  constexpr rows of functions; pure, no disk.
// Errors: read() gives invalid_input for what is no payload of this platform.
// Source: ADR-0007 (one file a platform); payloads recorded from the clients.
#pragma once

#include <span>
#include <string_view>

#include "coord/base/json_view.h"
#include "coord/base/result.h"
#include "hooks/tool_call.h"
#include "hooks/verdict.h"

namespace hooks {

// What the platform can be told before a tool runs.
struct Abilities {
  bool ask = false;          // a native ask that works
  bool warn_before = false;  // context reaches the model before the tool
  bool warn_after = false;   // context reaches the model after the tool
  bool rewrite = false;      // input can be changed
};

// One event that `init` installs, in the platform's words.
struct Hooked {
  std::string_view event;
  std::string_view matcher;  // empty: none
};

struct Install {
  std::string_view project_file;  // ".claude/settings.json", relative to the work tree
  std::string_view user_file;     // relative to home
  std::span<const Hooked> events;
  std::string_view shape;  // "claude" | "gemini": which template writes an entry
};

struct Platform {
  std::string_view name;        // "claude-code"
  std::string_view short_name;  // "claude": agents are claude-1, claude-2
  // The variable, at the start of a session, that names a file: its lines `export NAME=VALUE` hold
  // for all commands of the session. Empty: there is none.
  std::string_view session_env;
  Abilities abilities;
  // Is this payload mine? Only shape, never the environment.
  bool (*detect)(const base::JsonRef& payload);
  // `event` from the command line wins when the payload carries none.
  base::Result<ToolCall> (*read)(const base::JsonRef& payload, std::string_view event);
  // The platform's exact form of a verdict for this event.
  Answer (*write)(const ToolCall& call, const Verdict& verdict);
  // The fail side when the payload could not be read: deny on pre events, silent else.
  Answer (*refuse)(std::string_view event, std::string_view message);
  Install install;
};

// In the order in which payloads are tried.
std::span<const Platform* const> platforms();
const Platform* find_platform(std::string_view name);
const Platform* detect_platform(const base::JsonRef& payload);

}  // namespace hooks
