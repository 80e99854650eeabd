#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "hooks/platforms/dialect.h"
#include "hooks/platforms/registry.h"

namespace hooks {

namespace {

using guards::ActionKind;

constexpr std::array kEvents = {
    EventRow{"PreToolUse",         Event::pre_tool         },
    EventRow{"PostToolUse",        Event::post_tool        },
    EventRow{"PostToolUseFailure", Event::post_tool_failure},
    EventRow{"SessionStart",       Event::session_start    },
    EventRow{"SessionEnd",         Event::session_end      },
    EventRow{"UserPromptSubmit",   Event::prompt           },
    EventRow{"Stop",               Event::stop             },
    EventRow{"SubagentStart",      Event::subagent_start   },
    EventRow{"SubagentStop",       Event::subagent_stop    },
    EventRow{"PermissionRequest",  Event::other            },
    EventRow{"PermissionDenied",   Event::other            },
    EventRow{"PostToolBatch",      Event::other            },
    EventRow{"PreCompact",         Event::other            },
    EventRow{"PostCompact",        Event::other            },
    EventRow{"StopFailure",        Event::other            },
    EventRow{"Notification",       Event::other            },
    EventRow{"ConfigChange",       Event::other            },
    EventRow{"FileChanged",        Event::other            },
    EventRow{"CwdChanged",         Event::other            },
};

// sdk-tools.d.ts of 2.1.329, and tools of older releases that users still run. Tools whose input
// holds paths of another place (a web address, a task's text) are rows of kind none.
constexpr std::array kTools = {
    ToolRow{.tool = "Bash",             .kind = ActionKind::command, .text = "command"},
    ToolRow{.tool = "PowerShell",         .kind = ActionKind::command, .text = "command"},
    ToolRow{.tool = "Monitor",       .kind = ActionKind::command, .text = "command", .optional = true},
    ToolRow{.tool = "Write",         .kind = ActionKind::write, .path = "file_path", .text = "content"},
    ToolRow{.tool = "Edit",
            .kind = ActionKind::edit,
            .path = "file_path",
            .text = "new_string",
            .old_text = "old_string"},
    ToolRow{.tool = "MultiEdit",
            .kind = ActionKind::edit,
            .path = "file_path",
            .text = "new_string",
            .old_text = "old_string"},
    ToolRow{.tool = "NotebookEdit",
            .kind = ActionKind::edit,
            .path = "notebook_path",
            .text = "new_source"},
    ToolRow{.tool = "Read",.kind = ActionKind::read, .path = "file_path"},
    ToolRow{.tool = "NotebookRead",         .kind = ActionKind::read, .path = "notebook_path"},
    ToolRow{.tool = "Grep",
            .kind = ActionKind::search,
            .path = "path",
            .pattern = "glob",
            .optional = true},
    ToolRow{.tool = "Glob",
            .kind = ActionKind::search,
            .path = "path",
            .pattern = "pattern",
            .optional = true},
    ToolRow{.tool = "LS",   .kind = ActionKind::search, .path = "path", .optional = true},
    ToolRow{.tool = "WebFetch"       },
    ToolRow{.tool = "WebSearch"       },
    ToolRow{.tool = "Agent"  },
    ToolRow{.tool = "Task"    },
    ToolRow{.tool = "TodoWrite"   },
    ToolRow{.tool = "TaskCreate"                         },
    ToolRow{.tool = "TaskUpdate"         },
    ToolRow{.tool = "TaskGet"                         },
    ToolRow{.tool = "TaskList"},
    ToolRow{.tool = "TaskStop"                         },
    ToolRow{.tool = "ExitPlanMode"},
    ToolRow{.tool = "EnterPlanMode"         },
    ToolRow{.tool = "AskUserQuestion"                         },
    ToolRow{.tool = "ToolSearch"},
    ToolRow{.tool = "Skill"      },
};

constexpr Dialect kDialect{kEvents, kTools};

// Context reaches the model from these; elsewhere it would be shown to nobody or be an error.
bool takes_context(Event event) {
  return event == Event::pre_tool || event == Event::post_tool ||
         event == Event::post_tool_failure || event == Event::session_start ||
         event == Event::prompt || event == Event::subagent_start;
}

// Marks of platforms that share event names with us; some read our settings file, too.
bool has_foreign_mark(const base::JsonRef& payload) {
  constexpr std::array<std::string_view, 6> kMarks = {"timestamp", "turn_id",  "cursor_version",
                                                      "toolName",  "hookName", "agent_action_name"};
  return std::ranges::any_of(
      kMarks, [&](std::string_view key) { return static_cast<bool>(payload.get(key)); });
}

bool detect(const base::JsonRef& payload) {
  return speaks(kDialect, payload) && !has_foreign_mark(payload);
}

bool auto_approves(std::string_view mode) {
  return mode == "bypassPermissions" || mode == "dontAsk" || mode == "auto";
}

base::Result<ToolCall> read(const base::JsonRef& payload, std::string_view event) {
  ToolCall call = TRY(read_call(kDialect, payload, event));
  call.caller.platform = "claude-code";
  call.auto_approves = auto_approves(call.permission_mode);
  // A changed input needs an "allow", which skips the user's prompt: only where none would come.
  call.may_rewrite = call.permission_mode == "bypassPermissions";
  return call;
}

std::string specific_output(std::string_view event, std::string_view members) {
  std::string out = R"({"hookSpecificOutput":{"hookEventName":)" + base::json_string(event);
  out += members;
  out += "}}\n";
  return out;
}

std::string decision(std::string_view event, std::string_view word, std::string_view reason) {
  std::string members = R"(,"permissionDecision":")";
  members += word;
  members += R"(","permissionDecisionReason":)" + base::json_string(reason);
  return specific_output(event, members);
}

