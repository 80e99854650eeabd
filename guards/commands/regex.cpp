#include "guards/commands/regex.h"

#include <cctype>
#include <utility>

#include "guards/commands/regex_reader.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxText = 64U << 10U;

bool is_word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  return std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_';
}

// All ways through the steps at once, the preferred one first (Pike's machine).
class Walk {
 public:
  using Step = Regex::Step;
  struct Way {
    std::uint16_t step;
    Regex::Match marks;
  };

  Walk(const std::vector<Step>& steps, std::string_view text, std::size_t groups)
      : steps_(steps), text_(text), groups_(groups), seen_(steps.size(), 0) {}

  std::optional<Regex::Match> find(const std::vector<Regex::Set>& sets, std::size_t from) {
    std::optional<Regex::Match> found;
    std::vector<Way> ways;
    for (std::size_t at = from; at <= text_.size(); ++at) {
      ++round_;
      std::vector<Way> next;
      std::swap(next, ways);
      ways.clear();
      for (Way& way : next) follow(ways, way.step, std::move(way.marks), at);
      if (!found) follow(ways, 0, Regex::Match(groups_ * 2, std::string::npos), at);
      if (ways.empty() && found) break;
      next.clear();
      if (auto done = take_byte(ways, next, sets, at)) found = std::move(done);
      ways = std::move(next);
    }
    return found;
  }

 private:
  // Puts the ways that take the byte at `at` into `next`, up to one that is done.
  std::optional<Regex::Match> take_byte(std::vector<Way>& ways, std::vector<Way>& next,
                                        const std::vector<Regex::Set>& sets, std::size_t at) const {
    for (Way& way : ways) {
      const Step& step = steps_[way.step];
      if (step.kind == Step::Kind::done) return std::move(way.marks);  // those behind: less wanted
      if (at < text_.size() && sets[step.set].test(static_cast<unsigned char>(text_[at]))) {
        next.push_back({static_cast<std::uint16_t>(way.step + 1), std::move(way.marks)});
      }
    }
    return std::nullopt;
  }

  // Adds the ways that wait for a byte (or are done) from `step` on.
  void follow(std::vector<Way>& ways, std::uint16_t first, Regex::Match marks, std::size_t at) {
    std::vector<Way> open;
    open.push_back({first, std::move(marks)});
    while (!open.empty()) {
      Way way = std::move(open.back());
      open.pop_back();
      if (std::exchange(seen_[way.step], round_) == round_) continue;
      const Step& step = steps_[way.step];
      if (step.kind == Step::Kind::byte_of || step.kind == Step::Kind::done) {
        ways.push_back(std::move(way));
      } else if (step.kind == Step::Kind::split) {
        open.push_back({step.other, way.marks});
        open.push_back({step.next, std::move(way.marks)});
      } else if (step.kind == Step::Kind::jump) {
        open.push_back({step.next, std::move(way.marks)});
      } else {
        if (step.kind == Step::Kind::mark)
          way.marks[step.offset] = at;
        else if (!holds(step.kind, at))
          continue;
        ++way.step;
        open.push_back(std::move(way));
      }
    }
  }

  bool holds(Step::Kind kind, std::size_t at) const {
    if (kind == Step::Kind::begin) return at == 0;
    if (kind == Step::Kind::end) return at == text_.size();
    const bool edge = is_word_at(text_, at) != (at > 0 && is_word_at(text_, at - 1));
    return edge == (kind == Step::Kind::edge);
  }

  const std::vector<Step>& steps_;
  std::string_view text_;
  std::size_t groups_;
  std::vector<std::size_t> seen_;
  std::size_t round_ = 0;
};

// A bracket expression: where its `]` stands, or the text's end.
struct List {
  std::size_t last = 0;
  bool lone = false;  // nothing but ":name:"
};

