#include "guards/rules/command_rules.h"

#include "coord/base/path.h"
#include "coord/base/text.h"

namespace guards {

void command_remarks(const RuleContext& on, Remarks& out) {
  std::vector<std::uint32_t> rules;
  on.rules.of_kind(kOnCommand, rules);
  if (rules.empty()) return;
  for (const Effect& effect : on.effects.list) {
    if (effect.verb != Verb::exec) continue;
    std::vector<std::string_view> words = base::split(effect.detail, ' ');
    words.front() = base::base_name(words.front());
    for (const std::uint32_t index : rules)
      if (fits_any(on.rules.rule(index).match, words))
        out.push_back(remark(on, index, "running " + effect.detail, effect.span));
  }
}

}  // namespace guards
