#include <array>
#include <limits>
#include <string_view>

#include "coord/base/text.h"
#include "guards/shell/dumper.h"

namespace guards::shell {

namespace {

// Indexed by ParameterOp.
constexpr std::array<std::string_view, 25> kParameterSigns{
    "",   "#len", "-",  "=", "?",  "+", "#",  "##", "%", "%%",     "/",      "//",   "/#",
    "/%", "^",    "^^", ",", ",,", "~", "~~", ":",  "@", "*names", "[keys]", "<bad>"};

}  // namespace

void Dumper::text(std::string_view bytes) {
  out_ += base::one_line(bytes, std::numeric_limits<std::size_t>::max());
}

void Dumper::word(const Word& word) {
  if (word.assignment != nullptr) return assignment(*word.assignment);
  if (word.parts.empty()) out_ += "''";
  parts(word.parts);
}

void Dumper::words(const List<Word>& words, std::string_view between) {
  for (const Word& one : words) {
    word(one);
    if (one.next != nullptr) out_ += between;
  }
}

void Dumper::assignment(const Assignment& assignment) {
  out_ += '<';
  text(assignment.name);
  if (assignment.index != nullptr) bracketed(*assignment.index);
  out_ += assignment.append ? "+=" : "=";
  parts(assignment.value);
  out_ += '>';
}

void Dumper::bracketed(const Word& index) {
  out_ += '[';
  word(index);
  out_ += ']';
}

void Dumper::parts(const List<Part>& parts) {
  for (const Part& one : parts) part(one);
}

void Dumper::part(const Part& part) {
  switch (part.kind) {
    case PartKind::literal:
      return literal(as<Literal>(part));
    case PartKind::double_quoted:
      return double_quoted(as<DoubleQuoted>(part));
    case PartKind::glob:
      out_ += as<Glob>(part).sign;
      return;
    case PartKind::ext_glob:
      return ext_glob(as<ExtGlob>(part));
    case PartKind::tilde:
      out_ += "<~";
      text(as<Tilde>(part).user);
      out_ += '>';
      return;
    case PartKind::parameter:
      return parameter(as<Parameter>(part));
    case PartKind::command:
      return command_subst(as<CommandSubst>(part));
    case PartKind::process:
      headed(as<ProcessSubst>(part).writes ? ">(" : "<(", as<ProcessSubst>(part).body);
      out_ += ')';
      return;
    case PartKind::arithmetic:
      out_ += "$((";
      parts(as<Arithmetic>(part).parts);
      out_ += "))";
      return;
    case PartKind::array:
      out_ += '(';
      words(as<Array>(part).elements, " ");
      out_ += ')';
      return;
    case PartKind::unknown:
      out_ += "<unknown>";
  }
}

void Dumper::literal(const Literal& literal) {
  if (literal.quote == Quote::none) return text(literal.text);
  out_ += literal.quote == Quote::ansi_c ? "$'" : "'";
  text(literal.text);
  out_ += '\'';
}

void Dumper::double_quoted(const DoubleQuoted& quoted) {
  out_ += quoted.translated ? "$\"" : "\"";
  parts(quoted.parts);
  out_ += '"';
}

void Dumper::ext_glob(const ExtGlob& glob) {
  out_ += glob.sign;
  out_ += '(';
  words(glob.branches, "|");
  out_ += ')';
}

void Dumper::command_subst(const CommandSubst& subst) {
  headed(subst.backquoted ? "`" : "$(", subst.body);
  out_ += subst.backquoted ? "`" : ")";
  if (subst.broken) out_ += "<broken>";
}

void Dumper::parameter(const Parameter& parameter) {
  out_ += parameter.indirect ? "${!" : "${";
  text(parameter.name);
  if (parameter.index != nullptr) bracketed(*parameter.index);
  if (parameter.or_empty) out_ += ':';
  out_ += kParameterSigns[static_cast<std::size_t>(parameter.op)];
  if (parameter.transform != '\0') out_ += parameter.transform;
  if (parameter.word != nullptr) word(*parameter.word);
  if (parameter.second != nullptr) {
    out_ += parameter.op == ParameterOp::substring ? ':' : '/';
    word(*parameter.second);
  }
  out_ += '}';
}

}  // namespace guards::shell
