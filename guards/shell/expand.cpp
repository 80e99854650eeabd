#include "guards/shell/expand.h"

#include <algorithm>

namespace guards::shell {
namespace {

// How many bytes of quoting stand before the value of a literal.
std::uint32_t lead_of(Quote quote) {
  switch (quote) {
    case Quote::none:
      return 0;
    case Quote::backslash:
    case Quote::single:
      return 1;
    case Quote::ansi_c:
      return 2;
  }
  return 0;
}

// A decoded or joined literal has fewer bytes than its span: the rest map to its last byte.
void map_literal(const Literal& literal, MappedText& out) {
  const std::uint32_t first =
      std::min(literal.span.begin + lead_of(literal.quote), literal.span.end);
  for (std::uint32_t i = 0; i < literal.text.size(); ++i) {
    out.origin.push_back(std::min(first + i, literal.span.end));
  }
  out.text += literal.text;
}

bool map_parts(const List<Part>& parts, MappedText& out) {
  for (const Part& part : parts) {
    if (const auto* literal = get_if<Literal>(part)) {
      map_literal(*literal, out);
    } else if (const auto* quoted = get_if<DoubleQuoted>(part)) {
      if (!map_parts(quoted->parts, out)) return false;
    } else {
      return false;
    }
  }
  return true;
}

bool append_constant(const List<Part>& parts, std::string& out) {
  for (const Part& part : parts) {
    if (const auto* literal = get_if<Literal>(part)) {
      out += literal->text;
    } else if (const auto* quoted = get_if<DoubleQuoted>(part)) {
      if (!append_constant(quoted->parts, out)) return false;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::string_view> plain_text(const Word& word) {
  if (!word.parts.has_one()) return std::nullopt;
  const auto* literal = get_if<Literal>(word.parts.front());
  if (literal == nullptr || literal->quote != Quote::none) return std::nullopt;
  return literal->text;
}

std::optional<std::string> constant_text(const List<Part>& parts) {
  std::string text;
  if (!append_constant(parts, text)) return std::nullopt;
  return text;
}

bool is_quoted(const List<Part>& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) {
    const auto* literal = get_if<Literal>(part);
    return part.kind == PartKind::double_quoted ||
           (literal != nullptr && literal->quote != Quote::none);
  });
}

std::optional<MappedText> mapped_text(const List<Part>& parts, Span whole) {
  MappedText mapped;
  if (!map_parts(parts, mapped)) return std::nullopt;
  mapped.origin.push_back(whole.end);
  return mapped;
}

}  // namespace guards::shell