List list_at(std::string_view text, std::size_t at) {
  std::size_t begin = at + 1;
  if (text.substr(begin).starts_with('^')) ++begin;
  bool inner = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const bool opens = text[i] == '[' && i + 1 < text.size() &&
                       std::string_view(":.=").find(text[i + 1]) != std::string_view::npos;
    if (opens) {
      const auto end = text.find(std::string{text[i + 1], ']'}, i + 2);
      if (end == std::string_view::npos) break;
      inner = true;
      i = end + 1;
    } else if (text[i] == ']' && i > begin) {
      const auto inside = text.substr(begin, i - begin);
      const bool lone = !inner && inside.starts_with(':') && inside.ends_with(':') &&
                        inside.find_first_not_of(':') != std::string_view::npos;
      return {i, lone};
    }
  }
  return {text.size(), false};
}

}  // namespace

std::optional<Regex> Regex::compile(std::string_view pattern, Dialect dialect, bool ignores_case) {
  return RegexReader(pattern, dialect, ignores_case).read();
}

std::optional<Regex::Match> Regex::find(std::string_view text, std::size_t from) const {
  if (text.size() > kMaxText || from > text.size()) return std::nullopt;
  return Walk(steps_, text, groups_).find(sets_, from);
}

bool Regex::fits_whole(std::string_view text) const {
  const auto match = find(text);
  return match && (*match)[0] == 0 && (*match)[1] == text.size();
}

bool has_lone_class(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '\\') ++at;
    if (at >= pattern.size() || pattern[at] != '[') continue;
    const List list = list_at(pattern, at);
    if (list.lone) return true;
    at = list.last;
  }
  return false;
}

namespace {

int nesting_of(char sign) {
  if (sign == '(') return 1;
  return sign == ')' ? -1 : 0;
}

}  // namespace

bool is_refused(std::string_view pattern, Dialect dialect) {
  int open = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool escaped = pattern[at] == '\\';
    if (escaped) ++at;
    if (at >= pattern.size()) return false;
    if (!escaped && pattern[at] == '[') {
      const List list = list_at(pattern, at);
      if (list.lone || list.last == pattern.size()) return list.lone;
      at = list.last;
    } else if (escaped == (dialect == Dialect::basic)) {
      open += nesting_of(pattern[at]);
    }
    if (open < 0) return true;
  }
  return open > 0;
}

namespace {

std::string_view group_of(const Regex::Match& match, std::string_view text, char digit) {
  const auto number = static_cast<std::size_t>(digit - '0') * 2;
  if (number + 1 >= match.size() || match[number + 1] == std::string::npos) return {};
  return text.substr(match[number], match[number + 1] - match[number]);
}

// The replacement for one match: \1 and & are its groups.
void add_replacement(std::string& out, const Regex::Match& match, std::string_view text,
                     std::string_view to) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    const bool escaped = to[i] == '\\' && i + 1 < to.size();
    if (escaped && std::isdigit(static_cast<unsigned char>(to[i + 1])) != 0) {
      out += group_of(match, text, to[++i]);
    } else if (escaped) {
      ++i;
      out += to[i] == 'n' ? '\n' : to[i] == 't' ? '\t' : to[i];
    } else if (to[i] == '&') {
      out += group_of(match, text, '0');
    } else {
      out += to[i];
    }
  }
}

}  // namespace

std::string substituted(const Regex& regex, std::string_view text, std::string_view to, bool all) {
  std::string out;
  std::size_t at = 0;
  for (auto match = regex.find(text); match; match = all ? regex.find(text, at) : std::nullopt) {
    out += text.substr(at, (*match)[0] - at);
    add_replacement(out, *match, text, to);
    at = (*match)[1];
    if ((*match)[0] == (*match)[1]) {  // an empty match: one byte on
      if (at >= text.size()) return out;
      out += text[at++];
    }
    if (out.size() > kMaxText) return out;
  }
  return out.append(text.substr(at));
}

}  // namespace guards::commands
