#include <algorithm>
#include <array>

#include "guards/shell/readers.h"

namespace guards::shell {
namespace {

constexpr CharSet kQuoting = kBackslashChar | kSingleChar | kDoubleChar | kDollarChar;

// Operands follow the quoting of what is around them, patterns never do. Single quotes inside
// double ones are literal, yet hide a brace; in a here-document they do not even that.
constexpr Rules kOperand{
    .active = kQuoting | kGlobChar | kExtGlobChar | kWordStartChar | kAngleChar,
    .stop = '}',
    .own_extglob = true};
constexpr Rules kQuotedOperand{.active = kBackslashChar | kDoubleChar | kDollarChar,
                               .stop = '}',
                               .open = '\'',
                               .shut = '\'',
                               .quoted = true,
                               .brace_escape = true};
constexpr Rules kHereOperand{.active = kQuotedOperand.active,
                             .stop = '}',
                             .quoted = true,
                             .brace_escape = true,
                             .here = true};
constexpr Rules kPattern{
    .active = kQuoting | kGlobChar | kExtGlobChar, .stop = '}', .own_extglob = true};
constexpr Rules kPatternToSlash{
    .active = kPattern.active, .stop = '}', .also = '/', .own_extglob = true};
constexpr Rules kOffset{.active = kQuoting, .stop = '}', .also = ':', .open = '(', .shut = ')'};

struct Operator {
  std::string_view sign;
  ParameterOp op;
};

// The longer of two signs that start alike stands first.
constexpr std::array kDefaults{
    Operator{"-", ParameterOp::use_default   },
    Operator{"=", ParameterOp::assign_default},
    Operator{"?", ParameterOp::fail_if_unset },
    Operator{"+", ParameterOp::use_alternate },
};
constexpr std::array kPatterns{
    Operator{"##", ParameterOp::remove_prefix_long},
    Operator{"#",  ParameterOp::remove_prefix     },
    Operator{"%%", ParameterOp::remove_suffix_long},
    Operator{"%",  ParameterOp::remove_suffix     },
    Operator{"^^", ParameterOp::upper_all         },
    Operator{"^",  ParameterOp::upper_first       },
    Operator{",,", ParameterOp::lower_all         },
    Operator{",",  ParameterOp::lower_first       },
    Operator{"~~", ParameterOp::toggle_all        },
    Operator{"~",  ParameterOp::toggle_first      },
};
constexpr std::array kReplacements{
    Operator{"//", ParameterOp::replace_all   },
    Operator{"/#", ParameterOp::replace_prefix},
    Operator{"/%", ParameterOp::replace_suffix},
    Operator{"/",  ParameterOp::replace_first },
};

class ParameterReader {
 public:
  ParameterReader(Scan& scan, const Rules& around)
      : scan_(scan), around_(around), node_(scan.tree.arena.make<Parameter>()) {}

  Part* read(std::uint32_t dollar) {
    node_->kind = PartKind::parameter;
    const std::uint32_t opened = scan_.pos();
    scan_.advance();
    read_sigil();
    const bool named = read_name();
    if (named) read_operator();
    if (!named || scan_.peek() != '}') skip_bad();
    if (!scan_.accept('}')) scan_.fail_unclosed(opened, "}");
    node_->span = scan_.span(dollar, scan_.pos());
    return node_;
  }

 private:
  // ${#name} and ${!name}; the sign alone, or before an operator, is a name itself.
  void read_sigil() {
    const char sign = scan_.peek();
    if (sign != '#' && sign != '!') return;
    const char next = scan_.raw(1);
    const bool lone_special = is_special_parameter(next) && scan_.raw(2) == '}';
    if (!is_name_char(next) && !lone_special) return;
    scan_.advance();
    if (sign == '#') node_->op = ParameterOp::length;
    node_->indirect = sign == '!';
  }

