#include "guards/commands/regex_reader.h"

#include <cctype>
#include <utility>

#include "guards/commands/regex_sets.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxSteps = 1000;
constexpr int kMaxDepth = 20;
constexpr std::size_t kMaxCount = 64;

using Kind = Regex::Step::Kind;
using Set = Regex::Set;

std::size_t byte(char c) {
  return static_cast<unsigned char>(c);
}

std::uint16_t small(std::size_t number) {
  return static_cast<std::uint16_t>(number);
}

}  // namespace

bool RegexReader::take(std::string_view sign) {
  if (!ahead(sign)) return false;
  at_ += sign.size();
  return true;
}

bool RegexReader::at_alternative() const {
  return dialect_ == Dialect::basic ? ahead("\\|") : ahead("|");
}

bool RegexReader::at_group_end() const {
  return dialect_ == Dialect::basic ? ahead("\\)") : ahead(")");
}

bool RegexReader::take_lazy() {
  return dialect_ == Dialect::perl && take("?");
}

std::optional<Regex> RegexReader::read() {
  Regex regex;
  Code all = alternatives(0);
  if (failed_ || more() || all.size() + 3 > kMaxSteps) return std::nullopt;
  regex.steps_ = simple(Kind::mark);
  regex.steps_.insert(regex.steps_.end(), all.begin(), all.end());
  regex.steps_.push_back({.kind = Kind::mark, .offset = 1});
  regex.steps_.push_back({});
  for (std::size_t i = 0; i < regex.steps_.size(); ++i) {
    regex.steps_[i].next = small(regex.steps_[i].next + i);
    regex.steps_[i].other = small(regex.steps_[i].other + i);
  }
  regex.sets_ = std::move(sets_);
  regex.groups_ = groups_ + 1;
  return regex;
}

RegexReader::Code RegexReader::simple(Kind kind) {
  return {{.kind = kind}};
}

RegexReader::Code RegexReader::of(const Set& set) {
  Set wanted = set;
  if (ignores_case_) {
    for (std::size_t c = 'a'; c <= 'z'; ++c) {
      if (wanted.test(c) || wanted.test(c - 32)) wanted.set(c).set(c - 32);
    }
  }
  sets_.push_back(wanted);
  return {
      {.kind = Kind::byte_of, .set = small(sets_.size() - 1)}
  };
}

RegexReader::Code RegexReader::plain(char c) {
  return of(Set().set(byte(c)));
}

RegexReader::Code RegexReader::alternatives(int depth) {
  Code left = sequence(depth);
  while (!failed_ && at_alternative()) {
    at_ += dialect_ == Dialect::basic ? 2 : 1;
    Code right = sequence(depth);
    Code both = {
        {.kind = Kind::split, .next = 1, .other = small(left.size() + 2)}
    };
    both.insert(both.end(), left.begin(), left.end());
    both.push_back({.kind = Kind::jump, .next = small(right.size() + 1)});
    both.insert(both.end(), right.begin(), right.end());
    left = std::move(both);
  }
  return left;
}

RegexReader::Code RegexReader::sequence(int depth) {
  Code all;
  if (depth > kMaxDepth) failed_ = true;
  while (more() && !failed_ && !at_alternative()) {
    if (depth > 0 && at_group_end()) break;
    const Code one = repeated(atom(depth));
    all.insert(all.end(), one.begin(), one.end());
    if (all.size() > kMaxSteps) failed_ = true;
  }
  return all;
}

RegexReader::Code RegexReader::atom(int depth) {
  const bool basic = dialect_ == Dialect::basic;
  const bool first = at_ == 0 || (basic && at_ > 1 && text_.substr(at_ - 2, 2) == "\\(");
  if (take(basic ? "\\(" : "(")) return group(depth);
  const char c = text_[at_++];
  if (c == '\\') return escape();
  if (c == '[') return brackets();
  if (c == '.') return of(~Set().set('\n'));
  if (c == '^' && (!basic || first)) return simple(Kind::begin);
  if (c == '$' && (!basic || !more() || at_group_end())) return simple(Kind::end);
  if (c == '*' && !basic && !first) failed_ = true;
  return plain(c);
}

RegexReader::Code RegexReader::escape() {
  if (!more()) {
    failed_ = true;
    return {};
  }
  const char c = text_[at_++];
  if (const auto set = escaped_set(c, dialect_)) return of(*set);
  if (c == 'b' || c == '<' || c == '>') return simple(Kind::edge);
  if (c == 'B') return simple(Kind::no_edge);
  if (c == 'n') return plain('\n');
  if (c == 't') return plain('\t');
  if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '`' || c == '\'') failed_ = true;
  return plain(c);
}

