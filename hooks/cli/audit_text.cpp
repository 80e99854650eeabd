#include "hooks/cli/audit_text.h"

#include "coord/base/text.h"
#include "hooks/cli/time_text.h"

namespace hooks::cli {

namespace {

using base::JsonKind;
using base::JsonRef;

constexpr std::size_t kShown = 120;
constexpr std::size_t kShownWhole = 4096;

void pad(std::string& line, std::size_t column) {
  line.append(line.size() < column ? column - line.size() : 1, ' ');
}

std::string agent_of(JsonRef record) {
  std::string agent = record.text("platform").value_or("?");
  agent += " " + record.text("session").value_or("").substr(0, 8);
  if (const auto sub = record.text("sub")) agent += "/" + sub->substr(0, 8);
  return base::one_line(agent, kShown);
}

std::string in_words(JsonRef value) {
  if (const auto text = value.text()) return base::one_line(*text, kShownWhole);
  return base::one_line(value.raw(), kShownWhole);
}

}  // namespace

std::string summary_of(JsonRef record) {
  std::string line = std::to_string(record.get("seq").integer().value_or(0));
  pad(line, 7);
  line += time_text(record.get("t").integer().value_or(0));
  pad(line, 33);
  line += base::one_line(record.text("verdict").value_or("?"), kShown);
  pad(line, 39);
  line += base::one_line(record.text("rule").value_or("-"), kShown);
  pad(line, 60);
  line += agent_of(record);
  pad(line, 82);
  line += base::one_line(record.text("tool").value_or("-"), kShown);
  pad(line, 92);
  if (const auto path = record.text("path")) line += base::one_line(*path, kShown);
  if (const auto command = record.text("command"))
    line += "  $ " + base::one_line(*command, kShown);
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

std::string details_of(JsonRef record) {
  std::string text;
  record.each([&text](std::string_view key, JsonRef value) {
    std::string line = base::one_line(key, kShown);
    pad(line, 10);
    if (key == "t") {
      line += time_text(value.integer().value_or(0));
    } else if (!value.is(JsonKind::array)) {
      line += in_words(value);
    } else {
      value.each([&line](std::string_view, JsonRef one) {
        line += "\n          " + in_words(one);
        return true;
      });
    }
    text += line + "\n";
    return true;
  });
  return text;
}

}  // namespace hooks::cli
