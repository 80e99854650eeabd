#include "hooks/cli/hook_handler.h"

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/words.h"

namespace hooks::cli {

namespace {

using base::JsonKind;
using base::JsonRef;

constexpr std::string_view kProgram = "flockgate";
constexpr int kTimeoutSeconds = 10;

struct ShellWord {
  std::string text;         // quotes taken off
  std::string_view behind;  // the rest of the command line
};

// Enough of a shell to undo guards::shell_word, and what people write by hand.
ShellWord first_word(std::string_view command) {
  command = base::trim(command);
  ShellWord word;
  char quote = 0;
  std::size_t i = 0;
  for (; i < command.size() && (quote != 0 || command[i] != ' '); ++i) {
    const char c = command[i];
    if (c == '\\' && quote != '\'' && i + 1 < command.size()) {
      word.text += command[++i];
    } else if (c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else {
      word.text += c;
    }
  }
  word.behind = command.substr(i);
  return word;
}

std::string claude_handler(const Wanted& wanted, std::string_view event) {
  std::string json = R"({"type":"command","command":)" + base::json_string(wanted.program) +
                     R"(,"args":["hook","--platform",)" + base::json_string(wanted.platform->name) +
                     R"(,"--event",)" + base::json_string(event) + R"(],"timeout":)" +
                     std::to_string(kTimeoutSeconds);
  if (wanted.fail_closed && event == "PreToolUse") json += R"(,"onFailure":"block")";
  return json + "}";
}

std::string gemini_handler(const Wanted& wanted, std::string_view event) {
  const std::string command = guards::shell_word(wanted.program) + " hook --platform " +
                              std::string(wanted.platform->name) + " --event " + std::string(event);
  return R"({"type":"command","name":"flockgate","command":)" + base::json_string(command) +
         R"(,"timeout":)" + std::to_string(kTimeoutSeconds * 1000) + "}";
}

}  // namespace

bool is_ours(JsonRef handler) {
  const std::optional<std::string> command = handler.text("command");
  if (!command) return false;
  bool hook_word = false;
  if (const JsonRef args = handler.get("args"); args.is(JsonKind::array)) {
    args.each([&hook_word](std::string_view, JsonRef word) {
      hook_word = word.text() == "hook";
      return false;  // only the first
    });
    return hook_word && base::base_name(*command) == kProgram;
  }
  const ShellWord program = first_word(*command);
  return base::base_name(program.text) == kProgram && first_word(program.behind).text == "hook";
}

std::vector<HookEntry> wanted_entries(const Wanted& wanted) {
  std::vector<HookEntry> entries;
  const bool claude = wanted.platform->install.shape == "claude";
  for (const Hooked& hooked : wanted.platform->install.events) {
    entries.push_back(
        {std::string(hooked.event), std::string(hooked.matcher),
         claude ? claude_handler(wanted, hooked.event) : gemini_handler(wanted, hooked.event)});
  }
  return entries;
}

}  // namespace hooks::cli
