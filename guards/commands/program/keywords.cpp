// Words that open a statement of their own.
#include <algorithm>
#include <array>
#include <span>

#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kMaxTargets = 12;

}  // namespace

struct Reader::Keyword {
  Language language;
  std::string_view word;
  void (Reader::*read)();

  static std::span<const Keyword> all();
};

std::span<const Reader::Keyword> Reader::Keyword::all() {
  using enum Language;
  static constexpr auto kKeywords = std::to_array<Keyword>({
      {python, "import",   &Reader::import_modules  },
      {python, "from",     &Reader::import_names    },
      {python, "for",      &Reader::loop_in         },
      {python, "with",     &Reader::with_handles    },
      {python, "def",      &Reader::define          },
      {python, "class",    &Reader::use_class       },
      {python, "return",   &Reader::return_value    },
      {node,   "import",   &Reader::import_from_text},
      {node,   "for",      &Reader::loop_in_brackets},
      {node,   "function", &Reader::define          },
      {node,   "return",   &Reader::return_value    },
      {node,   "const",    &Reader::skip_word       },
      {node,   "let",      &Reader::skip_word       },
      {node,   "var",      &Reader::skip_word       },
      {node,   "async",    &Reader::skip_word       },
      {node,   "export",   &Reader::skip_word       },
      {perl,   "sub",      &Reader::define          },
      {perl,   "for",      &Reader::loop_perl       },
      {perl,   "foreach",  &Reader::loop_perl       },
      {perl,   "use",      &Reader::skip_statement  },
      {perl,   "no",       &Reader::skip_statement  },
      {perl,   "package",  &Reader::skip_statement  },
      {perl,   "my",       &Reader::skip_word       },
      {perl,   "our",      &Reader::skip_word       },
      {perl,   "local",    &Reader::skip_word       },
      {perl,   "return",   &Reader::return_value    },
      {ruby,   "def",      &Reader::define          },
      {ruby,   "for",      &Reader::loop_in         },
      {ruby,   "return",   &Reader::return_value    },
      {php,    "function", &Reader::define          },
      {php,    "foreach",  &Reader::loop_php        },
      {php,    "use",      &Reader::skip_statement  },
      {php,    "return",   &Reader::return_value    },
      {lua,    "function", &Reader::define          },
      {lua,    "for",      &Reader::loop_in         },
      {lua,    "local",    &Reader::skip_word       },
      {lua,    "return",   &Reader::return_value    },
      {r,      "for",      &Reader::loop_in_brackets},
  });
  return kKeywords;
}

bool Reader::read_keyword() {
  const Token& token = peek();
  if (is_sign("=", 1) || is_sign("=>", 1) || is_sign(":", 1)) return false;
  for (const Keyword& row : Keyword::all()) {
    if (row.language != syntax_->language || row.word != token.text) continue;
    (this->*row.read)();
    return true;
  }
  return false;
}

void Reader::skip_word() {
  ++here_.at;
}

void Reader::skip_statement() {
  while (here_.at < here_.end && !is_sign(";") && !is_sign("}")) {
    skip_one();
  }
}

std::vector<Target> Reader::targets_until(std::string_view word) {
  std::vector<Target> targets;
  while (here_.at < here_.end && !is_name(word) && targets.size() < kMaxTargets && spend()) {
    if (peek().kind == Kind::name || peek().kind == Kind::variable) {
      targets.push_back({peek().text});
    } else if (!is_sign("(") && !is_sign(")") && !is_sign(",") && !is_sign("*")) {
      return {};
    }
    ++here_.at;
  }
  if (is_name(word)) ++here_.at;
  return targets;
}

// for a, b in LIST
void Reader::loop_in() {
  ++here_.at;
  const std::vector<Target> targets = targets_until("in");
  if (targets.empty()) return;
  const Value element = element_of(contents(expression()));
  std::vector<std::string> names;
  names.reserve(targets.size());
  for (const Target& target : targets) names.push_back(target.name);
  bind_loop(names, element);
}

