#include "hooks/executor.h"

#include <algorithm>
#include <iterator>

#include "hooks/message.h"

namespace hooks {

namespace {

using guards::Finding;
using guards::Tier;

constexpr std::size_t kWarnLines = 3;

Tier tier_of(Word word) {
  if (word == Word::deny) return Tier::block;
  return word == Word::ask ? Tier::checkpoint : Tier::warn;
}

// Never silent: a check that failed is said even where the policy lets the call go on.
Finding failed_check(const Validator& validator, const base::Error& error,
                     const OnError& on_error) {
  Finding finding;
  finding.rule = "hook.check";
  finding.category = validator.category;
  finding.tier = tier_of(on_error[static_cast<std::size_t>(validator.category)]);
  finding.stage = guards::Stage::enforce;
  finding.adr = "ADR-0015";
  finding.what = "the check " + std::string(validator.id) + " could not be made";
  finding.why = base::to_text(error);
  finding.instead = "run `flockgate doctor`, or ask a human";
  return finding;
}

Word word_now(const Verdict& verdict, const Finding& finding, const Rollout& rollout) {
  return std::min(verdict.word, effective_word(finding, rollout));
}

// The other findings that stop the call become details of the first one.
std::string stop_text(const Verdict& verdict, const Rollout& rollout) {
  Finding first = verdict.findings.front();
  for (std::size_t i = 1; i < verdict.findings.size(); ++i) {
    const Finding& other = verdict.findings[i];
    if (word_now(verdict, other, rollout) < Word::ask) continue;
    first.details.push_back("also: " + other.what + " [" + other.rule + "]");
  }
  return stop_message(first, verdict.word);
}

std::string warn_text(const Verdict& verdict) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kWarnLines, verdict.findings.size()); ++i) {
    if (i > 0) text += '\n';
    text += warn_line(verdict.findings[i]);
  }
  return text;
}

}  // namespace

Findings examine(std::span<const Validator* const> checks, const Judgement& on,
                 const OnError& on_error) {
  Findings all;
  for (const Validator* validator : checks) {
    base::Result<Findings> found = validator->check(on);
    if (found) {
      std::ranges::move(*found, std::back_inserter(all));
    } else {
      all.push_back(failed_check(*validator, found.error(), on_error));
    }
  }
  std::ranges::stable_sort(all, {}, &Finding::category);
  return all;
}

Verdict decide(const Judgement& on, const OnError& on_error, const Rollout& rollout) {
  Findings found = examine(validators(), on, on_error);
  Verdict verdict = fold(found, rollout);
  // Leases last: a call that does not run must leave none behind.
  if (verdict.word < Word::ask && !rollout.off) {
    std::ranges::move(examine(closing_validators(), on, on_error), std::back_inserter(found));
    verdict = fold(found, rollout);
  }
  if (verdict.word < Word::deny) {
    Findings unkept = examine(keeping_validators(), on, on_error);
    if (!unkept.empty()) {
      std::ranges::move(unkept, std::back_inserter(found));
      verdict = fold(std::move(found), rollout);
    }
  }
  if (verdict.word >= Word::ask) verdict.message = stop_text(verdict, rollout);
  if (verdict.word == Word::warn) verdict.message = warn_text(verdict);
  return verdict;
}

}  // namespace hooks
