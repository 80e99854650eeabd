#include "guards/rules/unknown_rules.h"

#include <algorithm>

#include "coord/base/path.h"
#include "guards/rules/path_rules.h"

namespace guards {

namespace {

constexpr std::uint16_t kOnNamed = kOnRead | kOnUse | kOnWrite | kOnDelete;

// Would this rule stop a call that names one of its files?
bool stops(const Rule& rule) {
  const bool in_force = rule.floor || rule.stage == Stage::enforce;
  return in_force && rule.tier != Tier::warn && (rule.on & kOnNamed) != 0;
}

// "--env-file=.env", "@.env", ".env": what in a word may be a path.
std::vector<std::string_view> paths_in(std::string_view word) {
  std::vector<std::string_view> paths = {word};
  if (const std::size_t equals = word.find('='); equals != std::string_view::npos)
    paths.push_back(word.substr(equals + 1));
  if (word.starts_with('@')) paths.push_back(word.substr(1));
  return paths;
}

std::string absolute(std::string_view path, const RuleContext& on) {
  if (path.starts_with("~/")) return base::join_path(on.place.home, path.substr(2));
  return base::join_path(on.action.cwd, path);
}

bool is_protected(std::string_view path, const RuleContext& on) {
  if (path.empty() || path.starts_with('-')) return false;
  const Target target = make_target(absolute(path, on), false, on.place, on.rules, on.world);
  const std::vector<std::uint32_t> maybe = rules_for(target, false, on.rules);
  return std::any_of(maybe.begin(), maybe.end(), [&](std::uint32_t index) {
    const Rule rule = on.rules.rule(index);
    return stops(rule) && means(rule.paths, target, on.world.disk);
  });
}

bool names_protected(const Unknown& unknown, const RuleContext& on) {
  for (const std::string& word : unknown.words)
    for (const std::string_view path : paths_in(word))
      if (is_protected(path, on)) return true;
  return false;
}

std::vector<std::string_view> reasons(const Unknown& unknown, const RuleContext& on) {
  std::vector<std::string_view> words = {"any"};
  if (unknown.program_from_network) words.push_back("network-program");
  if (unknown.program_from_pipe) words.push_back("piped-program");
  if (names_protected(unknown, on)) words.push_back("protected-name");
  return words;
}

bool minds(const Rule& rule, const std::vector<std::string_view>& words) {
  return std::any_of(rule.match.begin(), rule.match.end(), [&](std::string_view wanted) {
    return std::find(words.begin(), words.end(), wanted) != words.end();
  });
}

}  // namespace

void unknown_remarks(const RuleContext& on, Remarks& out) {
  if (on.effects.unknown.empty()) return;
  std::vector<std::uint32_t> rules;
  on.rules.of_kind(kOnUnknown, rules);
  for (const Unknown& unknown : on.effects.unknown) {
    const std::vector<std::string_view> words = reasons(unknown, on);
    for (const std::uint32_t index : rules)
      if (minds(on.rules.rule(index), words))
        out.push_back(remark(on, index, "not understood: " + unknown.why, unknown.span));
  }
}

}  // namespace guards
