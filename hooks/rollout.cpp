#include "hooks/rollout.h"

#include <algorithm>
#include <iterator>

namespace hooks {

Word word_of(guards::Tier tier) {
  switch (tier) {
    case guards::Tier::warn:
      return Word::warn;
    case guards::Tier::checkpoint:
      return Word::ask;
    case guards::Tier::block:
      break;
  }
  return Word::deny;
}

Word effective_word(const guards::Finding& finding, const Rollout& rollout) {
  Word word = word_of(finding.tier);
  if (!finding.floor) {
    if (rollout.off || finding.stage == guards::Stage::monitor) return Word::allow;
    if (finding.stage == guards::Stage::warn) return Word::warn;
  }
  if (word == Word::ask && rollout.nobody_to_ask) word = Word::deny;
  return word;
}

Verdict fold(Findings findings, const Rollout& rollout) {
  const auto word = [&](const guards::Finding& finding) {
    return effective_word(finding, rollout);
  };
  const auto acting = std::stable_partition(
      findings.begin(), findings.end(),
      [&](const guards::Finding& finding) { return word(finding) == Word::allow; });
  Verdict verdict;
  verdict.off = rollout.off;
  verdict.would.assign(std::move_iterator(findings.begin()), std::move_iterator(acting));
  verdict.findings.assign(std::move_iterator(acting), std::move_iterator(findings.end()));
  std::ranges::stable_sort(verdict.findings, std::ranges::greater(), word);
  if (!verdict.findings.empty()) verdict.word = word(verdict.findings.front());
  return verdict;
}

}  // namespace hooks
