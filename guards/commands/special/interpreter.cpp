// Sources: python3(1), node(1), perlrun(1), ruby(1), php(1), lua(1), Rscript(1); deno and bun help.
#include <array>

#include "coord/base/path.h"
#include "guards/commands/describe.h"
#include "guards/commands/program/program.h"
#include "guards/commands/special/python_module.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"
#include "guards/word_list.h"

namespace guards::commands {

namespace {

using program::Language;

constexpr std::size_t kMaxProgram = 256U << 10U;

// Which letters and long flags take what.
struct Switches {
  Language language;
  std::string_view code;         // program text: the rest of the word, or the next one
  std::string_view values;       // some other word
  std::string_view attached;     // the rest of the word, if any
  std::string_view checks;       // nothing is run
  std::string_view long_code;    // blank-separated
  std::string_view long_values;  // blank-separated
};

constexpr std::array kSwitches = {
    Switches{Language::python, "c",    "mWXQ",   "",             "Vh",     "",                 "--check-hash-based-pycs"},
    Switches{Language::node,   "ep",   "rC",     "",             "vhc",    "--eval --print",
             "--require --import --loader --experimental-loader --conditions --cwd --tsconfig "
             "--project"                                                                                                },
    Switches{Language::perl,   "eE",   "I",      "iFMmxCDdVl0a", "vhc",    "",                 ""                       },
    Switches{Language::ruby,   "e",    "IrCE",   "iFxKT0W",      "hc",     "",                 "--encoding"             },
    Switches{Language::php,    "rBRE", "cdStzf", "",             "vhilms", "--run",            "--define --php-ini"     },
    Switches{Language::lua,    "e",    "l",      "",             "v",      "",                 ""                       },
    Switches{Language::r,      "e",    "fg",     "",             "",       "",                 "--file"                 },
    Switches{Language::other,  "eEcx", "f",      "",             "vh",     "--eval --execute", ""                       },
};

class Start {
 public:
  Start(const Call& call, const View& view)
      : call_(call), view_(view), language_(language_of_call()), switches_(switches()) {}

  Meaning tell() {
    while (at_ < call_.words.size() && reads_switch()) {
    }
    if (!module_.text.empty()) return python_module(module_, behind(), view_);
    if (only_checks_) {
      for (const Word& file : behind()) touch(meaning_, Role::in, file, view_);
      return std::move(meaning_);
    }
    if (!codes_.empty()) {
      run_codes();
    } else if (at_ < call_.words.size() && call_.words[at_].text != "-") {
      run_script();
    } else {
      run_input();
    }
    return std::move(meaning_);
  }

 private:
  Language language_of_call() const {
    const std::string name = call_.name.substr(0, call_.name.find(' '));
    return program::language_of(name);
  }

  const Switches& switches() const {
    for (const Switches& row : kSwitches) {
      if (row.language == language_) return row;
    }
    return kSwitches.back();
  }

  Words behind() const {
    return {call_.words.begin() + static_cast<std::ptrdiff_t>(std::min(at_, call_.words.size())),
            call_.words.end()};
  }

  // False at the first operand, or where the rest belongs to the program.
  bool reads_switch() {
    const Word& word = call_.words[at_];
    const std::string& text = word.text;
    if (text.size() < 2 || text[0] != '-') return reads_verb(text);
    ++at_;
    if (text == "--") return false;
    if (text.starts_with("--")) return reads_long(word);
    return reads_letters(word);
  }

  // "-ne": one switch a letter, until one takes what is behind it.
  bool reads_letters(const Word& word) {
    const std::string& text = word.text;
    for (std::size_t i = 1; i < text.size(); ++i) {
      const char letter = text[i];
      const auto is = [&](std::string_view letters) {
        return letters.find(letter) != std::string_view::npos;
      };
      if (letter == 'n' || letter == 'p') reads_operands_ = true;
      if (is(switches_.attached)) {
        if (letter == 'i') edits_in_place(text.substr(i + 1));
        return true;
      }
      if (is(switches_.code) && takes_code(word, i)) return language_ != Language::python;
      if (is(switches_.values)) return takes_value(word, i);
      only_checks_ = only_checks_ || is(switches_.checks);
    }
    return true;
  }

  void edits_in_place(std::string backup) {
    in_place_ = true;
    backup_ = std::move(backup);
  }

