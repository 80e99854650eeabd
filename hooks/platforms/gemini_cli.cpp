#include <array>

#include "coord/base/text.h"
#include "hooks/platforms/dialect.h"
#include "hooks/platforms/registry.h"

namespace hooks {

namespace {

using guards::ActionKind;

constexpr std::array kEvents = {
    EventRow{"BeforeTool",          Event::pre_tool     },
    EventRow{"AfterTool",           Event::post_tool    },
    EventRow{"SessionStart",        Event::session_start},
    EventRow{"SessionEnd",          Event::session_end  },
    EventRow{"BeforeAgent",         Event::prompt       },
    EventRow{"AfterAgent",          Event::stop         },
    EventRow{"BeforeModel",         Event::other        },
    EventRow{"AfterModel",          Event::other        },
    EventRow{"BeforeToolSelection", Event::other        },
    EventRow{"Notification",        Event::other        },
    EventRow{"PreCompress",         Event::other        },
};

// Built-in tools of 0.61.0; search_file_content is grep_search before 0.50.
constexpr std::array kTools = {
    ToolRow{.tool = "run_shell_command",
            .kind = ActionKind::command,
            .text = "command",
            .dir = "dir_path"},
    ToolRow{
            .tool = "write_file",            .kind = ActionKind::write, .path = "file_path", .text = "content"},
    ToolRow{.tool = "replace",
            .kind = ActionKind::edit,
            .path = "file_path",
            .text = "new_string",
            .old_text = "old_string"},
    ToolRow{.tool = "read_file",.kind = ActionKind::read, .path = "file_path"},
    ToolRow{.tool = "read_many_files",           .kind = ActionKind::read, .path = "include", .globs = true},
    ToolRow{.tool = "grep_search",
            .kind = ActionKind::search,
            .path = "dir_path",
            .pattern = "include_pattern",
            .optional = true},
    ToolRow{.tool = "search_file_content",
            .kind = ActionKind::search,
            .path = "dir_path",
            .pattern = "include",
            .optional = true},
    ToolRow{.tool = "glob",
            .kind = ActionKind::search,
            .path = "dir_path",
            .pattern = "pattern",
            .optional = true},
    ToolRow{
            .tool = "list_directory",          .kind = ActionKind::search, .path = "dir_path", .optional = true},
    ToolRow{.tool = "activate_skill"        },
    ToolRow{.tool = "ask_user"   },
    ToolRow{.tool = "complete_task"          },
    ToolRow{.tool = "enter_plan_mode"                           },
    ToolRow{.tool = "exit_plan_mode"  },
    ToolRow{.tool = "get_internal_docs"},
    ToolRow{.tool = "google_web_search"                           },
    ToolRow{.tool = "invoke_agent"  },
    ToolRow{.tool = "list_mcp_resources"        },
    ToolRow{.tool = "save_memory"                           },
    ToolRow{.tool = "update_topic"  },
    ToolRow{.tool = "web_fetch"        },
    ToolRow{.tool = "write_todos"                           },
};

constexpr Dialect kDialect{kEvents, kTools};
constexpr int kBlocked = 2;

bool detect(const base::JsonRef& payload) {
  return speaks(kDialect, payload);
}

base::Result<ToolCall> read(const base::JsonRef& payload, std::string_view event) {
  ToolCall call = TRY(read_call(kDialect, payload, event));
  call.caller.platform = "gemini-cli";
  call.may_rewrite = true;  // its policy is asked behind us, and shows what is changed
  return call;
}

// Exit 2 blocks by the text on stderr even when stdout was closed under us (measured: JSON, text
// and exit 2 together stop the tool and show the reason once).
Answer deny(std::string_view reason) {
  Answer answer;
  answer.out = R"({"decision":"deny","reason":)" + base::json_string(reason) + "}\n";
  answer.err = reason;
  answer.err += '\n';
  answer.exit_code = kBlocked;
  answer.stops = true;
  return answer;
}

// A forced ask hangs a headless run for ever (measured, 0.61.0), so the model is told to stop.
std::string human_needed(const std::string& message) {
  return message + "\nA human must do this: ask the person you work for, do not retry.";
}

// No decision: the user's policy is asked about the changed command.
Answer rewrite(const ToolCall& call, std::string_view command) {
  return {.out = R"({"hookSpecificOutput":{"hookEventName":)" + base::json_string(call.event_name) +
                 ",\"tool_input\":" + input_with(call, command) + "}}\n"};
}

Answer write(const ToolCall& call, const Verdict& verdict) {
  if (can_block(call.event)) {
    if (verdict.word == Word::deny) return deny(verdict.message);
    if (verdict.word == Word::ask) return deny(human_needed(verdict.message));
    if (!verdict.rewritten.empty()) return rewrite(call, verdict.rewritten);
    return {};  // nothing said before the tool reaches the model: see notes.h
  }
  const bool takes_context = call.event == Event::post_tool || call.event == Event::session_start ||
                             call.event == Event::prompt;
  if (!takes_context || verdict.context.empty()) return {};
  return {.out = R"({"hookSpecificOutput":{"hookEventName":)" + base::json_string(call.event_name) +
                 ",\"additionalContext\":" + base::json_string(verdict.context) + "}}\n"};
}

Answer refuse(std::string_view event, std::string_view message) {
  if (!can_block(event_of(kDialect, event))) return {};
  return deny(message);
}

constexpr std::array kHooked = {
    Hooked{"BeforeTool",   "*"},
    Hooked{"AfterTool",    "*"},
    Hooked{"SessionStart", "" },
    Hooked{"SessionEnd",   "" },
    Hooked{"BeforeAgent",  "" },
    Hooked{"AfterAgent",   "" },
};

}  // namespace

constinit const Platform kGeminiCli{
    .name = "gemini-cli",
    .short_name = "gemini",
    .session_env = {                },
    .abilities = { .ask = false,                            .warn_before = false, .warn_after = true, .rewrite = true},
    .detect = detect,
    .read = read,
    .write = write,
    .refuse = refuse,
    .install = { .project_file = ".gemini/settings.json",
                    .user_file = ".gemini/settings.json",
                    .events = kHooked,
                    .shape = "gemini"},
};

}  // namespace hooks
