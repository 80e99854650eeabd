#include "guards/rules/unknown_rules.h"

#include <algorithm>
#include <optional>
#include <utility>

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

// A file that a rule protects, and whether that rule is a floor.
struct Protected {
  std::string path;
  bool floor = false;
};

std::optional<Protected> protected_file(std::string_view path, const RuleContext& on) {
  if (path.empty() || path.starts_with('-')) return std::nullopt;
  const Target& target = on.targets.at(absolute(path, on), false);
  std::optional<Protected> found;
  for (const std::uint32_t index : rules_for(target, false, on.rules)) {
    const Rule rule = on.rules.rule(index);
    if (!stops(rule) || !means(rule.paths, target, on.world.disk)) continue;
    found = Protected{shown(target.path, on.place), rule.floor || (found && found->floor)};
  }
  return found;
}

// The first one named; one of a floor before all others.
std::optional<Protected> protected_name(const Unknown& unknown, const RuleContext& on) {
  std::optional<Protected> first;
  for (const std::string& word : unknown.words) {
    for (const std::string_view path : paths_in(word)) {
      auto found = protected_file(path, on);
      if (found && found->floor) return found;
      if (!first) first = std::move(found);
    }
  }
  return first;
}

std::vector<std::string_view> reasons(const Unknown& unknown, bool names_protected) {
  std::vector<std::string_view> words = {"any"};
  if (unknown.program_from_network) words.emplace_back("network-program");
  if (unknown.program_from_pipe) words.emplace_back("piped-program");
  if (unknown.endless) words.emplace_back("endless");
  if (names_protected) words.emplace_back("protected-name");
  return words;
}

// What nobody can tell about a floor's file is a question whatever the stage of this rule is.
Remark about(const Protected& file, Remark remark) {
  if (remark.finding.tier == Tier::warn) return remark;
  remark.finding.what += ", and it names " + file.path;
  remark.finding.path = file.path;
  remark.finding.floor = remark.finding.floor || file.floor;
  return remark;
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
    const std::optional<Protected> file = protected_name(unknown, on);
    const std::vector<std::string_view> words = reasons(unknown, file.has_value());
    for (const std::uint32_t index : rules) {
      if (!minds(on.rules.rule(index), words)) continue;
      Remark one = remark(on, index, "not understood: " + unknown.why, unknown.span);
      out.push_back(file ? about(*file, std::move(one)) : std::move(one));
    }
  }
}

}  // namespace guards
