#include "hooks/platforms/dialect.h"

#include <algorithm>
#include <array>

#include "coord/base/hash.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/platforms/opaque.h"

namespace hooks {

namespace {

using base::Code;
using base::JsonKind;
using base::JsonRef;
using base::Result;
using guards::Action;
using guards::ActionKind;

// Members other releases and other hosts of the same tools use for a path.
constexpr std::array<std::string_view, 7> kPathMembers = {
    "file_path", "path", "notebook_path", "absolute_path", "filePath", "dir_path", "paths"};

// Text of a member; empty when absent or null, an Error when it is anything else.
Result<std::string> text_member(const JsonRef& object, std::string_view key) {
  const JsonRef value = key.empty() ? JsonRef() : object.get(key);
  if (!value || value.is(JsonKind::null)) return std::string();
  auto text = value.text();
  if (!text) return base::fail(Code::invalid_input, "\"" + std::string(key) + "\" is no text");
  return *std::move(text);
}

Result<void> add_paths(const JsonRef& value, std::string_view key, Action& action) {
  if (auto text = value.text()) {
    action.paths.push_back(*std::move(text));
    return {};
  }
  bool all_texts = value.is(JsonKind::array);
  value.each([&](std::string_view, const JsonRef& item) {
    auto text = item.text();
    all_texts = all_texts && text.has_value();
    if (text) action.paths.push_back(*std::move(text));
    return all_texts;
  });
  if (all_texts) return {};
  return base::fail(Code::invalid_input,
                    "\"" + std::string(key) + "\" is neither a text nor a list of texts");
}

// Under the row's own member, else under a member that means the same elsewhere.
Result<void> read_paths(const ToolRow& row, const JsonRef& input, Action& action) {
  if (row.path.empty()) return {};
  if (const JsonRef value = input.get(row.path); value && !value.is(JsonKind::null)) {
    return add_paths(value, row.path, action);
  }
  for (const std::string_view key : kPathMembers) {
    const JsonRef value = input.get(key);
    if (value && !value.is(JsonKind::null)) return add_paths(value, key, action);
  }
  if (row.optional) return {};
  return base::fail(Code::invalid_input, "the call names no file", std::string(row.path));
}

Result<guards::Edit> read_edit(const ToolRow& row, const JsonRef& from) {
  guards::Edit edit;
  edit.old_text = TRY(text_member(from, row.old_text));
  edit.new_text = TRY(text_member(from, row.text));
  edit.all = from.is_true("replace_all") || from.is_true("allow_multiple");
  return edit;
}

// One edit in the input itself, or a list of them under "edits".
Result<void> read_edits(const ToolRow& row, const JsonRef& input, Action& action) {
  const JsonRef list = input.get("edits");
  if (!list) {
    action.edits.push_back(TRY(read_edit(row, input)));
    return {};
  }
  Result<void> all = {};
  list.each([&](std::string_view, const JsonRef& item) {
    auto edit = read_edit(row, item);
    if (edit)
      action.edits.push_back(*std::move(edit));
    else
      all = tl::unexpected(std::move(edit).error());
    return all.has_value();
  });
  return all;
}

Result<void> read_command(const ToolRow& row, const JsonRef& input, Action& action) {
  action.command = TRY(text_member(input, row.text));
  if (!action.command.empty() || input.get(row.text)) return {};
  if (!row.optional) return base::fail(Code::invalid_input, "the call has no command");
  action.kind = ActionKind::none;
  return {};
}

Result<Action> read_known(const ToolRow& row, const JsonRef& input, std::string cwd) {
  Action action;
  action.kind = row.kind;
  action.globs = row.globs;
  action.cwd = std::move(cwd);
  if (row.kind == ActionKind::none) return action;
  if (!input.is(JsonKind::object)) {
    return base::fail(Code::invalid_input, "\"tool_input\" is no object");
  }
  const std::string dir = TRY(text_member(input, row.dir));
  if (!dir.empty()) action.cwd = base::join_path(action.cwd, dir);
  action.pattern = TRY(text_member(input, row.pattern));
  if (row.kind == ActionKind::command) {
    TRY_VOID(read_command(row, input, action));
    return action;
  }
  TRY_VOID(read_paths(row, input, action));
  if (row.kind == ActionKind::edit) TRY_VOID(read_edits(row, input, action));
  if (row.kind == ActionKind::write) action.content = TRY(text_member(input, row.text));
  if (row.kind == ActionKind::search && action.paths.empty()) action.paths.emplace_back(".");
  return action;
}

Result<Caller> read_caller(const JsonRef& payload) {
  Caller caller;
  caller.session = TRY(text_member(payload, "session_id"));
  caller.sub_agent = TRY(text_member(payload, "agent_id"));
  caller.agent_type = TRY(text_member(payload, "agent_type"));
  return caller;
}

const EventRow* find_event(const Dialect& dialect, std::string_view name) {
  const auto row = std::ranges::find(dialect.events, name, &EventRow::name);
  return row == dialect.events.end() ? nullptr : &*row;
}

// What a changed command is put between.
void keep_input(const Dialect& dialect, const JsonRef& input, ToolCall& call) {
  const auto row = std::ranges::find(dialect.tools, call.tool, &ToolRow::tool);
  const bool runs = row != dialect.tools.end() && row->kind == ActionKind::command;
  if (!runs || call.event != Event::pre_tool || !input.is(JsonKind::object)) return;
  const JsonRef command = input.get(row->text);
  if (!command) return;
  const std::string_view all = input.raw();
  const auto at = static_cast<std::size_t>(command.raw().data() - all.data());
  call.input_before = all.substr(0, at);
  call.input_behind = all.substr(at + command.raw().size());
}

// Is there a `&` that starts a job: not one of `&&`, `>&`, `&>`, `|&`?
bool has_job_sign(std::string_view command) {
  for (std::size_t at = command.find('&'); at != std::string_view::npos;
       at = command.find('&', at + 1)) {
    const char before = at == 0 ? ' ' : command[at - 1];
    const char after = at + 1 < command.size() ? command[at + 1] : ' ';
    if (after == '&') {
      ++at;
    } else if (before != '>' && before != '<' && before != '|' && after != '>') {
      return true;
    }
  }
  return false;
}

// By what clients and commands say of it. Only whether it is worth looking: what still runs is
// seen.
bool may_go_on(const ToolRow& row, const JsonRef& input, const JsonRef& response) {
  constexpr std::array<std::string_view, 5> kLeavers = {"daemon", "disown", "nohup", "setsid",
                                                        "systemd-run"};
  if (row.kind != ActionKind::command) return false;
  if (input.is_true("run_in_background") || input.is_true("is_background")) return true;
  if (response && response.get("backgroundTaskId")) return true;
  const std::string command = input.text(row.text).value_or("");
  return has_job_sign(command) || std::ranges::any_of(kLeavers, [&](std::string_view word) {
           return command.find(word) != std::string::npos;
         });
}

Result<void> read_tool(const Dialect& dialect, const JsonRef& payload, ToolCall& call) {
  call.tool = TRY(text_member(payload, "tool_name"));
  call.call_id = TRY(text_member(payload, "tool_use_id"));
  if (call.tool.empty()) {
    if (call.event != Event::pre_tool) return {};
    return base::fail(Code::invalid_input, "the payload names no tool", "tool_name");
  }
  const JsonRef input = payload.get("tool_input");
  keep_input(dialect, input, call);
  if (call.call_id.empty()) call.input_hash = hash_of(call.tool, input ? input.raw() : "");
  const auto row = std::ranges::find(dialect.tools, call.tool, &ToolRow::tool);
  // A post event needs no action: what it did was judged before it ran.
  if (call.event != Event::pre_tool) {
    call.may_go_on =
        row != dialect.tools.end() && input && may_go_on(*row, input, payload.get("tool_response"));
    return {};
  }
  call.action = row == dialect.tools.end()
                    ? read_opaque(input, std::move(call.action.cwd))
                    : TRY(read_known(*row, input, std::move(call.action.cwd)));
  return {};
}

}  // namespace

bool speaks(const Dialect& dialect, const JsonRef& payload) {
  const auto name = payload.text("hook_event_name");
  return name && find_event(dialect, *name) != nullptr;
}

Event event_of(const Dialect& dialect, std::string_view name) {
  if (name.empty()) return Event::pre_tool;
  const EventRow* row = find_event(dialect, name);
  return row == nullptr ? Event::other : row->event;
}

Result<ToolCall> read_call(const Dialect& dialect, const JsonRef& payload, std::string_view event) {
  if (!payload.is(JsonKind::object)) {
    return base::fail(Code::invalid_input, "the payload is no JSON object");
  }
  ToolCall call;
  call.event_name = TRY(text_member(payload, "hook_event_name"));
  if (call.event_name.empty()) call.event_name = event;
  // A name of tomorrow means what the hook entry was installed for.
  const bool known = find_event(dialect, call.event_name) != nullptr;
  call.event = event_of(dialect, known || event.empty() ? call.event_name : event);
  call.caller = TRY(read_caller(payload));
  call.permission_mode = TRY(text_member(payload, "permission_mode"));
  call.source = TRY(text_member(payload, call.event == Event::session_end ? "reason" : "source"));
  call.action.cwd = TRY(text_member(payload, "cwd"));
  TRY_VOID(read_tool(dialect, payload, call));
  return call;
}

std::uint64_t hash_of(std::string_view tool, std::string_view input) {
  return base::hash64(input, base::hash64(tool));
}

std::string input_with(const ToolCall& call, std::string_view command) {
  return call.input_before + base::json_string(command) + call.input_behind;
}

}  // namespace hooks
