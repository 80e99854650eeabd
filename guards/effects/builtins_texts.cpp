// Source: bash 5.2 manual, 4.2: echo, printf, read, mapfile.
#include "guards/effects/builtins.h"

#include <algorithm>
#include <utility>

#include "coord/base/text.h"
#include "guards/commands/print.h"

namespace guards::effects {

namespace {

using commands::kUnknown;

}  // namespace

void Builtins::echo(const Words& words) {
  if (!machine_.is_heard(1)) return;
  bool newline = true;
  bool escapes = false;
  std::size_t at = 1;
  for (; at < words.size(); ++at) {
    const std::string& text = words[at].text;
    if (text.size() < 2 || text[0] != '-' ||
        text.find_first_not_of("neE", 1) != std::string::npos) {
      break;
    }
    newline = newline && text.find('n') == std::string::npos;
    escapes = escapes || text.find('e') != std::string::npos;
  }
  std::string line;
  for (; at < words.size(); ++at) {
    line += words[at].text;
    if (at + 1 < words.size()) line += ' ';
  }
  if (escapes) line = commands::unescaped(line);
  if (newline) line += '\n';
  machine_.write_out(line);
}

std::optional<std::string> Builtins::next_line(int descriptor, char end) {
  const auto at = machine_.shell_.descriptors.find(descriptor);
  if (at == machine_.shell_.descriptors.end()) return kUnknown;
  if (!at->second.input) return kUnknown;
  Input& input = *at->second.input;
  if (input.at >= input.text.size()) return std::nullopt;
  const auto stop = std::min(input.text.find(end, input.at), input.text.size());
  std::string line = input.text.substr(input.at, stop - input.at);
  input.at = std::min(stop + 1, input.text.size());
  return line;
}

namespace {

// What read and mapfile are told before they read.
struct Reading {
  int descriptor = 0;
  char end = '\n';
  std::string array;
  std::vector<std::string> names;
};

// `valued`: the flags that take the next word.
Reading reading_of(const commands::Words& words, std::string_view valued) {
  Reading reading;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& text = words[i].text;
    if (text.size() < 2 || text[0] != '-') {
      reading.names.push_back(text);
      continue;
    }
    const char flag = text.back();
    if (valued.find(flag) == std::string_view::npos || i + 1 >= words.size()) continue;
    const std::string& value = words[++i].text;
    if (flag == 'd') reading.end = value[0];  // '\0' when it is empty
    if (flag == 'a') reading.array = value;
    if (flag == 'u') reading.descriptor = static_cast<int>(base::to_int(value).value_or(0));
  }
  return reading;
}

}  // namespace

void Builtins::read(const Words& words) {
  Reading reading = reading_of(words, "adinNptu");
  const auto line = next_line(reading.descriptor, reading.end);
  const bool unknown = line && *line == kUnknown;
  scope().status = line ? std::optional<int>(0) : std::optional<int>(1);
  if (unknown) scope().status.reset();
  std::vector<std::string>& names = reading.names;
  if (names.empty() && reading.array.empty()) names.emplace_back("REPLY");
  auto fields =
      commands::fields_of(line.value_or(""), names.size(), machine_.variable_or("IFS", " \t\n"));
  fields.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    scope().set(names[i], unknown ? kUnknown : fields[i]);
  }
  if (reading.array.empty()) return;
  Variable& variable = scope().make(reading.array);
  variable.is_array = true;
  variable.elements.clear();
  long long index = 0;
  for (const std::string& field : commands::fields_of(line.value_or(""), SIZE_MAX, " \t\n")) {
    variable.elements[index_key(index++)] = field;
  }
}

void Builtins::map_file(const Words& words) {
  const Reading reading = reading_of(words, "dnOsuCc");
  const std::string name = reading.names.empty() ? "MAPFILE" : reading.names.back();
  Variable& variable = scope().make(name);
  variable.is_array = true;
  variable.elements.clear();
  long long index = 0;
  while (index < static_cast<long long>(Scope::kMaxAlternatives) * 32) {
    const auto line = next_line(reading.descriptor, reading.end);
    if (!line) break;
    variable.elements[index_key(index++)] = *line;
    if (*line == kUnknown) break;
  }
}

void Builtins::print(const Words& words) {
  std::size_t at = 1;
  std::string into;
  if (words.size() > 2 && words[1].text == "-v") {
    into = words[2].text;
    at = 3;
  }
  if (at < words.size() && words[at].text == "--") ++at;
  if (at >= words.size()) return;
  std::vector<std::string> arguments;
  for (std::size_t i = at + 1; i < words.size(); ++i) arguments.push_back(words[i].text);
  std::string text = commands::formatted(words[at].text, arguments);
  if (into.empty()) return machine_.write_out(text);
  scope().set(into, std::move(text));
}

}  // namespace guards::effects