// for (const x of LIST), for (x in LIST)
void Reader::loop_in_brackets() {
  here_.at += is_name("await", 1) ? 2 : 1;
  if (!is_sign("(")) return;
  std::size_t word = 1;
  while (word < kMaxTargets && !is_name("of", word) && !is_name("in", word)) ++word;
  if (word == kMaxTargets) return;
  std::vector<std::string> names;
  for (std::size_t i = 1; i < word; ++i) {
    const bool declares = is_name("const", i) || is_name("let", i) || is_name("var", i);
    if (peek(i).kind == Kind::name && !declares) names.push_back(peek(i).text);
  }
  here_.at += word + 1;
  const Value element = element_of(contents(expression()));
  bind_loop(names, element);
}

// for my $f (LIST) {...; without a name it is $_
void Reader::loop_perl() {
  ++here_.at;
  if (is_name("my") || is_name("our")) ++here_.at;
  std::string name = "_";
  if (peek().kind == Kind::variable) {
    name = peek().text;
    ++here_.at;
  }
  if (!is_sign("(")) return;
  const std::size_t end = closing_bracket();
  const Value list = bracketed();
  here_.at = std::min(end + 1, here_.end);
  bind(name, element_of(list.is(Value::Kind::list) ? list : Value::list({list})), true);
}

// unlink $_ for LIST; push @x, $_ foreach LIST
void Reader::loop_behind_statement() {
  if (is_name("for") || is_name("foreach") || is_sign("{")) return;
  std::size_t at = here_.at;
  const auto& tokens = here_.stream->tokens;
  while (at < here_.end && budget_ > 0) {
    const Token& token = tokens[at];
    if (token.kind == Kind::sign && (token.text == ";" || token.text == "}")) return;
    if (token.kind == Kind::name && (token.text == "for" || token.text == "foreach")) break;
    at = std::max(at, token.match) + 1;
    --budget_;
  }
  if (at >= here_.end) return;
  const Place place = std::exchange(here_, Place{here_.stream, at + 1, here_.end});
  const Value list = list_until(here_.end);
  here_ = place;
  const bool single = list.items.size() == 1 && list.items[0].is(Value::Kind::list);
  bind("_", element_of(single ? list.items[0] : list), true);
}

// foreach (LIST as $k => $v)
void Reader::loop_php() {
  ++here_.at;
  if (!is_sign("(")) return;
  const std::size_t end = closing_bracket();
  ++here_.at;
  const Value element = element_of(contents(expression()));
  std::string last;
  for (; here_.at < end; ++here_.at) {
    if (peek().kind == Kind::variable) last = peek().text;
  }
  bind(last, element, true);
}

// with open(p) as f, open(q) as g:
void Reader::with_handles() {
  ++here_.at;
  while (here_.at < here_.end && !is_sign(":") && spend()) {
    const std::size_t before = here_.at;
    const Value value = expression();
    if (is_name("as") && peek(1).kind == Kind::name) {
      bind(peek(1).text, value, true);
      here_.at += 2;
    } else if (here_.at == before) {
      ++here_.at;
    }
    if (!is_sign(",")) return;
    ++here_.at;
  }
}

void Reader::define() {
  ++here_.at;
  while (is_sign("*") || is_sign("&")) ++here_.at;
  std::string name;
  while (peek().kind == Kind::name && !peek().first) {
    name = peek().text;
    ++here_.at;
    if (!is_sign(".") && !is_sign(":")) break;
    if (syntax_->language != Language::ruby && syntax_->language != Language::lua) break;
    ++here_.at;
  }
  const Value function = make_function(name);
  if (!name.empty()) values_[name] = {function, 0, 0};
  if (name == "__init__" && !class_.empty()) values_[class_] = {function, 0, 0};
}

void Reader::use_class() {
  class_ = peek(1).text;
  here_.at += 2;
}

void Reader::return_value() {
  ++here_.at;
  if (peek().first || is_sign(";") || is_sign("}")) return;
  Value value = expression();
  if (is_sign(",")) {  // several make one list
    std::vector<Value> items{std::move(value)};
    while (is_sign(",") && spend()) {
      ++here_.at;
      items.push_back(expression());
    }
    value = Value::list(std::move(items));
  }
  returned_ = either(returned_, value);
}

}  // namespace guards::commands::program
