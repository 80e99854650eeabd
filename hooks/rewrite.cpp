#include "hooks/rewrite.h"

#include <algorithm>
#include <vector>

#include "coord/base/text.h"
#include "hooks/message.h"

namespace hooks {

std::optional<std::string> rewritten_command(const std::string& command, const Verdict& verdict,
                                             const Rollout& rollout) {
  std::vector<const guards::Finding*> stops;
  for (const guards::Finding& finding : verdict.findings) {
    if (effective_word(finding, rollout) < Word::ask) continue;
    if (finding.rewrite.empty() || finding.span.end > command.size()) return std::nullopt;
    stops.push_back(&finding);
  }
  if (stops.empty()) return std::nullopt;
  std::ranges::sort(stops, std::ranges::greater(),
                    [](const guards::Finding* one) { return one->span.begin; });
  std::string text = command;
  std::size_t behind = command.size() + 1;
  for (const guards::Finding* one : stops) {
    const auto& span = one->span;
    if (span.begin >= span.end || span.end > behind) return std::nullopt;
    text.replace(span.begin, span.end - span.begin, one->rewrite);
    behind = span.begin;
  }
  return text;
}

Verdict as_rewritten(Verdict verdict, const Verdict& refused, std::string command) {
  for (guards::Finding finding : refused.findings) {
    if (finding.rewrite.empty()) continue;
    finding.tier = guards::Tier::warn;
    finding.instead = "it runs as `" + base::one_line(finding.rewrite, 300) + "`";
    if (!verdict.message.empty()) verdict.message += '\n';
    verdict.message += warn_line(finding);
    verdict.findings.push_back(std::move(finding));
  }
  verdict.word = std::max(verdict.word, Word::warn);
  verdict.rewritten = std::move(command);
  return verdict;
}

}  // namespace hooks
