#include "guards/judge.h"

#include <algorithm>

#include "coord/base/path.h"
#include "guards/rules/command_rules.h"
#include "guards/rules/content_rules.h"
#include "guards/rules/file_rules.h"
#include "guards/rules/git_guard.h"
#include "guards/rules/unknown_rules.h"

namespace guards {

namespace {

bool stands_before(const Remark& a, const Remark& b) {
  if (a.finding.category != b.finding.category) return a.finding.category < b.finding.category;
  return a.rule < b.rule;
}

bool says_the_same(const Remark& a, const Remark& b) {
  return a.rule == b.rule && a.finding.path == b.finding.path && a.finding.stage == b.finding.stage;
}

}  // namespace

std::vector<Finding> judge(const Action& action, const Effects& effects, const Place& place,
                           const RuleSet& rules, base::World& world) {
  Targets targets(place, rules, world);
  const RuleContext on{action, effects, place, rules, world, targets};
  Remarks remarks;
  file_remarks(on, remarks);
  command_remarks(on, remarks);
  git_remarks(on, remarks);
  unknown_remarks(on, remarks);
  content_remarks(on, remarks);
  std::stable_sort(remarks.begin(), remarks.end(), stands_before);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < remarks.size(); ++i)
    if (i == 0 || !says_the_same(remarks[i - 1], remarks[i]))
      findings.push_back(std::move(remarks[i].finding));
  return findings;
}

std::set<std::string> guarded_files(const std::vector<std::string>& names, Guarding from,
                                    const Place& place, const RuleSet& rules, base::World& world) {
  Effects all;
  for (const std::string& name : names) {
    const std::string path = base::join_path(place.root, name);
    all.list.push_back({.verb = Verb::read, .path = path});
    if (from.use == Use::read) continue;
    all.list.push_back({.verb = Verb::write, .how = How::replace, .path = path});
  }
  Action action;
  action.cwd = place.root;
  std::set<std::string> guarded;
  for (Finding& one : judge(action, all, place, rules, world)) {
    const bool counts = from.counted == Counted::all || one.floor || one.stage == Stage::enforce;
    if (counts && one.tier >= Tier::checkpoint) guarded.insert(std::move(one.path));
  }
  return guarded;
}

}  // namespace guards
