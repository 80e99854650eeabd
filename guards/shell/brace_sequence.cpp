#include "guards/shell/brace_sequence.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "guards/shell/chars.h"

namespace guards::shell {
namespace {

bool to_number(std::string_view text, std::int64_t& number) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && result.ec == std::errc() && result.ptr == text.data() + text.size();
}

bool is_padded(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text.front() == '0';
}

bool is_letter(std::string_view text) {
  return text.size() == 1 && is_name_start(text.front()) && text.front() != '_';
}

// Both ends, as letters or as numbers; false when they are neither.
bool read_ends(std::string_view from, std::string_view to, BraceSequence& sequence) {
  if (is_letter(from) && is_letter(to)) {
    sequence.letters = true;
    sequence.first = static_cast<unsigned char>(from.front());
    sequence.last = static_cast<unsigned char>(to.front());
    return true;
  }
  if (!to_number(from, sequence.first) || !to_number(to, sequence.last)) return false;
  if (is_padded(from) || is_padded(to)) sequence.width = std::max(from.size(), to.size());
  return true;
}

// Far from where differences of two numbers overflow.
bool is_countable(std::int64_t number) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 53;
  return number < kLargest && number > -kLargest;
}

}  // namespace

std::optional<BraceSequence> brace_sequence(std::string_view text) {
  constexpr std::string_view kDots = "..";
  const std::size_t first_dots = text.find(kDots);
  if (first_dots == std::string_view::npos) return std::nullopt;
  const std::string_view from = text.substr(0, first_dots);
  std::string_view to = text.substr(first_dots + kDots.size());
  BraceSequence sequence;
  if (const std::size_t dots = to.find(kDots); dots != std::string_view::npos) {
    if (!to_number(to.substr(dots + kDots.size()), sequence.step)) return std::nullopt;
    to = to.substr(0, dots);
  }
  if (!read_ends(from, to, sequence)) return std::nullopt;
  if (!is_countable(sequence.first) || !is_countable(sequence.last)) return std::nullopt;
  if (!is_countable(sequence.step)) return std::nullopt;
  sequence.step = std::max<std::int64_t>(1, std::abs(sequence.step));
  return sequence;
}

std::size_t BraceSequence::size() const {
  return static_cast<std::size_t>(std::abs(last - first) / step + 1);
}

std::string BraceSequence::word(std::size_t index) const {
  const std::int64_t way = static_cast<std::int64_t>(index) * step;
  const std::int64_t value = first <= last ? first + way : first - way;
  if (letters) return {static_cast<char>(value)};
  std::string digits = std::to_string(std::abs(value));
  const std::size_t sign = value < 0 ? 1 : 0;
  if (digits.size() + sign < width) digits.insert(0, width - digits.size() - sign, '0');
  return value < 0 ? "-" + digits : digits;
}

}  // namespace guards::shell
