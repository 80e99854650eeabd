#include "guards/effects/arithmetic.h"

#include <array>

#include "guards/commands/meaning.h"
#include "guards/effects/arithmetic_operators.h"

namespace guards::effects {

namespace {

constexpr int kMaxDepth = 64;

constexpr std::array<std::string_view, 11> kAssigning = {
    "<<=", ">>=", "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "="};

Number apply(std::string_view sign, Number left, Number right) {
  const Operator* op = operator_of(sign);
  return op != nullptr && left && right ? op->apply(*left, *right) : std::nullopt;
}

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// As in base 36; too large when it is none.
int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  return starts_name(c) && c != '_' ? (c | 32) - 'a' + 10 : 99;
}

class Reader {
 public:
  Reader(std::string_view text, Names& names, int depth)
      : text_(text), names_(names), depth_(depth) {}

  Number read() {
    Number value = 0;
    skip();
    if (at_ == text_.size()) return value;
    do value = ternary();
    while (good_ && take(","));
    skip();
    return good_ && at_ == text_.size() ? value : std::nullopt;
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) {
      ++at_;
    }
  }

  bool sees(std::string_view sign) {
    skip();
    return text_.substr(at_).starts_with(sign);
  }

  bool take(std::string_view sign) {
    if (!sees(sign)) return false;
    at_ += sign.size();
    return true;
  }

  Number wrong() {
    good_ = false;
    return std::nullopt;
  }

  Number ternary() {
    if (++depth_ > kMaxDepth) return wrong();
    Number condition = binary(1);
    if (good_ && take("?")) {
      const Number yes = ternary();
      if (!take(":")) return wrong();
      const Number no = ternary();
      condition = !condition ? std::nullopt : *condition != 0 ? yes : no;
    }
    --depth_;
    return condition;
  }

  const Operator* next_binary() {
    skip();
    return operator_at(text_.substr(at_));
  }

  Number binary(int binds) {
    Number left = unary();
    for (const Operator* op = next_binary(); good_ && op != nullptr && op->binds >= binds;
         op = next_binary()) {
      at_ += op->sign.size();
      const Number right = binary(op->sign == "**" ? op->binds : op->binds + 1);
      left = left && right ? op->apply(*left, *right) : std::nullopt;
    }
    return left;
  }

  Number unary() {
    if (++depth_ > kMaxDepth) return wrong();
    const Number value = unary_inside();
    --depth_;
    return value;
  }

  Number unary_inside() {
    if (take("++")) return step(name(), 1, true);
    if (take("--")) return step(name(), -1, true);
    if (take("+")) return unary();
    if (take("-")) return negate(unary());
    if (sees("!") && !sees("!=")) {
      ++at_;
      const Number value = unary();
      if (!value) return value;
      return *value == 0 ? 1 : 0;
    }
    if (take("~")) {
      const Number value = unary();
      if (!value) return value;
      return number(~bits(*value));
    }
    return primary();
  }

  static Number negate(Number value) {
    if (!value) return value;
    return number(0 - bits(*value));
  }

  Number primary() {
    if (take("(")) {
      const Number value = ternary();
      if (!take(")")) return wrong();
      return value;
    }
    skip();
    if (at_ >= text_.size()) return wrong();
    if (text_[at_] == commands::kHole) {
      ++at_;
      return std::nullopt;
    }
    if (is_digit(text_[at_])) return literal();
    if (!starts_name(text_[at_])) return wrong();
    return variable(name());
  }

  std::string name() {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() && (starts_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
    if (at_ < text_.size() && text_[at_] == '[') {
      const auto close = text_.find(']', at_);
      if (close == std::string_view::npos)
        good_ = false;
      else
        at_ = close + 1;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::int64_t take_base() {
    const auto rest = text_.substr(at_);
    if (rest.starts_with("0x") || rest.starts_with("0X")) {
      at_ += 2;
      return 16;
    }
    return rest.starts_with('0') ? 8 : 10;
  }

  Number literal() {
    std::int64_t base = take_base();
    std::uint64_t value = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '#') {
        base = number(value);
        value = 0;
        if (base < 2 || base > 36) return wrong();
        continue;
      }
      const int digit = digit_of(c);
      if (digit >= base && !(base == 8 && digit < 10)) break;
      if (digit >= base) base = 10;
      value = value * bits(base) + static_cast<std::uint64_t>(digit);
    }
    return number(value);
  }

  Number value_of(const std::string& variable) {
    const auto text = names_.read(variable);
    if (!text) return std::nullopt;
    return Reader(*text, names_, depth_ + 1).read();
  }

  Number step(const std::string& variable, std::int64_t by, bool before) {
    const Number old = value_of(variable);
    if (!old) {
      names_.write_unknown(variable);
      return old;
    }
    const std::int64_t now = number(bits(*old) + bits(by));
    names_.write(variable, now);
    return before ? now : *old;
  }

  Number variable(const std::string& variable) {
    if (take("++")) return step(variable, 1, false);
    if (take("--")) return step(variable, -1, false);
    for (const std::string_view sign : kAssigning) {
      if (!sees(sign) || sees("==")) continue;
      at_ += sign.size();
      return assign(variable, sign.substr(0, sign.size() - 1));
    }
    return value_of(variable);
  }

  Number assign(const std::string& variable, std::string_view op) {
    const Number right = ternary();
    const Number value = op.empty() ? right : apply(op, value_of(variable), right);
    if (value) {
      names_.write(variable, *value);
    } else {
      names_.write_unknown(variable);
    }
    return value;
  }

  std::string_view text_;
  Names& names_;
  std::size_t at_ = 0;
  int depth_;
  bool good_ = true;
};

}  // namespace

std::optional<std::int64_t> evaluate(std::string_view expression, Names& names) {
  return Reader(expression, names, 0).read();
}

}  // namespace guards::effects