RegexReader::Code RegexReader::group(int depth) {
  bool keeps = true;
  if (dialect_ == Dialect::perl && ahead("?")) {
    keeps = false;
    if (!take("?:")) failed_ = true;
  }
  const std::size_t number = keeps ? ++groups_ : 0;
  Code inside = failed_ ? Code() : alternatives(depth + 1);
  if (!take(dialect_ == Dialect::basic ? "\\)" : ")")) failed_ = true;
  if (!keeps) return inside;
  inside.insert(inside.begin(), {.kind = Kind::mark, .offset = small(2 * number)});
  inside.push_back({.kind = Kind::mark, .offset = small(2 * number + 1)});
  return inside;
}

// Behind "[:".
void RegexReader::add_class(Set& set) {
  const auto end = text_.find(":]", at_);
  const auto name = text_.substr(at_, end - at_);
  const auto one = named_set(name);
  if (one) set |= *one;
  failed_ = failed_ || !one;
  at_ = one ? end + 2 : text_.size();
}

// "a", "a-z", and in Perl's dialect escapes as outside of brackets.
void RegexReader::add_range(Set& set) {
  char low = text_[at_++];
  if (low == '\\' && dialect_ == Dialect::perl && more()) {
    const auto inner = escaped_set(text_[at_], dialect_);
    low = text_[at_++];
    if (inner) {
      set |= *inner;
      return;
    }
  }
  const bool range = at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']';
  const char high = range ? text_[at_ + 1] : low;
  if (range) at_ += 2;
  for (std::size_t c = byte(low); c <= byte(high); ++c) set.set(c);
}

RegexReader::Code RegexReader::brackets() {
  Set set;
  const bool negated = take("^");
  for (bool first = true; more() && (first || text_[at_] != ']'); first = false) {
    if (take("[:"))
      add_class(set);
    else
      add_range(set);
  }
  if (!take("]")) failed_ = true;
  return of(negated ? ~set : set);
}

RegexReader::Code RegexReader::maybe(Code one, bool lazy) {
  const auto behind = small(one.size() + 1);
  one.insert(one.begin(), {.kind = Kind::split,
                           .next = lazy ? behind : std::uint16_t{1},
                           .other = lazy ? std::uint16_t{1} : behind});
  return one;
}

RegexReader::Code RegexReader::many(Code one, bool lazy) {
  const auto back = static_cast<std::uint16_t>(-static_cast<int>(one.size() + 1));
  Code all = maybe(std::move(one), lazy);
  all.front().next = lazy ? small(all.size() + 1) : std::uint16_t{1};
  all.front().other = lazy ? std::uint16_t{1} : small(all.size() + 1);
  all.push_back({.kind = Kind::jump, .next = back});
  return all;
}

// Signs that basic expressions write behind a backslash.
bool RegexReader::take_plain_or_escaped(std::string_view sign) {
  if (dialect_ != Dialect::basic) return take(sign);
  return ahead("\\") && text_.substr(at_ + 1).starts_with(sign) && take(text_.substr(at_, 2));
}

// False when no sign of repetition stands behind `one`.
bool RegexReader::repeat(Code& one) {
  if (take("*")) {
    one = many(std::move(one), take_lazy());
  } else if (take_plain_or_escaped("+")) {
    Code rest = many(one, take_lazy());
    one.insert(one.end(), rest.begin(), rest.end());
  } else if (take_plain_or_escaped("?")) {
    one = maybe(std::move(one), take_lazy());
  } else if (take_plain_or_escaped("{")) {
    auto some = counted(one);
    failed_ = failed_ || !some;
    one = some ? *std::move(some) : Code();
  } else {
    return false;
  }
  return true;
}

RegexReader::Code RegexReader::repeated(Code one) {
  while (more() && !failed_ && repeat(one)) {
    if (one.size() > kMaxSteps) failed_ = true;
  }
  return one;
}

// {2}, {2,} and {2,4}, written out.
std::optional<RegexReader::Code> RegexReader::counted(const Code& one) {
  const auto number = [&] {
    std::size_t value = 0;
    while (more() && std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 && value < 1000) {
      value = value * 10 + static_cast<std::size_t>(text_[at_++] - '0');
    }
    return value;
  };
  const std::size_t least = number();
  std::size_t most = least;
  const bool open = take(",");
  if (open) most = number();
  if (!take(dialect_ == Dialect::basic ? "\\}" : "}")) return std::nullopt;
  if (least > kMaxCount || most > kMaxCount) return std::nullopt;
  const bool lazy = take_lazy();
  Code all;
  const auto add = [&](const Code& more) { all.insert(all.end(), more.begin(), more.end()); };
  for (std::size_t i = 0; i < least; ++i) add(one);
  if (open && most == 0) add(many(one, lazy));
  for (std::size_t i = least; i < most; ++i) add(maybe(one, lazy));
  return all;
}

}  // namespace guards::commands
