#include "guards/rules/content_rules.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

#include "guards/rules/literal_scan.h"
#include "guards/rules/path_rules.h"
#include "guards/rules/write_guard.h"

namespace guards {

namespace {

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  return options;
}

bool holds(std::string_view text, const ContentPattern& pattern) {
  if (text.find(pattern.literal) == std::string_view::npos) return false;
  if (pattern.regex == pattern.literal) return true;  // plain letters need no RE2
  const RE2 regex(re2::StringPiece(pattern.regex.data(), pattern.regex.size()), quiet());
  return regex.ok() && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), regex);
}

// The texts that this call brings into files.
std::vector<std::string_view> new_texts(const Action& action) {
  std::vector<std::string_view> texts = {action.content};
  for (const Edit& edit : action.edits) texts.push_back(edit.new_text);
  if (action.kind == ActionKind::command) texts.push_back(action.command);
  std::erase(texts, std::string_view());
  return texts;
}

bool any_holds(const std::vector<std::string_view>& texts, const ContentPattern& pattern) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](std::string_view text) { return holds(text, pattern); });
}

// A rule with one of its patterns, and the rule's number.
struct Question {
  std::uint32_t rule = 0;
  ContentPattern pattern;
};

std::vector<Question> questions(const RuleSet& rules) {
  std::vector<std::uint32_t> numbers;
  rules.of_kind(kOnContent, numbers);
  std::vector<Question> all;
  for (const std::uint32_t number : numbers) {
    const Rule rule = rules.rule(number);
    for (const ContentPattern& pattern : rule.content) all.push_back({number, pattern});
  }
  return all;
}

bool writes(const Effect& effect) {
  return effect.verb == Verb::write || effect.verb == Verb::create;
}

// The first file that the call writes and the rule minds.
std::optional<std::string> written_file(const RuleContext& on, const Rule& rule) {
  for (const Effect& effect : on.effects.list) {
    if (!writes(effect)) continue;
    const Target& target = on.targets.at(effect.path, effect.on_link);
    if (rule.paths.empty() || means(rule.paths, target, on.world.disk))
      return shown(target.path, on.place);
  }
  return std::nullopt;
}

}  // namespace

void content_remarks(const RuleContext& on, Remarks& out) {
  const std::vector<std::string_view> texts = new_texts(on.action);
  if (texts.empty() || std::none_of(on.effects.list.begin(), on.effects.list.end(), writes)) return;
  const std::vector<Question> all = questions(on.rules);
  std::vector<std::string_view> literals;
  literals.reserve(all.size());
  for (const Question& one : all) literals.push_back(one.pattern.literal);
  const std::vector<bool> held = held_literals(literals, texts);
  std::optional<std::uint32_t> met;  // one pattern of a rule is enough
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto [index, pattern] = all[i];
    if (!held[i] || met == index || !any_holds(texts, pattern)) continue;
    met = index;
    const std::optional<std::string> path = written_file(on, on.rules.rule(index));
    if (!path) continue;
    out.push_back(remark(on, index, "this text in " + *path));
    out.back().finding.path = *path;
  }
}

base::Result<void> check_regex(std::string_view regex) {
  const RE2 compiled(re2::StringPiece(regex.data(), regex.size()), quiet());
  if (compiled.ok()) return {};
  return base::fail(base::Code::invalid_input, "bad regex: " + compiled.error());
}

}  // namespace guards
