// Source: rename(1p) of File::Rename (Perl): EXPRESSION FILE...; rename(1) of util-linux: FROM TO
// FILE...
#include <algorithm>
#include <array>
#include <cctype>

#include "guards/commands/arguments.h"
#include "guards/commands/print.h"
#include "guards/commands/regex.h"
#include "guards/commands/special/sed_script.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kPerl{"", "N...", "-e=N -E=N"};

// The parts of s/a/b/g or y/a/b/; brackets come in pairs.
struct Expression {
  char verb = 's';
  std::string from;
  std::string to;
  std::string flags;
};

char closing_of(char open) {
  constexpr std::array<std::string_view, 4> kPairs = {"{}", "()", "[]", "<>"};
  const auto* pair = std::ranges::find(kPairs, open, [](auto one) { return one[0]; });
  return pair == kPairs.end() ? open : (*pair)[1];
}

std::optional<Expression> read_expression(std::string_view text) {
  Expression read;
  if (text.starts_with("tr")) text.remove_prefix(1);
  if (text.size() < 4) return std::nullopt;
  read.verb = text[0] == 's' ? 's' : 'y';
  if (text[0] != 's' && text[0] != 'y' && text[0] != 'r') return std::nullopt;
  const char open = text[1];
  if (std::isalnum(static_cast<unsigned char>(open)) != 0 || open == ' ') return std::nullopt;
  const char close = closing_of(open);
  text.remove_prefix(2);
  auto from = take_part(text, close);
  if (close != open && text.starts_with(open)) text.remove_prefix(1);
  auto to = from ? take_part(text, close) : std::nullopt;
  if (!to) return std::nullopt;
  read.from = *std::move(from);
  read.to = *std::move(to);
  while (text.ends_with(';') || text.ends_with(' ')) text.remove_suffix(1);
  read.flags = text;
  if (read.flags.find_first_not_of("gi") != std::string::npos) return std::nullopt;
  return read;
}

// "a-z" written out.
std::string letters(const std::string& set) {
  std::string all;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (i + 2 < set.size() && set[i + 1] == '-') {
      add_range(all, set[i], set[i + 2]);
      i += 2;
    } else {
      all += set[i];
    }
  }
  return all;
}

std::string transliterated(const Expression& how, std::string name) {
  const std::string from = letters(how.from);
  const std::string to = letters(how.to.empty() ? how.from : how.to);
  for (char& c : name) {
    const auto at = from.find(c);
    if (at != std::string::npos) c = to[std::min(at, to.size() - 1)];
  }
  return name;
}

// Perl's replacement as ours; nothing where it holds variables.
std::optional<std::string> replacement_of(std::string to) {
  if (to.find_first_of("@%") != std::string::npos) return std::nullopt;
  for (std::size_t i = 0; i < to.size(); ++i) {  // $1, $& of Perl
    if (to[i] != '$') continue;
    if (i + 1 < to.size() && to[i + 1] == '&') {
      to.erase(i, 1);
    } else if (i + 1 < to.size() && std::isdigit(static_cast<unsigned char>(to[i + 1])) != 0) {
      to[i] = '\\';
    } else {
      return std::nullopt;
    }
  }
  return to;
}

std::optional<std::string> renamed(const Expression& how, const std::string& name) {
  if (how.verb == 'y') return transliterated(how, name);
  const auto regex =
      Regex::compile(how.from, Dialect::perl, how.flags.find('i') != std::string::npos);
  const auto to = regex ? replacement_of(how.to) : std::nullopt;
  if (!to) return std::nullopt;
  return substituted(*regex, name, *to, how.flags.find('g') != std::string::npos);
}

void move(Meaning& meaning, const Word& file, const std::string& to, bool forced,
          const View& view) {
  if (to == file.text || view.there(file.text) == There::missing) return;
  if (!forced && view.there(to) != There::missing) return;
  touch(meaning, Role::from, file, view);
  meaning.touches.push_back({.verb = Verb::write,
                             .how = How::replace,
                             .path = to,
                             .span = file.span,
                             .tree = view.there(file.text) == There::folder});
}

void move_plainly(Meaning& meaning, const Words& words, bool all, const View& view) {
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::string last = last_part(words[i].text);
    std::string to = last;
    for (auto at = to.find(words[0].text); at != std::string::npos && !words[0].text.empty();
         at = to.find(words[0].text, at + words[1].text.size())) {
      to.replace(at, words[0].text.size(), words[1].text);
      if (!all) break;
    }
    const std::string folder = words[i].text.substr(0, words[i].text.size() - last.size());
    move(meaning, words[i], folder + to, true, view);
  }
}

// False when the new name cannot be told.
bool move_by(Meaning& meaning, const std::vector<Expression>& steps, const Word& file,
             const Arguments& arguments, const View& view) {
  const bool only_name = arguments.has_any("-d --filename --nopath --nofullpath");
  const std::string last = last_part(file.text);
  const std::string folder = file.text.substr(0, file.text.size() - last.size());
  std::optional<std::string> to = only_name ? last : file.text;
  for (const Expression& step : steps) to = to ? renamed(step, *to) : std::nullopt;
  if (!to || steps.empty()) return false;
  move(meaning, file, only_name ? folder + *to : *to, arguments.has_any("-f --force"), view);
  return true;
}

// Of -e, or the first of the words, which goes then.
std::vector<Expression> take_steps(Words& words, const Arguments& arguments) {
  std::vector<Expression> steps;
  for (const GivenFlag& flag : arguments.flags) {
    if (const auto step = read_expression(flag.value.text)) steps.push_back(*step);
  }
  if (arguments.has_any("-e -E") || words.empty()) return steps;
  if (const auto step = read_expression(words.front().text)) {
    steps.push_back(*step);
    words.erase(words.begin());
  }
  return steps;
}

}  // namespace

Meaning rename_files(const Call& call, const View& view) {
  const Arguments perl = read_arguments({call.name, &kPerl, call.words, call.span});
  Meaning meaning;
  if (perl.has_any("--help --version -V")) return meaning;
  Words words;
  words.reserve(perl.operands.size());
  for (const Operand& operand : perl.operands) words.push_back(operand.word);
  const auto steps = take_steps(words, perl);
  if (perl.has_any("-n --nono --no-act --dry-run")) return meaning;
  if (steps.empty() && !perl.has_any("-e -E") && words.size() > 2) {
    move_plainly(meaning, words, perl.has_any("-a --all"), view);
    return meaning;
  }
  for (const Word& file : words) {
    if (move_by(meaning, steps, file, perl, view)) continue;
    touch(meaning, Role::from, file, view);
    meaning.doubts.push_back({"the new names come from a Perl expression", call.span, false});
    return meaning;
  }
  return meaning;
}

}  // namespace guards::commands
