#include "guards/rules/rule_context.h"

namespace guards {

Remark remark(const RuleContext& on, std::uint32_t rule, std::string what, Span span) {
  const Rule words = on.rules.rule(rule);
  Remark out;
  out.rule = rule;
  out.finding.rule = words.id;
  out.finding.category = words.category;
  out.finding.tier = words.tier;
  out.finding.stage = words.stage;
  out.finding.floor = words.floor;
  out.finding.adr = words.adr;
  out.finding.why = words.why;
  out.finding.instead = words.instead;
  out.finding.what = std::move(what);
  out.finding.span = span;
  return out;
}

}  // namespace guards
