#include "guards/commands/program/glance.h"

#include <algorithm>

#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kMaxTargets = 12;

constexpr std::string_view kSkipped =
    " await new not return yield typeof async my our local throw void delete print echo const let "
    "var then else do begin static public private ";

constexpr std::string_view kRubyOpeners = " def begin case class module if unless while until for ";
constexpr std::string_view kLuaOpeners = " function if do repeat ";

// How many blocks deeper the text is behind the word.
int steps_in_lua(std::string_view word) {
  if (lists(kLuaOpeners, word)) return 1;
  return word == "end" || word == "until" ? -1 : 0;
}

int steps_in_ruby(std::string_view word, bool starts, bool loop_line) {
  if ((starts && lists(kRubyOpeners, word)) || (word == "do" && !loop_line)) return 1;
  return word == "end" ? -1 : 0;
}

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

std::size_t Glance::end_of_indented(std::size_t column) {
  const auto& tokens = here_.stream->tokens;
  std::size_t at = here_.at;
  if (budget_ == 0) return here_.end;
  const bool one_line = at < here_.end && !tokens[at].first;
  while (at < here_.end) {
    const Token& token = tokens[at];
    if (token.first && at > here_.at && (one_line || token.column <= column)) break;
    if (token.first && !one_line && token.column <= column) break;
    at = std::max(at, token.match) + 1;
  }
  charge_scan(at - here_.at);
  return std::min(at, here_.end);
}

std::size_t Glance::end_of_words() {
  const auto& tokens = here_.stream->tokens;
  const bool lua = syntax_->language == Language::lua;
  int depth = 1;
  bool loop_line = false;  // its `do` opens nothing more
  std::size_t at = here_.at;
  for (; at < here_.end && budget_ > 0 && depth > 0; ++at) {
    const Token& token = tokens[at];
    loop_line = loop_line && !token.first;
    const bool attribute = at > 0 && tokens[at - 1].text == "." && token.glued;
    if (token.kind != Kind::name || attribute) continue;
    const bool starts = token.first || at == here_.at || tokens[at - 1].kind == Kind::sign;
    depth += lua ? steps_in_lua(token.text) : steps_in_ruby(token.text, starts, loop_line);
    if (lists("while until for", token.text)) loop_line = starts;
  }
  if (depth == 0) --at;  // on the `end` itself
  charge_scan(at - here_.at);
  return budget_ > 0 ? at : here_.end;
}

}  // namespace guards::commands::program