  // `deno eval CODE`, `bun run FILE`
  bool reads_verb(const std::string& text) {
    if (call_.name == "deno eval" && codes_.empty()) {
      codes_.push_back(call_.words[at_++]);
      return true;
    }
    if (call_.name != "bun" || text != "run" || at_ != 0) return false;
    ++at_;
    return true;
  }

  // node's -p also prints what stands behind -e: -p alone may be without code.
  bool takes_code(const Word& word, std::size_t i) {
    const std::string& text = word.text;
    if (language_ == Language::node && i + 1 < text.size()) return false;  // -pe
    if (i + 1 < text.size()) {
      codes_.push_back({text.substr(i + 1), word.span});
    } else if (at_ < call_.words.size()) {
      codes_.push_back(call_.words[at_++]);
    }
    return true;
  }

  bool takes_value(const Word& word, std::size_t i) {
    const std::string& text = word.text;
    Word value{text.substr(i + 1), word.span};
    if (value.text.empty() && at_ < call_.words.size()) value = call_.words[at_++];
    if (text[i] == 'm' && language_ == Language::python) {
      module_ = value;
      return false;
    }
    if (text[i] == 'f') {  // the script
      --at_;
      return false;
    }
    return true;
  }

  bool reads_long(const Word& word) {
    const auto equals = word.text.find('=');
    const std::string name = word.text.substr(0, equals);
    if (name == "--version" || name == "--help" || name == "--check") only_checks_ = true;
    const bool is_code = lists(switches_.long_code, name);
    if (!is_code && !lists(switches_.long_values, name)) return true;
    Word value{equals == std::string::npos ? "" : word.text.substr(equals + 1), word.span};
    if (equals == std::string::npos && at_ < call_.words.size()) value = call_.words[at_++];
    if (is_code) codes_.push_back(value);
    return true;
  }

  std::vector<std::string> texts_of(const Words& words) const {
    std::vector<std::string> texts;
    for (const Word& word : words) texts.push_back(word.text);
    return texts;
  }

  void run_codes() {
    std::string all;
    for (const Word& code : codes_) all += code.text + "\n";
    const Words operands = behind();
    if (in_place_ || reads_operands_) {
      if (language_ == Language::perl || language_ == Language::ruby) tell_operands(operands);
    }
    read(all, codes_.front().span, {}, texts_of(operands));
  }

  void tell_operands(const Words& operands) {
    for (const Word& file : operands) {
      if (in_place_) {
        edit_in_place(meaning_, file, backup_, view_);
      } else {
        touch(meaning_, Role::in, file, view_);
      }
    }
  }

  void run_script() {
    const Word file = call_.words[at_++];
    if (Touch* script = add_touch(meaning_, Role::script, file, view_)) script->handed = true;
    std::string path = file.text;
    if (view_.there(path) == There::folder) path = below(path, "__main__.py");
    const auto text = view_.content(path);
    if (text && text->size() <= kMaxProgram && text->find('\0') == std::string::npos) {
      if (in_place_ || reads_operands_) tell_operands(behind());
      read(*text, file.span, path, texts_of(behind()));
    } else if (view_.there(path) != There::missing) {
      meaning_.doubts.push_back({"the script " + file.text + " cannot be read", file.span});
    }
  }

  void run_input() {
    if (at_ < call_.words.size()) ++at_;
    const auto text = view_.input();
    if (!text) return;
    if (text->find_first_not_of(std::string{kHole, '\n'}) == std::string::npos) {
      if (!text->empty()) {
        meaning_.doubts.push_back(
            {call_.name + " runs a program that comes from a pipe", call_.span, true, true});
      }
      return;
    }
    read(*text, call_.span, {}, texts_of(behind()));
  }

  void read(std::string_view text, Span span, const std::string& script,
            const std::vector<std::string>& arguments) {
    if (text.find_first_not_of(std::string{kHole, '\n'}) == std::string_view::npos) {
      if (has_hole(text)) {
        meaning_.doubts.push_back(
            {.why = "a program that is known only when it runs", .span = span, .is_program = true});
      }
      return;
    }
    program::read_program({language_, text, span, script, arguments}, view_, meaning_);
  }

  const Call& call_;
  const View& view_;
  const Language language_;
  const Switches& switches_;
  Meaning meaning_;
  std::size_t at_ = 0;
  Words codes_;
  Word module_;
  std::string backup_;
  bool in_place_ = false;
  bool reads_operands_ = false;
  bool only_checks_ = false;
};

}  // namespace

Meaning interpreter(const Call& call, const View& view) {
  return Start(call, view).tell();
}

}  // namespace guards::commands
