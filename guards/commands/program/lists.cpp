// Lists between brackets, arguments of calls, and what stands before an equals sign.
#include <algorithm>

#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

}  // namespace

Value Reader::bracketed() {
  const std::size_t begin = here_.at;
  const std::size_t end = closing_bracket();
  const auto& tokens = here_.stream->tokens;
  if (end + 1 < here_.end && tokens[end + 1].text == "=>" && syntax_->language == Language::node) {
    here_.at = end + 2;
    return arrow(names_in(begin, end));
  }
  ++here_.at;
  if (syntax_->language == Language::python) bind_comprehension(end);
  Given given = given_until(end, Listing::call);
  here_.at = std::min(end + 1, here_.end);
  if (given.items.size() == 1 && !given.comma && given.fields.empty()) return given.items[0];
  return Value::record(std::move(given.items), std::move(given.fields));
}

Value Reader::braced() {
  const std::size_t end = closing_bracket();
  ++here_.at;
  if (syntax_->language == Language::python) bind_comprehension(end);
  Given given = given_until(end, Listing::braces);
  here_.at = std::min(end + 1, here_.end);
  return Value::record(std::move(given.items), std::move(given.fields));
}

Value Reader::list_until(std::size_t end) {
  Given given = given_until(end, Listing::call);
  return Value::record(std::move(given.items), std::move(given.fields));
}

// name=value, name: value, "name" => value
bool Reader::read_key(Listing listing, std::string& key) {
  const Token& token = peek();
  const bool named = token.kind == Kind::name;
  if (!named && token.kind != Kind::text && token.kind != Kind::mixed) return false;
  const Language language = syntax_->language;
  const bool equals = named && is_sign("=", 1) &&
                      (language == Language::python || language == Language::r ||
                       (language == Language::lua && listing == Listing::braces));
  const bool colon = is_sign(":", 1) && !is_sign(":", 2) &&
                     (listing == Listing::braces ||
                      (named && (language == Language::ruby || language == Language::php)));
  if (!equals && !colon && !(is_sign("=>", 1) && language != Language::node)) return false;
  key = token.text;
  here_.at += 2;
  return true;
}

// One value, and what the language lets stand behind it up to the next comma.
Value Reader::element_until(std::size_t end, bool bare) {
  const std::size_t before = here_.at;
  Value value = expression();
  if (here_.at == before) ++here_.at;
  while (here_.at < end && !is_sign(",") && !(bare && ends_bare()) && spend()) {
    const bool generates = is_name("for") && syntax_->language == Language::python;
    if (generates) value = Value::list({value});
    statement();
  }
  return value;
}

Given Reader::given_until(std::size_t end, Listing listing) {
  Given given;
  const bool bare = listing == Listing::bare;
  while (here_.at < end && spend()) {
    if (bare && ends_bare()) break;
    if (is_sign(",")) {
      given.comma = true;
      ++here_.at;
      continue;
    }
    std::string key;
    const bool keyed = read_key(listing, key);
    Value value = element_until(end, bare);
    if (keyed) {
      given.fields.emplace_back(std::move(key), std::move(value));
    } else {
      given.items.push_back(std::move(value));
    }
  }
  return given;
}

// [f(x) for x in LIST]: x is known before f(x) is read.
void Reader::bind_comprehension(std::size_t end) {
  const auto& tokens = here_.stream->tokens;
  const Place place = here_;
  for (std::size_t at = here_.at; at < end && budget_ > 0;
       at = std::max(at, tokens[at].match) + 1) {
    --budget_;
    if (tokens[at].kind != Kind::name || tokens[at].text != "for") continue;
    here_.at = at;
    here_.end = end;
    loop_in();
    here_ = place;
  }
}

}  // namespace guards::commands::program
