#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/builtins.h"
#include "guards/effects/builtins.h"
#include "guards/effects/expansion.h"
#include "guards/effects/external.h"
#include "guards/effects/machine.h"
#include "guards/words.h"

namespace guards::effects {

namespace {

using commands::kHole;
using commands::kUnknown;

constexpr std::size_t kMaxDetail = 4096;

// All words as one line, for rules about commands.
std::string detail_of(const commands::Words& words) {
  std::string detail;
  for (const commands::Word& word : words) {
    std::string text = word.text;
    std::ranges::replace(text, kHole, '*');
    add_word(detail, text);
    if (detail.size() > kMaxDetail) break;
  }
  return detail;
}

// An operand like a=(1 2), which only declare and its like take.
bool assigns_lists(const shell::Simple& node) {
  for (const shell::Word& word : node.words) {
    if (word.assignment != nullptr) return true;
  }
  return false;
}

// The variables set for one command alone.
void take_back(Scope& scope, const shell::Simple& node, const Scope& outer) {
  for (const shell::Word& word : node.assignments) {
    const auto name = word.assignment->name;
    scope.unset(name);
    if (const Variable* old = outer.find(name)) scope.make(name) = *old;
  }
}

}  // namespace

void Machine::run_simple(const shell::Simple& node) {
  if (!spend(node.span)) return;
  choice_ = 0;
  choices_ = 1;
  run_simple_once(node);
  const std::size_t ways = std::min(choices_, Scope::kMaxAlternatives);
  for (std::size_t way = 1; way < ways; ++way) {
    choice_ = way;
    ++maybe_;
    run_simple_once(node);
    --maybe_;
  }
  choice_ = 0;
  choices_ = 1;
}

void Machine::run_simple_once(const shell::Simple& node) {
  const std::size_t ways = choices_;
  met_ = {};
  commands::Words words = Expansion(*this).words(node.words);
  const Descriptors before = shell_.descriptors;
  bool opened = true;
  for (const shell::Redirect& one : node.redirects) opened = redirect(one) && opened;
  choices_ = std::max(choices_, ways);
  if (words.empty()) {
    shell_.scope.status = 0;
    for (const shell::Word& word : node.assignments) assign(word, false);
    shell_.descriptors = before;
    return;
  }
  const std::size_t choice = choice_;
  const std::size_t seen = choices_;
  std::optional<Scope> outer;
  if (!node.assignments.empty()) outer = shell_.scope;
  for (const shell::Word& word : node.assignments) assign(word, true);
  const bool lasting = words.size() == 1 && words[0].text == "exec";
  const bool has_lists =
      assigns_lists(node) && commands::find_builtin(words[0].text) == commands::Builtin::declare;
  const bool outer_network = std::exchange(network_words_, met_.network);
  run_words(std::move(words), node.span);
  network_words_ = outer_network;
  if (has_lists) assign_arrays(node);
  if (outer) take_back(shell_.scope, node, *outer);
  choice_ = choice;
  choices_ = seen;
  if (!lasting) shell_.descriptors = before;
}

// declare -A a=([k]=v): the words of the list are no arguments.
void Machine::assign_arrays(const shell::Simple& node) {
  for (const shell::Word& word : node.words) {
    const auto* assignment = word.assignment;
    if (assignment == nullptr || assignment->value.empty()) continue;
    if (assignment->value.front().kind == shell::PartKind::array) assign(word, false);
  }
}

void Machine::run_words(commands::Words words, Span span) {
  if (words.empty()) return;
  if (shell_.scope.expands_aliases) {
    const auto alias = shell_.scope.aliases.find(words[0].text);
    if (alias != shell_.scope.aliases.end()) {
      Text text{alias->second, span};
      for (std::size_t i = 1; i < words.size(); ++i)
        text.text += " " + single_quoted(words[i].text);
      const auto kept = std::exchange(shell_.scope.expands_aliases, false);
      run_text(text);
      shell_.scope.expands_aliases = kept;
      return;
    }
  }
  const std::string name = words[0].text;
  if (const auto at = shell_.scope.functions.find(name); at != shell_.scope.functions.end()) {
    return run_function(*at->second, words);
  }
  if (const auto builtin = commands::find_builtin(name)) {
    return Builtins(*this, span).run(*builtin, words);
  }
  if (name.starts_with(kHole)) {
    if (!met_.unset || name != kUnknown)
      return doubt("which program runs is known only then", span, {}, true);
    words.erase(words.begin());  // nobody has set it: as the shell, take the next word
    return run_words(std::move(words), span);
  }
  External(*this).run(words);
}

void Machine::run_function(const shell::Function& function, const commands::Words& words) {
  if (depth_ > limits_.depth)
    return recorder_.doubt({.why = "functions call each other too deeply",
                            .span = placed(function.span),
                            .endless = true});
  ++depth_;
  std::vector<std::string> arguments;
  for (std::size_t i = 1; i < words.size(); ++i) arguments.push_back(words[i].text);
  std::swap(shell_.scope.arguments, arguments);
  const bool known = std::exchange(shell_.scope.arguments_known, true);
  const std::size_t choice = std::exchange(choice_, 0);
  run_command(*function.body);
  choice_ = choice;
  shell_.scope.arguments_known = known;
  std::swap(shell_.scope.arguments, arguments);
  if (shell_.flow == Flow::leave_function) shell_.flow = Flow::next;
  --depth_;
}

void Machine::note_program(const commands::Words& words) {
  recorder_.add({.verb = Verb::exec,
                 .certainty = maybe_ > 0 ? Certainty::maybe : Certainty::sure,
                 .span = placed(words[0].span),
                 .by = std::string(base::base_name(words[0].text)),
                 .detail = detail_of(words)});
}

}  // namespace guards::effects
