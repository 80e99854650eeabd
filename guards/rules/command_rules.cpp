#include "guards/rules/command_rules.h"

#include <map>

#include "coord/base/path.h"
#include "guards/rules/word_patterns.h"
#include "guards/words.h"

namespace guards {

void command_remarks(const RuleContext& on, Remarks& out) {
  std::map<std::uint32_t, WordPatterns>
      read;  // those that a glob tells are asked for every command
  const auto patterns_of = [&](std::uint32_t index) -> const WordPatterns& {
    const auto known = read.find(index);
    return known != read.end()
               ? known->second
               : read.emplace(index, WordPatterns(on.rules.rule(index).match)).first->second;
  };
  for (const Effect& effect : on.effects.list) {
    if (effect.verb != Verb::exec) continue;
    std::vector<std::string> words = words_of(effect.detail);
    words.front() = std::string(base::base_name(words.front()));
    std::vector<std::uint32_t> rules;
    on.rules.of_program(words.front(), rules);
    for (const std::uint32_t index : rules)
      if (patterns_of(index).fit(words))
        out.push_back(remark(on, index, "running " + effect.detail, effect.span));
  }
}

}  // namespace guards
