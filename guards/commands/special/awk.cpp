// Source: POSIX.1-2017 XCU awk; gawk(1) 5.2: -i inplace, -f, -v, -o, -p, -d, /inet.
#include <algorithm>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/fold_rows.h"
#include "guards/commands/regex.h"
#include "guards/commands/special/awk_program.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxFiles = 32;

using Values = std::map<std::string, std::string>;

// NAME=value among the operands is an assignment, no file.
bool is_assignment(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  return std::ranges::all_of(text.substr(0, equals), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

class Telling {
 public:
  Telling(const Call& call, const View& view) : call_(call), view_(view) {}

  Meaning tell() {
    const Arguments arguments = read_arguments(call_);
    if (const Word* given = arguments.value("-F --field-separator")) separator_ = given->text;
    if (arguments.has_any("--help --version -h -V")) return {};
    for (const GivenFlag& flag : arguments.flags) read_flag(flag);
    for (const Operand& operand : arguments.operands) read_operand(operand);
    tell_uses();
    if (reads_operands_) tell_files();
    if (view_.wants_output() && files_.size() < 2) meaning_.output = printed_field();
    return std::move(meaning_);
  }

 private:
  void read_flag(const GivenFlag& flag) {
    const std::string& name = flag.name;
    if (name == "-v" || name == "--assign") {
      assign(flag.value.text);
    } else if (name == "-e" || name == "--source") {
      add_program(flag.value);
    } else if (name == "-i" || name == "--include") {
      include(flag.value);
    } else if (name == "-f" || name == "--file" || name == "-E" || name == "--exec") {
      add_file(flag.value);
    } else if (flag.spec.role == Role::out) {
      write_of_itself(flag);
    }
  }

  // The library "inplace" changes what is done with the files.
  void include(const Word& library) {
    if (library.text != "inplace" && library.text != "inplace.awk") return add_file(library);
    in_place_ = true;
  }

  // Variables or a profile; the file has a usual name.
  void write_of_itself(const GivenFlag& flag) {
    const bool dumps = flag.name == "-d" || flag.name == "--dump-variables";
    const std::string usual = dumps ? "awkvars.out" : "awkprof.out";
    touch(meaning_, Role::out, {flag.value.text.empty() ? usual : flag.value.text, flag.value.span},
          view_);
  }

  void read_operand(const Operand& operand) {
    if (operand.role == Role::code) return add_program(operand.word);
    if (is_assignment(operand.word.text)) return assign(operand.word.text);
    files_.push_back(operand.word);
  }

  void assign(const std::string& text) {
    const auto equals = text.find('=');
    if (equals != std::string::npos) values_[text.substr(0, equals)] = text.substr(equals + 1);
  }

  void add_program(const Word& text) {
    program_ += text.text + "\n";
    span_ = text.span;
  }

  void add_file(const Word& file) {
    const bool from_input = file.text == "-" || file.text == "/dev/stdin";
    touch(meaning_, Role::script, file, view_);
    const auto text = from_input ? view_.input() : view_.content(file.text);
    if (text) return add_program({*text, file.span});
    if (view_.there(file.text) == There::missing) return;
    meaning_.doubts.push_back({"an awk program that cannot be read here", file.span, false});
  }

  void tell_uses() {
    const auto outer = program_.find("ENVIRON[\"");
    if (outer != std::string::npos) {
      const auto begin = outer + std::string_view("ENVIRON[\"").size();
      const std::string name = program_.substr(begin, program_.find('"', begin) - begin);
      if (const auto value = view_.variable(name)) values_["ENVIRON." + name] = *value;
    }
    const bool one_by_one = program_.find("FILENAME") != std::string::npos;
    const std::size_t times = one_by_one ? std::clamp<std::size_t>(files_.size(), 1, kMaxFiles) : 1;
    for (std::size_t i = 0; i < times; ++i) {
      if (one_by_one && i < files_.size()) values_["FILENAME"] = files_[i].text;
      const AwkProgram program = read_awk(program_, values_);
      reads_operands_ = reads_operands_ || program.reads_operands;
      for (const AwkUse& use : program.uses) tell_use(use);
    }
  }

  void tell_use(const AwkUse& use) {
    if (use.role == Role::shell) {
      meaning_.runs.push_back(
          {.kind = Run::Kind::shell, .text = use.text, .span = span_, .input = use.input});
    } else if (use.text.starts_with("/inet")) {
      meaning_.effects.push_back({.verb = Verb::network, .span = span_, .by = "awk"});
    } else if (use.text != "/dev/stdout" && use.text != "/dev/stderr") {
      touch(meaning_, use.role, {use.text, span_}, view_);
    }
  }

  void tell_files() {
    for (const Word& file : files_) {
      if (in_place_) {
        edit_in_place(meaning_, file, {}, view_);
      } else {
        touch(meaning_, Role::in, file, view_);
      }
    }
  }

  // `{print $3}`, `{print $NF}`: the one program whose output is told.
  std::optional<std::string> printed_field() const {
    const auto regex =
        Regex::compile(R"(^\s*\{\s*print\s*\$([0-9]+|NF|0)\s*;?\s*\}\s*$)", Dialect::perl, false);
    const auto match = regex ? regex->find(program_) : std::nullopt;
    const auto text = !match           ? std::nullopt
                      : files_.empty() ? view_.input()
                                       : view_.content(files_.front().text);
    if (!text || separator_.size() > 1) return std::nullopt;
    const std::string field = program_.substr((*match)[2], (*match)[3] - (*match)[2]);
    const bool last = field == "NF";
    const auto number = static_cast<std::size_t>(base::to_int(field).value_or(0));
    Lines out;
    for (const std::string& line : lines_of(*text)) {
      const Lines fields = fields_of_line(line);
      const std::size_t at = last ? fields.size() : number;
      if (at == 0)
        out.push_back(line);
      else
        out.push_back(at <= fields.size() ? fields[at - 1] : "");
    }
    return text_of(out);
  }

  Lines fields_of_line(const std::string& line) const {
    Lines fields;
    if (!separator_.empty() && separator_ != " ") {
      for (const auto one : base::split(line, separator_[0])) fields.emplace_back(one);
      return fields;
    }
    for (std::size_t at = 0; at < line.size();) {
      const auto begin = std::min(line.find_first_not_of(" \t", at), line.size());
      const auto end = std::min(line.find_first_of(" \t", begin), line.size());
      if (begin < end) fields.push_back(line.substr(begin, end - begin));
      at = end;
    }
    return fields;
  }

  const Call& call_;
  const View& view_;
  std::string separator_;
  Meaning meaning_;
  Values values_;
  Words files_;
  std::string program_;
  Span span_;
  bool in_place_ = false;
  bool reads_operands_ = false;
};

}  // namespace

Meaning awk(const Call& call, const View& view) {
  return Telling(call, view).tell();
}

}  // namespace guards::commands
