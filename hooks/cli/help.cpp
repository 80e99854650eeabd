#include "hooks/cli/help.h"

#include <algorithm>
#include <vector>

#include "coord/base/text.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

struct Line {
  std::string left;
  std::string_view right;
};

std::string columns(const std::vector<Line>& lines) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, line.left.size());
  std::string text;
  for (const Line& line : lines) {
    text.append("  ").append(line.left).append(width - line.left.size() + 2, ' ');
    text.append(line.right).push_back('\n');
  }
  return text;
}

std::string shown(const Flag& flag) {
  std::string text = flag.brief == 0 ? std::string() : std::string("-") + flag.brief + ", ";
  text.append(flag.name);
  if (!flag.value.empty()) text.append(" ").append(flag.value);
  return text;
}

}  // namespace

std::string help_of(std::span<const Verb> all) {
  std::vector<Line> lines;
  for (const Verb& verb : all) lines.push_back({std::string(verb.name), verb.summary});
  return "flockgate: many coding agents, one checkout, nothing lost\n\n"
         "usage: flockgate VERB [WORDS] [FLAGS]\n\nverbs:\n" +
         columns(lines) +
         "\n`flockgate help VERB` tells its flags. `flockgate hook` answers agents and is "
         "installed "
         "by `init`.\n";
}

std::string help_of(const Verb& verb) {
  std::string text = "flockgate " + std::string(verb.name) + ": " + std::string(verb.summary);
  if (verb.human_only) text.append(" (people only: agents are refused)");
  text.append("\n\nusage: flockgate ").append(verb.name);
  if (!verb.usage.empty()) text.append(" ").append(verb.usage);
  std::vector<Line> lines;
  for (const Flag& flag : verb.flags) lines.push_back({shown(flag), flag.help});
  lines.push_back({"--json", "data as JSON on stdout"});
  lines.push_back({"-h, --help", "this text"});
  return text + "\n\nflags:\n" + columns(lines);
}

namespace {

std::string member(std::string_view name, std::string_view value) {
  return base::json_string(name) + ":" + base::json_string(value);
}

std::string flag_json(const Flag& flag) {
  const std::string brief = flag.brief == 0 ? std::string() : std::string("-") + flag.brief;
  return "{" + member("name", flag.name) + "," + member("brief", brief) + "," +
         member("value", flag.value) + "," + member("help", flag.help) + "}";
}

std::string verb_json(const Verb& verb) {
  std::string flags;
  for (const Flag& flag : verb.flags) flags += (flags.empty() ? "" : ",") + flag_json(flag);
  return "{" + member("name", verb.name) + "," + member("usage", verb.usage) + "," +
         member("summary", verb.summary) +
         ",\"human_only\":" + (verb.human_only ? "true" : "false") + ",\"flags\":[" + flags + "]}";
}

}  // namespace

std::string help_json(std::span<const Verb> all) {
  std::string text;
  for (const Verb& verb : all) text += (text.empty() ? "" : ",") + verb_json(verb);
  return R"({"schema":"help/1","verbs":[)" + text + "]}\n";
}

int command_help(const Invocation& call, base::World&) {
  if (call.words.empty()) {
    print(call.json() ? help_json(verbs()) : help_of(verbs()));
    return kOk;
  }
  const Verb* verb = find_verb(verbs(), call.word(0));
  if (verb == nullptr) {
    return complain(
        {base::Code::invalid_input, "no verb of that name", call.words[0], "see flockgate help"},
        call.json());
  }
  print(help_of(*verb));
  return kOk;
}

}  // namespace hooks::cli
