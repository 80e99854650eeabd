// Source: bash(1), dash(1), zsh(1): -c TEXT NAME ARGUMENTS; SCRIPT ARGUMENTS; -s; standard input.
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::string_view kFlagsWithValue = "-o -O +o +O --rcfile --init-file";

}  // namespace

Meaning shell(const Call& call, const View& view) {
  Meaning meaning;
  bool text_follows = false;
  bool from_input = false;
  bool is_login = false;
  std::size_t at = 0;
  for (; at < call.words.size(); ++at) {
    const std::string& word = call.words[at].text;
    if (word.size() < 2 || (word[0] != '-' && word[0] != '+')) break;
    if (word == "--") {
      ++at;
      break;
    }
    if (word == "--version" || word == "--help") return meaning;
    is_login = is_login || word == "--login" ||
               (word[0] == '-' && word[1] != '-' && word.find('l') != std::string::npos);
    if (word.starts_with("--")) {
      if (kFlagsWithValue.find(word) != std::string_view::npos) ++at;
      continue;
    }
    if (word == "-n") return meaning;  // reads, does not run
    text_follows = text_follows || (word[0] == '-' && word.find('c') != std::string::npos);
    from_input = from_input || (word[0] == '-' && word.find('s') != std::string::npos);
    if (word.back() == 'o' || word.back() == 'O') ++at;
  }
  if (is_login && !view.home().empty()) {
    for (const char* name : {".profile", ".bashrc"}) {
      meaning.touches.push_back(
          {.path = below(view.home(), name), .span = call.span, .handed = true});
    }
  }
  const Words rest(
      call.words.begin() + static_cast<std::ptrdiff_t>(std::min(at, call.words.size())),
      call.words.end());
  if (rest.empty() || from_input || rest[0].text == "-" || rest[0].text == "/dev/stdin") {
    meaning.doubts.push_back({"a program from standard input", call.span, true});
    return meaning;
  }
  Run run{.kind = Run::Kind::script, .words = rest, .span = rest[0].span};
  if (text_follows) {
    run.kind = Run::Kind::shell;
    run.text = rest[0].text;
    run.words = Words(rest.begin() + 1, rest.end());
  }
  meaning.runs.push_back(std::move(run));
  return meaning;
}

}  // namespace guards::commands
