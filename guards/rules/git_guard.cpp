#include "guards/rules/git_guard.h"

#include "coord/base/text.h"

namespace guards {

void git_remarks(const RuleContext& on, Remarks& out) {
  std::vector<std::uint32_t> rules;
  on.rules.of_kind(kOnGit, rules);
  if (rules.empty()) return;
  for (const Effect& effect : on.effects.list) {
    if (effect.verb != Verb::git) continue;
    std::vector<std::string_view> words = base::split(effect.detail, ' ');
    words.insert(words.begin(), name_of(effect.git));
    for (const std::uint32_t index : rules)
      if (fits_any(on.rules.rule(index).match, words))
        out.push_back(remark(on, index, "git " + effect.detail, effect.span));
  }
}

}  // namespace guards
