#include "guards/effects/condition.h"

#include <algorithm>
#include <compare>

#include "coord/base/text.h"
#include "guards/commands/regex.h"
#include "guards/effects/expansion.h"
#include "guards/effects/pattern.h"

namespace guards::effects {

namespace {

using commands::has_hole;

constexpr int kMaxDepth = 32;

std::optional<int> status_of(std::optional<bool> truth) {
  if (!truth) return std::nullopt;
  return *truth ? 0 : 1;
}

std::optional<bool> negated(std::optional<bool> truth) {
  if (!truth) return truth;
  return !*truth;
}

std::optional<bool> both(std::optional<bool> a, std::optional<bool> b) {
  if (a && !*a) return false;
  if (b && !*b) return false;
  if (!a || !b) return std::nullopt;
  return true;
}

std::optional<bool> either(std::optional<bool> a, std::optional<bool> b) {
  return negated(both(negated(a), negated(b)));
}

// Text that ends or breaks inside leaves a node without its parts.
bool is_whole(const shell::TestNode& node) {
  using shell::TestKind;
  switch (node.kind) {
    case TestKind::word:
    case TestKind::unary:
      return node.left != nullptr;
    case TestKind::binary:
      return node.left != nullptr && node.right != nullptr;
    case TestKind::negation:
      return node.first != nullptr;
    case TestKind::both:
    case TestKind::either:
      return node.first != nullptr && node.second != nullptr;
  }
  return false;
}

}  // namespace

std::optional<int> Condition::test(const shell::TestNode* root) {
  if (root == nullptr) return std::nullopt;
  return status_of(node(*root, 0));
}

std::optional<int> Condition::test(std::span<const commands::Word> list) {
  return status_of(words(list, 0));
}

Condition::Truth Condition::node(const shell::TestNode& node, int depth) {
  using shell::TestKind;
  if (depth > kMaxDepth || !is_whole(node)) return std::nullopt;
  Expansion expand(machine_);
  switch (node.kind) {
    case TestKind::word: {
      const std::string text = expand.text(*node.left);
      if (has_hole(text)) return std::nullopt;
      return !text.empty();
    }
    case TestKind::unary:
      return unary(node.op, expand.text(*node.left));
    case TestKind::binary:
      return compared(node);
    case TestKind::negation:
      return negated(this->node(*node.first, depth + 1));
    case TestKind::both: {
      const Truth first = this->node(*node.first, depth + 1);
      if (first && !*first) return false;
      return both(first, this->node(*node.second, depth + 1));
    }
    case TestKind::either: {
      const Truth first = this->node(*node.first, depth + 1);
      if (first && *first) return true;
      return either(first, this->node(*node.second, depth + 1));
    }
  }
  return std::nullopt;
}

// LEFT OP RIGHT: the right side of an equation is a pattern.
Condition::Truth Condition::compared(const shell::TestNode& node) {
  const std::string left = Expansion(machine_).text(*node.left);
  if (node.op != "==" && node.op != "=" && node.op != "!=")
    return binary(left, node.op, Expansion(machine_).text(*node.right));
  const std::string right = Expansion(machine_).pattern(*node.right);
  if (has_hole(left) || has_hole(right)) return std::nullopt;
  return fits(right, left) == (node.op != "!=");
}

Condition::Truth Condition::unary(std::string_view op, const std::string& value) {
  if (op == "-v") return std::nullopt;
  if (has_hole(value)) {
    // "src/" + something is not empty.
    if (value.size() > 1 && (op == "-n" || op == "-z")) return op == "-n";
    return std::nullopt;
  }
  if (op == "-n") return !value.empty();
  if (op == "-z") return value.empty();
  const Recorder& recorder = machine_.recorder_;
  const There there = recorder.files.there(recorder.absolute(value, machine_.shell_.scope.cwd));
  if (there == There::unknown) return std::nullopt;
  if (op == "-e" || op == "-a") return there != There::missing;
  if (op == "-d") return there == There::folder;
  if (op == "-f") return there == There::file;
  if (there == There::missing && op != "-t" && op != "-o") return false;
  return std::nullopt;
}

namespace {

std::optional<bool> ordered(std::string_view op, std::strong_ordering order) {
  if (op == "-eq") return std::is_eq(order);
  if (op == "-ne") return std::is_neq(order);
  if (op == "-lt") return std::is_lt(order);
  if (op == "-le") return std::is_lteq(order);
  if (op == "-gt") return std::is_gt(order);
  if (op == "-ge") return std::is_gteq(order);
  return std::nullopt;
}

}  // namespace

Condition::Truth Condition::binary(const std::string& left, std::string_view op,
                                   const std::string& right) {
  if (has_hole(left) || has_hole(right)) return std::nullopt;
  if (op == "=" || op == "==") return left == right;
  if (op == "!=") return left != right;
  if (op == "=~") {
    const auto regex = commands::Regex::compile(right, commands::Dialect::extended, false);
    return regex ? Truth(regex->is_in(left)) : std::nullopt;
  }
  if (op == "<") return left < right;
  if (op == ">") return left > right;
  const auto a = base::to_int(left);
  const auto b = base::to_int(right);
  return a && b ? ordered(op, *a <=> *b) : std::nullopt;
}

namespace {

// Where the test falls apart: -o binds weaker than -a. 0 when it does not.
std::size_t joiner_in(std::span<const commands::Word> list) {
  if (list.size() <= 3) return 0;
  for (const char* joiner : {"-o", "-a"}) {
    for (std::size_t i = 1; i + 1 < list.size(); ++i) {
      if (list[i].text == joiner) return i;
    }
  }
  return 0;
}

}  // namespace

Condition::Truth Condition::words(std::span<const commands::Word> list, int depth) {
  if (depth > kMaxDepth) return std::nullopt;
  if (const std::size_t at = joiner_in(list); at > 0) {
    const Truth left = words(list.subspan(0, at), depth + 1);
    const Truth right = words(list.subspan(at + 1), depth + 1);
    return list[at].text == "-o" ? either(left, right) : both(left, right);
  }
  if (!list.empty() && list[0].text == "!" && list.size() > 1) {
    return negated(words(list.subspan(1), depth + 1));
  }
  if (list.empty()) return false;
  if (list.size() == 1) {
    if (has_hole(list[0].text)) return std::nullopt;
    return !list[0].text.empty();
  }
  if (list.size() == 2) return unary(list[0].text, list[1].text);
  if (list.size() == 3) return binary(list[0].text, list[1].text, list[2].text);
  return std::nullopt;
}

}  // namespace guards::effects