  bool read_name() {
    const std::uint32_t begin = scan_.pos();
    const char first = scan_.peek();
    if (is_name_start(first)) {
      while (is_name_char(scan_.peek())) scan_.advance();
    } else if (is_digit(first)) {
      while (is_digit(scan_.peek())) scan_.advance();
    } else if (is_special_parameter(first)) {
      scan_.advance();
    } else {
      return false;
    }
    node_->name = scan_.without_joins(scan_.slice(begin, scan_.pos()));
    if (is_name_start(first) && scan_.peek() == '[') node_->index = read_subscript(scan_);
    return true;
  }

  void read_operator() {
    const char sign = scan_.peek();
    if (sign == '}') return note_keys();
    if (node_->op == ParameterOp::length) return;
    if (node_->indirect && (sign == '*' || sign == '@') && scan_.raw(1) == '}') {
      node_->op = ParameterOp::names;
      return scan_.advance();
    }
    if (sign == ':') {
      scan_.advance();
      node_->or_empty = take(kDefaults);
      return node_->or_empty ? read_operand_word() : read_substring();
    }
    if (sign == '@') return read_transform();
    if (take(kDefaults)) return read_operand_word();
    if (take(kPatterns)) {
      node_->word = read_operand(scan_, kPattern);
      return;
    }
    if (take(kReplacements)) read_replacement();
  }

  // ${!array[@]} and ${!array[*]}
  void note_keys() {
    if (!node_->indirect || node_->index == nullptr) return;
    const List<Part> parts = node_->index->parts;
    if (!parts.has_one()) return;
    const auto* literal = get_if<Literal>(parts.front());
    if (literal != nullptr && (literal->text == "@" || literal->text == "*")) {
      node_->op = ParameterOp::keys;
    }
  }

  template <std::size_t N>
  bool take(const std::array<Operator, N>& operators) {
    const std::uint32_t rest = std::min<std::uint32_t>(2, scan_.end() - scan_.pos());
    const std::string_view here = scan_.slice(scan_.pos(), scan_.pos() + rest);
    const auto* const found =
        std::find_if(operators.begin(), operators.end(),
                     [here](const Operator& known) { return here.starts_with(known.sign); });
    if (found == operators.end()) return false;
    node_->op = found->op;
    scan_.go_to(scan_.pos() + static_cast<std::uint32_t>(found->sign.size()));
    return true;
  }

  void read_operand_word() { node_->word = read_operand(scan_, operand_rules()); }

  // A slash right behind `//` is part of the pattern: ${v////_} replaces slashes.
  void read_replacement() {
    const std::uint32_t begin = scan_.pos();
    PartsReader pattern(scan_, kPatternToSlash);
    if (node_->op == ParameterOp::replace_all && scan_.peek() == '/') scan_.advance();
    pattern.read();
    auto* word = scan_.tree.arena.make<Word>();
    word->parts = pattern.list();
    word->span = scan_.span(begin, scan_.pos());
    node_->word = word;
    if (!scan_.accept('/')) return;
    node_->second = read_operand(scan_, kPattern);
  }

  void read_substring() {
    node_->op = ParameterOp::substring;
    node_->word = read_operand(scan_, kOffset);
    if (scan_.accept(':')) node_->second = read_operand(scan_, kOffset);
  }

  void read_transform() {
    if (!is_name_start(scan_.raw(1)) || scan_.raw(2) != '}') return;
    node_->op = ParameterOp::transform;
    node_->transform = scan_.raw(1);
    scan_.go_to(scan_.pos() + 2);
  }

  // Not a form bash knows: it complains when it expands it, not when it reads it.
  void skip_bad() {
    node_->op = ParameterOp::bad;
    read_operand_word();
  }

  const Rules& operand_rules() const {
    if (!around_.quoted) return kOperand;
    return around_.here ? kHereOperand : kQuotedOperand;
  }

  Scan& scan_;
  const Rules& around_;
  Parameter* node_;
};

}  // namespace

Part* read_braced_parameter(Scan& scan, std::uint32_t dollar, const Rules& around) {
  return ParameterReader(scan, around).read(dollar);
}

}  // namespace guards::shell