Answer rewrite(const ToolCall& call, const Verdict& verdict, const std::string& context) {
  return {.out = specific_output(call.event_name,
                                 R"(,"permissionDecision":"allow","permissionDecisionReason":)" +
                                     base::json_string(context) +
                                     ",\"updatedInput\":" + input_with(call, verdict.rewritten) +
                                     ",\"additionalContext\":" + base::json_string(context))};
}

Answer write(const ToolCall& call, const Verdict& verdict) {
  if (can_block(call.event) && verdict.word >= Word::ask) {
    const std::string_view word = verdict.word == Word::deny ? "deny" : "ask";
    return {.out = decision(call.event_name, word, verdict.message), .stops = true};
  }
  std::string context = can_block(call.event) ? verdict.message : std::string();
  if (!context.empty() && !verdict.context.empty()) context += '\n';
  context += verdict.context;
  if (!verdict.rewritten.empty() && can_block(call.event)) return rewrite(call, verdict, context);
  if (context.empty() || !takes_context(call.event)) return {};
  return {.out = specific_output(call.event_name,
                                 ",\"additionalContext\":" + base::json_string(context))};
}

Answer refuse(std::string_view event, std::string_view message) {
  if (!can_block(event_of(kDialect, event))) return {};
  return {.out = decision("PreToolUse", "deny", message), .stops = true};
}

constexpr std::array kHooked = {
    Hooked{"PreToolUse",         "*"},
    Hooked{"PostToolUse",        "*"},
    Hooked{"PostToolUseFailure", "*"},
    Hooked{"SessionStart",       "" },
    Hooked{"SessionEnd",         "" },
    Hooked{"UserPromptSubmit",   "" },
    Hooked{"Stop",               "" },
    Hooked{"SubagentStart",      "" },
    Hooked{"SubagentStop",       "" },
};

}  // namespace

constinit const Platform kClaudeCode{
    .name = "claude-code",
    .short_name = "claude",
    .session_env = "CLAUDE_ENV_FILE",
    .abilities = {.ask = true,                             .warn_before = true, .warn_after = true, .rewrite = true},
    .detect = detect,
    .read = read,
    .write = write,
    .refuse = refuse,
    .install = {.project_file = ".claude/settings.json",
                  .user_file = ".claude/settings.json",
                  .events = kHooked,
                  .shape = "claude"                                                                                },
};

}  // namespace hooks
