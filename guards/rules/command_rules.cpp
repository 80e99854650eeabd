#include "guards/rules/command_rules.h"

#include "coord/base/path.h"
#include "guards/words.h"

namespace guards {

void command_remarks(const RuleContext& on, Remarks& out) {
  std::vector<std::uint32_t> rules;
  on.rules.of_kind(kOnCommand, rules);
  if (rules.empty()) return;
  std::vector<std::vector<std::string_view>> patterns;  // read once, for all commands of a call
  for (const std::uint32_t index : rules) patterns.push_back(on.rules.rule(index).match);
  for (const Effect& effect : on.effects.list) {
    if (effect.verb != Verb::exec) continue;
    std::vector<std::string> words = words_of(effect.detail);
    words.front() = std::string(base::base_name(words.front()));
    for (std::size_t i = 0; i < rules.size(); ++i)
      if (fits_any(patterns[i], words))
        out.push_back(remark(on, rules[i], "running " + effect.detail, effect.span));
  }
}

}  // namespace guards
