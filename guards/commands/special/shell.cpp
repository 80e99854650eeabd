// Source: bash(1), dash(1), zsh(1): -c TEXT NAME ARGUMENTS; SCRIPT ARGUMENTS; -s; standard input.
#include <algorithm>

#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"
#include "guards/word_list.h"

namespace guards::commands {

namespace {

constexpr std::string_view kFlagsWithValue = "-o -O +o +O --rcfile --init-file";

// What the words before the first operand ask for.
struct Options {
  bool text_follows = false;
  bool from_input = false;
  bool is_login = false;
  bool runs_nothing = false;
  std::size_t end = 0;
};

bool is_option(std::string_view word) {
  return word.size() > 1 && (word[0] == '-' || word[0] == '+');
}

bool takes_next(std::string_view word) {
  if (word.starts_with("--")) return kFlagsWithValue.find(word) != std::string_view::npos;
  return word.back() == 'o' || word.back() == 'O';
}

Options options_of(const Words& words) {
  Options read;
  for (std::size_t& at = read.end; at < words.size() && is_option(words[at].text); ++at) {
    const std::string_view word = words[at].text;
    const auto sets = [&](char letter) {
      return word[0] == '-' && word[1] != '-' && word.find(letter) != std::string_view::npos;
    };
    if (word == "--") {
      ++at;
      break;
    }
    // -n reads, does not run.
    read.runs_nothing = read.runs_nothing || lists("--version --help -n", word);
    read.is_login = read.is_login || word == "--login" || sets('l');
    read.text_follows = read.text_follows || sets('c');
    read.from_input = read.from_input || sets('s');
    if (takes_next(word)) ++at;
  }
  return read;
}

}  // namespace

Meaning shell(const Call& call, const View& view) {
  Meaning meaning;
  const Options options = options_of(call.words);
  if (options.runs_nothing) return meaning;
  if (options.is_login && !view.home().empty()) {
    for (const char* name : {".profile", ".bashrc"}) {
      meaning.touches.push_back(
          {.path = below(view.home(), name), .span = call.span, .handed = true});
    }
  }
  const auto end = static_cast<std::ptrdiff_t>(std::min(options.end, call.words.size()));
  const Words rest(call.words.begin() + end, call.words.end());
  if (rest.empty() || options.from_input || rest[0].text == "-" || rest[0].text == "/dev/stdin") {
    meaning.doubts.push_back({"a program from standard input", call.span, true});
    return meaning;
  }
  Run run{.kind = Run::Kind::script, .words = rest, .span = rest[0].span};
  if (options.text_follows) {
    run.kind = Run::Kind::shell;
    run.text = rest[0].text;
    run.words = Words(rest.begin() + 1, rest.end());
  }
  meaning.runs.push_back(std::move(run));
  return meaning;
}

}  // namespace guards::commands
