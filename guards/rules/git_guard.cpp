#include "guards/rules/git_guard.h"

#include <algorithm>

#include "guards/rules/word_patterns.h"
#include "guards/words.h"

namespace guards {

namespace {

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Names of settings have no case: git-config(1), "Syntax".
bool minds(const Rule& rule, const Effect& effect) {
  const bool folds = effect.git == GitAct::configure;
  const std::string all = std::string(name_of(effect.git)) + " " + effect.detail;
  const std::string text = folds ? lower(all) : all;
  const std::vector<std::string> words = words_of(text);
  const auto fits = [&](std::string_view pattern) {
    return fits_words(folds ? lower(std::string(pattern)) : std::string(pattern), words);
  };
  bool found = false;
  for (const std::string_view pattern : rule.match) {
    if (is_exception(pattern) && fits(pattern.substr(1))) return false;
    found = found || (!is_exception(pattern) && fits(pattern));
  }
  return found;
}

}  // namespace

void git_remarks(const RuleContext& on, Remarks& out) {
  std::vector<std::uint32_t> rules;
  on.rules.of_kind(kOnGit, rules);
  if (rules.empty()) return;
  for (const Effect& effect : on.effects.list) {
    if (effect.verb != Verb::git) continue;
    for (const std::uint32_t index : rules)
      if (minds(on.rules.rule(index), effect))
        out.push_back(remark(on, index, "git " + effect.detail, effect.span));
  }
}

}  // namespace guards
