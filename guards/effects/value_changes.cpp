#include "guards/effects/value_changes.h"

#include <algorithm>
#include <array>

#include "guards/effects/pattern.h"

namespace guards::effects {

namespace {

using shell::ParameterOp;

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char toggle(char c) {
  return upper(c) == c ? lower(c) : upper(c);
}

struct CaseOp {
  ParameterOp op;
  char (*change)(char);
  bool all;
};

constexpr std::array kCaseOps = {
    CaseOp{ParameterOp::upper_first,  upper,  false},
    CaseOp{ParameterOp::upper_all,    upper,  true },
    CaseOp{ParameterOp::lower_first,  lower,  false},
    CaseOp{ParameterOp::lower_all,    lower,  true },
    CaseOp{ParameterOp::toggle_first, toggle, false},
    CaseOp{ParameterOp::toggle_all,   toggle, true },
};

std::string with_case(const CaseOp& op, std::string value, std::string_view pattern) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (pattern.empty() || fits(pattern, std::string_view(value).substr(i, 1))) {
      value[i] = op.change(value[i]);
    }
    if (!op.all) break;
  }
  return value;
}

// ${v#p} and ${v##p}
std::string without_prefix(std::string_view value, std::string_view pattern, bool longest) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    if (!fits(pattern, value.substr(0, i))) continue;
    best = i;
    if (!longest) break;
  }
  return std::string(value.substr(best.value_or(0)));
}

std::string without_suffix(std::string_view value, std::string_view pattern, bool longest) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const std::size_t begin = longest ? i : value.size() - i;
    if (!fits(pattern, value.substr(begin))) continue;
    best = begin;
    break;
  }
  return std::string(value.substr(0, best.value_or(value.size())));
}

// Length of the longest match at `begin`, if any that is not empty.
std::size_t longest_match(std::string_view value, std::size_t begin, std::string_view pattern) {
  for (std::size_t end = value.size(); end > begin; --end) {
    if (fits(pattern, value.substr(begin, end - begin))) return end - begin;
  }
  return 0;
}

}  // namespace

std::optional<std::string> changed_by(ParameterOp op, const std::string& value,
                                      std::string_view pattern) {
  switch (op) {
    case ParameterOp::remove_prefix:
      return without_prefix(value, pattern, false);
    case ParameterOp::remove_prefix_long:
      return without_prefix(value, pattern, true);
    case ParameterOp::remove_suffix:
      return without_suffix(value, pattern, false);
    case ParameterOp::remove_suffix_long:
      return without_suffix(value, pattern, true);
    default:
      break;
  }
  const auto* change = std::ranges::find(kCaseOps, op, &CaseOp::op);
  if (change == kCaseOps.end()) return std::nullopt;
  return with_case(*change, value, pattern);
}

std::string with_replaced(ParameterOp op, const std::string& value, std::string_view pattern,
                          std::string_view with) {
  std::string result;
  if (op == ParameterOp::replace_suffix) {
    result = without_suffix(value, pattern, true);
    return result.size() < value.size() || fits(pattern, "") ? result.append(with) : value;
  }
  for (std::size_t i = 0; i < value.size();) {
    const std::size_t length = longest_match(value, i, pattern);
    const bool wrong_place = op == ParameterOp::replace_prefix && i > 0;
    if (length == 0 || wrong_place) {
      result += value[i++];
      continue;
    }
    result += with;
    i += length;
    if (op != ParameterOp::replace_all) return result + value.substr(i);
  }
  return result;
}

std::optional<std::string> transformed(char letter, const std::string& value) {
  switch (letter) {
    case 'U':
      return changed_by(ParameterOp::upper_all, value, {});
    case 'L':
      return changed_by(ParameterOp::lower_all, value, {});
    case 'u':
      return changed_by(ParameterOp::upper_first, value, {});
    default:
      return std::nullopt;
  }
}

std::string part_of(std::string_view value, std::int64_t offset,
                    std::optional<std::int64_t> length) {
  const auto size = static_cast<std::int64_t>(value.size());
  const std::int64_t begin = std::clamp<std::int64_t>(offset < 0 ? size + offset : offset, 0, size);
  std::int64_t count = length.value_or(size - begin);
  if (count < 0) count += size - begin;
  if (count < 0) return {};
  return std::string(
      value.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(count)));
}

}  // namespace guards::effects
