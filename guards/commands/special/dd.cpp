// Source: GNU coreutils 9.1 manual, 11.2 dd: if=, of=, conv=notrunc, oflag=append.
#include <algorithm>

#include "guards/commands/special/special.h"

namespace guards::commands {

namespace {

How how_it_writes(const Words& words) {
  const auto appends = [](const Word& word) { return word.text == "oflag=append"; };
  const auto keeps = [](const Word& word) {
    return word.text.find("notrunc") != std::string::npos;
  };
  if (std::ranges::any_of(words, appends)) return How::append;
  return std::ranges::any_of(words, keeps) ? How::modify : How::overwrite;
}

}  // namespace

Meaning dd(const Call& call, const View& view) {
  Meaning meaning;
  const How how = how_it_writes(call.words);
  bool to_file = false;
  for (const Word& word : call.words) {
    const std::string value = word.text.substr(word.text.find('=') + 1);
    Touch touch{.path = value, .span = word.span};
    if (word.text.starts_with("if=")) {
      meaning.touches.push_back(std::move(touch));
    } else if (word.text.starts_with("of=")) {
      touch.verb = Verb::write;
      touch.how = how;
      meaning.touches.push_back(std::move(touch));
      to_file = true;
    }
  }
  if (to_file) meaning.output = "";
  if (!to_file && view.wants_output()) meaning.output = view.input();
  return meaning;
}

}  // namespace guards::commands
