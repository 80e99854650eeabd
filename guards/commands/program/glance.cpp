#include "guards/commands/program/glance.h"

#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kMaxTargets = 12;

constexpr std::string_view kSkipped =
    " await new not return yield typeof async my our local throw void delete print echo const let "
    "var then else do begin static public private ";

bool assigns(const Token& token) {
  return token.kind == Kind::sign && lists(" = := += .= ||= ?\?= //= <- ", token.text);
}

}  // namespace

Assignment Glance::assignment() const {
  if (peek().kind == Kind::sign) return spread_assignment();
  Assignment out;
  std::size_t at = 0;
  while (out.targets.size() < kMaxTargets) {
    if (peek(at).kind != Kind::name && peek(at).kind != Kind::variable) return {};
    out.targets.push_back({dotted_name(at)});
    if (at == 1) at = behind_type(at);
    if (assigns(peek(at))) break;
    if (!is_sign(",", at) || syntax_->language == Language::node) return {};
    ++at;
  }
  if (!assigns(peek(at))) return {};
  const std::string& sign = peek(at).text;
  out.adds = sign == "+=" || sign == ".=";
  out.spread = out.targets.size() > 1;
  out.length = at + 1;
  return out;
}

// a.b->c, up to behind it.
std::string Glance::dotted_name(std::size_t& at) const {
  std::string name = peek(at++).text;
  while ((is_sign(".", at) || is_sign("->", at)) && peek(at + 1).kind == Kind::name &&
         peek(at).glued) {
    name.append(".").append(peek(at + 1).text);
    at += 2;
  }
  return name;
}

// name: TYPE = ...; where no `=` follows soon the type is none.
std::size_t Glance::behind_type(std::size_t at) const {
  const bool typed = syntax_->language == Language::python || syntax_->language == Language::node;
  if (!typed || !is_sign(":", at)) return at;
  std::size_t ahead = at + 1;
  while (ahead < at + 8 && !is_sign("=", ahead) && !peek(ahead).first) ++ahead;
  return is_sign("=", ahead) ? ahead : at;
}

// (a, b) = ..., [a, b] = ..., {a, b: c} = ...
Assignment Glance::spread_assignment() const {
  if (!is_sign("(") && !is_sign("[") && !is_sign("{")) return {};
  const std::size_t end = closing_bracket();
  const std::size_t length = end - here_.at;
  if (length > 3 * kMaxTargets || !is_sign("=", length + 1)) return {};
  Assignment out{.spread = true};
  const bool keyed = is_sign("{");
  for (std::size_t i = 1; i < length; ++i) {
    const Token& token = peek(i);
    if (token.kind != Kind::name && token.kind != Kind::variable) continue;
    if (is_sign(":", i - 1) && !out.targets.empty()) {
      out.targets.back().name = token.text;
    } else {
      out.targets.push_back({token.text, keyed ? token.text : std::string()});
    }
  }
  out.length = length + 2;
  return out;
}

// Arguments without brackets end with their statement.
bool Glance::ends_bare() const {
  const Token& token = peek();
  if (token.kind == Kind::end || (token.first && syntax_->line_ends && !is_sign("."))) return true;
  if (token.kind == Kind::sign) return lists(" ; ) } ] ", token.text);
  return token.kind == Kind::name &&
         lists(" if unless or and for foreach while until do then end rescue ", token.text);
}

bool Glance::opens_attribute() const {
  const Token& next = peek(1);
  if (next.kind != Kind::name && next.kind != Kind::variable) return false;
  const Language language = syntax_->language;
  if (is_sign("?.") || is_sign("::")) return true;
  if (is_sign("->")) return true;
  if (is_sign(":")) return language == Language::lua && next.glued && peek().glued;
  return is_sign(".") && language != Language::perl && language != Language::php;
}

bool Glance::continues(const Token& token) const {
  if (!token.first || !syntax_->line_ends) return true;
  return token.kind == Kind::sign && lists(" . + || && ?? ? : / | .. ?. % and or ", token.text);
}

bool Glance::opens_index() const {
  const bool same_line = !peek().first || !syntax_->line_ends;
  const bool bracket = is_sign("[") || (is_sign("{") && syntax_->language == Language::perl);
  return bracket && peek().glued && same_line;
}

bool Glance::opens_block() const {
  return syntax_->language == Language::ruby &&
         (is_name("do") || (is_sign("{") && is_sign("|", 1)));
}

bool Glance::is_skipped(const std::string& word) const {
  if (!lists(kSkipped, word) || is_sign("=", 1)) return false;
  if (is_sign("(", 1) && word != "print") return false;
  // do "file" reads it
  return syntax_->language != Language::perl || word != "do" || peek(1).kind != Kind::text;
}

}  // namespace guards::commands::program
