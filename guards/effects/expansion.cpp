#include "guards/effects/expansion.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "guards/effects/arithmetic.h"
#include "guards/shell/expand.h"

namespace guards::effects {

namespace {

using commands::kHole;
using commands::kUnknown;

constexpr std::size_t kUsualWords = 8;

// Variables as $((...)) sees them.
class ScopeNames : public Names {
 public:
  explicit ScopeNames(Scope& scope, std::size_t choice) : scope_(scope), choice_(choice) {}

  std::optional<std::string> read(std::string_view name) override {
    const auto bracket = name.find('[');
    const Variable* variable = scope_.find(name.substr(0, bracket));
    if (bracket != std::string_view::npos) return std::nullopt;
    if (variable == nullptr) return read_special(name);
    if (variable->is_array) return std::nullopt;
    const auto& all = variable->alternatives;
    const std::string& value = all[std::min(choice_, all.size() - 1)];
    if (commands::has_hole(value)) return std::nullopt;
    return value;
  }
  void write(std::string_view name, std::int64_t value) override {
    scope_.set(name.substr(0, name.find('[')), std::to_string(value));
  }
  void write_unknown(std::string_view name) override {
    scope_.set(name.substr(0, name.find('[')), kUnknown);
  }

 private:
  static std::optional<std::string> read_special(std::string_view name) {
    if (name == "RANDOM" || name == "SECONDS" || name == "LINENO") return std::nullopt;
    return "";
  }

  Scope& scope_;
  std::size_t choice_;
};

// Most words are one literal, and that is all they come to.
const shell::Literal* lone_literal(const shell::Word& word) {
  if (word.braces || !word.parts.has_one()) return nullptr;
  const auto* literal = shell::get_if<shell::Literal>(word.parts.front());
  return literal != nullptr && literal->text.size() <= kMaxText ? literal : nullptr;
}

}  // namespace

commands::Words Expansion::words(shell::List<shell::Word> list) {
  commands::Words out;
  out.reserve(kUsualWords);
  for (const shell::Word& word : list) {
    one_word(word, out);
    if (out.size() > kMaxFields) {
      machine_.doubt("more words than can be followed", word.span);
      break;
    }
  }
  return out;
}

commands::Words Expansion::words(const shell::Word& word) {
  commands::Words out;
  one_word(word, out);
  return out;
}

void Expansion::one_word(const shell::Word& word, commands::Words& out) {
  if (const auto* plain = lone_literal(word))
    return out.push_back({std::string(plain->text), word.span, false});
  splits_ = true;
  if (!word.braces) {
    parts(word.parts, false);
    return finish(word.span, out);
  }
  shell::Arena arena;
  const auto forms = shell::expand_braces(word, arena, kMaxFields);
  if (!forms) return machine_.doubt("more words than can be followed", word.span);
  for (const shell::Word* form : *forms) {
    parts(form->parts, false);
    finish(word.span, out);
  }
}

std::string Expansion::text(shell::List<shell::Part> list) {
  splits_ = false;
  fields_.clear();
  field_ = {};
  parts(list, false);
  return std::exchange(field_, {}).text;
}

std::string Expansion::pattern(const shell::Word& word) {
  splits_ = false;
  fields_.clear();
  field_ = {};
  parts(word.parts, false);
  return std::exchange(field_, {}).pattern;
}

void Expansion::parts(shell::List<shell::Part> list, bool in_quotes) {
  for (const shell::Part& one : list) part(one, in_quotes);
}

void Expansion::part(const shell::Part& node, bool in_quotes) {
  using shell::PartKind;
  switch (node.kind) {
    case PartKind::literal:
      return add(shell::as<shell::Literal>(node).text, true);
    case PartKind::double_quoted:
      field_.exists = true;
      return parts(shell::as<shell::DoubleQuoted>(node).parts, true);
    case PartKind::glob:
      return add_sign(shell::as<shell::Glob>(node).sign);
    case PartKind::ext_glob:
      return ext_glob(shell::as<shell::ExtGlob>(node));
    case PartKind::tilde:
      return add(tilde(shell::as<shell::Tilde>(node).user), true);
    case PartKind::parameter:
      return add_values(value(shell::as<shell::Parameter>(node)), in_quotes);
    case PartKind::command:
      return add_value(substitution(shell::as<shell::CommandSubst>(node).body), in_quotes);
    case PartKind::process:
      return add(process(shell::as<shell::ProcessSubst>(node)), true);
    case PartKind::arithmetic: {
      const std::string inside = Expansion(machine_).text(shell::as<shell::Arithmetic>(node).parts);
      const auto result = number(inside);
      return add(result ? std::to_string(*result) : kUnknown, true);
    }
    case PartKind::array:
      return;  // declare takes the list itself
    case PartKind::unknown:
      machine_.doubt("nested deeper than can be read", node.span);
      return add(std::string_view(&kHole, 1), true);
  }
}

std::optional<std::int64_t> Expansion::number(std::string_view expression) {
  ScopeNames names(machine_.shell_.scope, machine_.choice_);
  return evaluate(expression, names);
}

void Expansion::ext_glob(const shell::ExtGlob& node) {
  std::string inside(1, node.sign);
  inside += '(';
  for (const shell::Word& branch : node.branches) {
    if (inside.back() != '(') inside += '|';
    inside += Expansion(machine_).pattern(branch);
  }
  inside += ')';
  field_.text += inside;
  field_.pattern += inside;
  field_.active = true;
  field_.exists = true;
}

std::string Expansion::tilde(std::string_view user) const {
  const std::string& home = machine_.place_.home;
  const Variable* own = machine_.shell_.scope.find("HOME");
  if (user.empty()) return own != nullptr ? own->alternatives.front() : home;
  if (user == "+") return machine_.shell_.scope.cwd;
  if (user == "-") {
    const Variable* old = machine_.shell_.scope.find("OLDPWD");
    return old == nullptr ? kUnknown : old->alternatives.front();
  }
  if (base::base_name(home) == user) return home;
  return "/home/" + std::string(user);
}

std::string Expansion::substitution(const shell::Block* body) {
  if (body == nullptr) return {};
  auto result = machine_.capture([&] { machine_.run_block(body); });
  std::string text = std::move(result.text);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string Expansion::integer(std::string_view expression) {
  const auto value = number(expression);
  return value ? std::to_string(*value) : kUnknown;
}

std::string Expansion::process(const shell::ProcessSubst& node) {
  std::string path = "/dev/fd/" + std::to_string(machine_.next_pipe_--);
  if (!node.writes) {
    auto result = machine_.capture([&] { machine_.run_block(node.body); });
    machine_.recorder_.files.write(path, std::move(result.text));
    return path;
  }
  machine_.in_subshell([&] {
    auto input = std::make_shared<Input>(Input{kUnknown});
    machine_.shell_.descriptors[0] = {.kind = Descriptor::Kind::input, .input = std::move(input)};
    machine_.run_block(node.body);
  });
  return path;
}

}  // namespace guards::effects
