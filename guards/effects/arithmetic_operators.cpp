#include "guards/effects/arithmetic_operators.h"

#include <algorithm>
#include <array>
#include <functional>

namespace guards::effects {

namespace {

template <class Act>
Number wrapping(std::int64_t a, std::int64_t b) {
  return number(Act()(bits(a), bits(b)));
}

template <class Claim>
Number truth(std::int64_t a, std::int64_t b) {
  return Claim()(a, b) ? 1 : 0;
}

// The largest negative number has no positive twin: a / -1 and a % -1 would trap.
Number quotient(std::int64_t a, std::int64_t b) {
  if (b == 0) return std::nullopt;
  return b == -1 ? number(0 - bits(a)) : a / b;
}

Number rest(std::int64_t a, std::int64_t b) {
  if (b == 0) return std::nullopt;
  return b == -1 ? 0 : a % b;
}

Number power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0 || exponent > 64) return std::nullopt;
  std::uint64_t result = 1;
  for (std::int64_t i = 0; i < exponent; ++i) result *= bits(base);
  return number(result);
}

Number shifted_left(std::int64_t a, std::int64_t b) {
  return number(bits(a) << (bits(b) & 63U));
}

Number shifted_right(std::int64_t a, std::int64_t b) {
  return a >> (bits(b) & 63U);
}

constexpr int kCompares = 7;
constexpr int kEquals = 6;
constexpr int kJoins = 2;  // && and ||, which never assign

// Longest signs first.
constexpr auto kOperators = std::to_array<Operator>({
    {"<<", 8,         shifted_left               },
    {">>", 8,         shifted_right              },
    {"<=", kCompares, truth<std::less_equal<>>   },
    {">=", kCompares, truth<std::greater_equal<>>},
    {"==", kEquals,   truth<std::equal_to<>>     },
    {"!=", kEquals,   truth<std::not_equal_to<>> },
    {"&&", kJoins,    truth<std::logical_and<>>  },
    {"||", 1,         truth<std::logical_or<>>   },
    {"**", 11,        power                      },
    {"*",  10,        wrapping<std::multiplies<>>},
    {"/",  10,        quotient                   },
    {"%",  10,        rest                       },
    {"+",  9,         wrapping<std::plus<>>      },
    {"-",  9,         wrapping<std::minus<>>     },
    {"<",  kCompares, truth<std::less<>>         },
    {">",  kCompares, truth<std::greater<>>      },
    {"&",  5,         wrapping<std::bit_and<>>   },
    {"^",  4,         wrapping<std::bit_xor<>>   },
    {"|",  3,         wrapping<std::bit_or<>>    },
});

// With "=" behind it, is it an assignment?
constexpr bool assigns(const Operator& op) {
  return op.binds > kJoins && op.binds != kCompares && op.binds != kEquals;
}

}  // namespace

const Operator* operator_at(std::string_view text) {
  const auto* op = std::ranges::find_if(
      kOperators, [text](std::string_view sign) { return text.starts_with(sign); },
      &Operator::sign);
  if (op == kOperators.end()) return nullptr;
  return text.substr(op->sign.size()).starts_with('=') && assigns(*op) ? nullptr : op;
}

const Operator* operator_of(std::string_view sign) {
  const auto* op = std::ranges::find(kOperators, sign, &Operator::sign);
  return op == kOperators.end() ? nullptr : op;
}

}  // namespace guards::effects
