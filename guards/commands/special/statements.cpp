// Source: psql(1), mysql(1), mongosh --help, redis-cli --help: statements come by an option, from a
// file and on standard input.
#include "guards/commands/special/statements.h"

#include <algorithm>
#include <string>

#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"
#include "guards/words.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxStatement = 80;
constexpr int kMaxStatements = 64;

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// redis-cli and the shells of MongoDB take a line at a time.
constexpr bool ends_at_lines(std::string_view name) {
  return name.starts_with("mongo") || name.ends_with("-cli");
}

// Follows a text letter by letter: what stands in quotes?
class Quotes {
 public:
  bool open() const { return mark_ != '\0'; }

  // Is this one between quotes? The quotes themselves are not.
  bool hide(char c) {
    if (open() && c != mark_) return true;
    const bool is_quote = c == '\'' || c == '"' || c == '`';
    if (is_quote) mark_ = open() ? '\0' : c;
    return false;
  }

 private:
  char mark_ = '\0';
};

// With single blanks, and no longer than is told.
void add_letter(std::string& statement, char c) {
  if (statement.size() >= kMaxStatement) return;
  if (!is_space(c)) {
    statement += c == kHole ? '*' : c;
  } else if (!statement.empty() && statement.back() != ' ') {
    statement += ' ';
  }
}

// Cuts the next statement off the front, without comments and, in SQL, what stands in quotes.
std::string take_statement(std::string_view& text, bool by_line) {
  std::string statement;
  Quotes quotes;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (!quotes.open() && (c == ';' || (by_line && c == '\n'))) break;
    if (!quotes.open() && !by_line && text.substr(at).starts_with("--")) {
      at = std::min(text.find('\n', at), text.size()) - 1;
    } else if (!quotes.hide(c) || by_line) {
      add_letter(statement, c);
    }
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  if (statement.ends_with(' ')) statement.pop_back();
  return statement;
}

}  // namespace

void tell_statements(Meaning& meaning, const Call& call, std::string_view text) {
  std::string detail = call.name;
  for (int left = kMaxStatements; left > 0 && !text.empty(); --left) {
    const std::string statement = take_statement(text, ends_at_lines(call.name));
    if (!statement.empty()) add_word(detail, statement);
  }
  if (detail.size() == call.name.size()) return;
  meaning.effects.push_back(
      {.verb = Verb::exec, .span = call.span, .by = call.name, .detail = std::move(detail)});
}

Meaning statements(const Call& call, const View& view) {
  Meaning meaning = describe_by_table(call, view);
  const Arguments arguments = read_arguments(call);
  bool given = false;
  for (const GivenFlag& flag : arguments.flags) {
    if (!flag.has_value) continue;
    given = given || flag.spec.role == Role::code || flag.spec.role == Role::script;
    if (flag.spec.role != Role::script) continue;
    if (const auto text = view.content(flag.value.text)) tell_statements(meaning, call, *text);
  }
  if (given) return meaning;
  if (const auto text = view.input()) tell_statements(meaning, call, *text);
  return meaning;
}

}  // namespace guards::commands
