// Source: GNU coreutils 9.1 manual, 11.2 dd: if=, of=, conv=notrunc, oflag=append.
#include "guards/commands/special/special.h"

namespace guards::commands {

Meaning dd(const Call& call, const View& view) {
  Meaning meaning;
  bool keeps = false;
  bool appends = false;
  for (const Word& word : call.words) {
    keeps = keeps || word.text.find("notrunc") != std::string::npos;
    appends = appends || word.text == "oflag=append";
  }
  bool to_file = false;
  for (const Word& word : call.words) {
    const std::string value = word.text.substr(word.text.find('=') + 1);
    Touch touch{.path = value, .span = word.span};
    if (word.text.starts_with("if=")) {
      meaning.touches.push_back(std::move(touch));
    } else if (word.text.starts_with("of=")) {
      touch.verb = Verb::write;
      touch.how = appends ? How::append : keeps ? How::modify : How::overwrite;
      meaning.touches.push_back(std::move(touch));
      to_file = true;
    }
  }
  if (to_file) meaning.output = "";
  if (!to_file && view.wants_output()) meaning.output = view.input();
  return meaning;
}

}  // namespace guards::commands
