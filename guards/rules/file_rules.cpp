#include "guards/rules/file_rules.h"

#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "guards/rules/path_rules.h"
#include "guards/rules/read_guard.h"
#include "guards/rules/write_guard.h"

namespace guards {

namespace {

struct BitWords {
  std::uint16_t bit;
  std::string_view words;
};

constexpr std::array<BitWords, 6> kWhat = {
    {{kOnDeleteTree, "deleting all of "},
     {kOnRead, "reading "},
     {kOnUse, "handing over "},
     {kOnDelete, "deleting or moving "},
     {kOnWrite, "writing "},
     {kOnCreate, "creating "}}
};

std::string what(const Effect& effect, std::uint16_t bits, const std::string& path) {
  std::string text;
  for (const BitWords& one : kWhat) {
    if ((bits & one.bit) == 0) continue;
    text = one.words;
    break;
  }
  if (!effect.named) text = "covering ";
  text += path;
  if (!effect.by.empty()) text += " (" + effect.by + ")";
  return text;
}

bool minds(const RuleContext& on, const Rule& rule, const Effect& effect, const Target& target) {
  if (effect.pattern) return only_means(rule.paths, target, on.targets);
  return means(rule.paths, target, on.world.disk) ||
         (takes_tree(effect) && lies_below(rule.paths, target));
}

// A file that was only covered is recorded, never refused.
void soften(Finding& finding) {
  finding.floor = false;
  finding.tier = Tier::warn;
  finding.stage = Stage::monitor;
}

// What git itself writes into its directory is judged as a git act; floors mind it all the same.
bool is_by_git_act(const RuleContext& on, const Effect& effect) {
  if (on.place.git_dir.empty() || !base::is_within(effect.path, on.place.git_dir)) return false;
  return std::any_of(on.effects.list.begin(), on.effects.list.end(), [&](const Effect& other) {
    return other.verb == Verb::git && other.by == effect.by && other.span == effect.span;
  });
}

void judge_effect(const RuleContext& on, const Effect& effect, const Target& target, Remarks& out) {
  const auto bits = static_cast<std::uint16_t>(read_bits(effect) | write_bits(effect, target));
  if (bits == 0) return;
  const bool floors_only = is_by_git_act(on, effect);
  for (const std::uint32_t index : rules_for(target, takes_tree(effect), on.rules)) {
    const Rule rule = on.rules.rule(index);
    if ((rule.on & bits) == 0 || (floors_only && !rule.floor)) continue;
    if (!minds(on, rule, effect, target)) continue;
    const std::string path = shown(target.path, on.place);
    const auto minded = static_cast<std::uint16_t>(rule.on & bits);
    out.push_back(remark(on, index, what(effect, minded, path), effect.span));
    out.back().finding.path = path;
    if (!effect.named) soften(out.back().finding);
  }
}

}  // namespace

void file_remarks(const RuleContext& on, Remarks& out) {
  for (const Effect& effect : on.effects.list)
    if (!effect.path.empty() && effect.verb != Verb::git)
      judge_effect(on, effect, on.targets.at(effect.path, effect.on_link), out);
}

}  // namespace guards
