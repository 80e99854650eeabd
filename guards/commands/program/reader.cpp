#include "guards/commands/program/reader.h"

#include <algorithm>

#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kWordsPerStep = 4;
constexpr int kMaxDepth = 24;

// Behind one of them the rest of a line may not be reached.
constexpr std::string_view kConditions =
    " if unless elif elsif else elseif case when switch while until and or catch except rescue ";

}  // namespace

Reader::Reader(const Program& program, const View& view, Meaning& meaning)
    : Glance(program, view, meaning), script_(program.script) {}

void Reader::read() {
  const std::size_t granted = budget_;
  bind_arguments(program_);
  read_text(program_.text, program_.language, false);
  read_left_functions();
  if (budget_ == 0) {
    meaning_.doubts.push_back({"a program longer than is followed", program_.span, false});
  }
  meaning_.steps += (granted - budget_) / kWordsPerStep;
}

// A text of its own: the program, a module, an expression inside a text.
void Reader::read_text(std::string_view text, Language language, bool inside) {
  if (depth_ > kMaxDepth) return doubt("eval", "what a text in a text does");
  ++depth_;
  const Syntax* outer = std::exchange(syntax_, &syntax_of(language));
  streams_.push_back(read_tokens(*syntax_, text, inside));
  const Stream& stream = streams_.back();
  if (stream.hidden) {
    meaning_.doubts.push_back({.why = "part of the program is known only when it runs",
                               .span = program_.span,
                               .is_program = true});
  }
  if (stream.cut) budget_ = 0;
  const Place place = std::exchange(here_, Place{&stream, 0, stream.tokens.size() - 1});
  const std::size_t level = std::exchange(level_, 0);
  while (here_.at < here_.end && spend()) statement();
  here_ = place;
  level_ = level;
  syntax_ = outer;
  --depth_;
}

// Functions that are named but were not seen called: methods, callbacks kept for later.
void Reader::read_left_functions() {
  std::map<std::string_view, int> named;
  for (const Stream& stream : streams_) {
    for (const Token& token : stream.tokens) {
      if (token.kind == Kind::name || token.kind == Kind::text) ++named[token.text];
    }
  }
  maybe_ = true;
  for (std::size_t i = 0; i < functions_.size(); ++i) {
    const Function& one = functions_[i];
    const auto at = named.find(one.name);
    const int times = at == named.end() ? 0 : at->second;
    if (!one.ran && (times > 1 || one.name.empty())) invoke(i, {});
  }
  maybe_ = false;
}

void Reader::statement() {
  const Token& token = peek();
  note_line(token);
  const bool brace = token.kind == Kind::sign && (token.text == "{" || token.text == "}");
  if (brace && assignment().targets.empty()) {
    if (token.text == "{") ++level_;
    if (token.text == "}" && level_ > 0) --level_;
    ++here_.at;
    return;
  }
  if (syntax_->language == Language::perl) loop_behind_statement();
  if (token.kind == Kind::name && (read_keyword() || read_method())) return;
  const std::size_t before = here_.at;
  last_name_.clear();
  expression();
  if (here_.at == before) ++here_.at;
}

// save(path) {...} in a class or an object
bool Reader::read_method() {
  if (syntax_->language != Language::node || !is_sign("(", 1)) return false;
  const std::string& name = peek().text;
  if (lists(kConditions, name) || name == "for") return false;
  const std::size_t end = here_.stream->tokens[here_.at + 1].match;
  if (end + 1 >= here_.end || here_.stream->tokens[end + 1].text != "{") return false;
  ++here_.at;
  Value method = make_function(name);
  values_[name] = {std::move(method), 0, 0};
  return true;
}

void Reader::note_line(const Token& token) {
  const bool braces = !syntax_->indents && !syntax_->ends_blocks;
  if (token.first) {
    conditional_ = false;
    if (!braces) level_ = token.column;
  }
  if (token.kind == Kind::name && lists(kConditions, token.text)) {
    conditional_ = true;
  }
}

void read_program(const Program& program, const View& view, Meaning& meaning) {
  Reader(program, view, meaning).read();
}

}  // namespace guards::commands::program
