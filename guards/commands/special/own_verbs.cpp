// Source: docs/man/flockgate.1: what the program's own verbs run and write for who types them.
#include <algorithm>
#include <array>
#include <optional>

#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

// Flags of verbs here that take the next word.
constexpr std::array<std::string_view, 7> kTaking = {"--agent", "--read",  "--resource", "--wait",
                                                     "--with",  "--write", "--ttl"};

bool takes_next(std::string_view flag) {
  return std::ranges::find(kTaking, flag) != kTaking.end();
}

// Words that are no flag, before "--".
Words operands_of(const Words& words) {
  Words operands;
  for (std::size_t i = 1; i < words.size() && words[i].text != "--"; ++i) {
    if (!words[i].text.starts_with('-')) operands.push_back(words[i]);
    if (takes_next(words[i].text)) ++i;
  }
  return operands;
}

std::optional<Word> file_of_status(const Words& words) {
  constexpr std::string_view kFlag = "--write";
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& text = words[i].text;
    if (text == kFlag && i + 1 < words.size()) return words[i + 1];
    if (!text.starts_with(kFlag) || text.size() <= kFlag.size()) continue;
    return Word{text.substr(kFlag.size() + 1), words[i].span};
  }
  return std::nullopt;
}

}  // namespace

// What stands behind "--" runs as if it were typed alone: no word before it changes what it does.
// `baseline` runs it in a copy elsewhere, but an absolute name is the same there.
Meaning own_verbs(const Call& call, const View& view) {
  Meaning meaning;
  if (call.words.empty()) return meaning;
  const std::string& verb = call.words[0].text;
  const auto mark = std::ranges::find(call.words, "--", &Word::text);
  const bool runs = verb == "with" || verb == "baseline" || has_hole(verb);
  if (runs && mark != call.words.end() && mark + 1 != call.words.end()) {
    meaning.runs.push_back({.words = Words(mark + 1, call.words.end()), .span = call.span});
  }
  const Words operands = operands_of(call.words);
  if (verb == "export" && !operands.empty()) touch(meaning, Role::made, operands[0], view);
  if (verb != "status") return meaning;
  if (const auto file = file_of_status(call.words)) touch(meaning, Role::out, *file, view);
  return meaning;
}

}  // namespace guards::commands
