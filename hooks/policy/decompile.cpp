#include "hooks/policy/image.h"

namespace hooks {

namespace {

std::vector<std::string> owned(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

PolicyRule owned(const ImageEntry& entry) {
  PolicyRule rule;
  rule.id = entry.rule.id;
  rule.pack = entry.pack;
  rule.adr = entry.rule.adr;
  rule.why = entry.rule.why;
  rule.instead = entry.rule.instead;
  rule.category = entry.rule.category;
  rule.tier = entry.rule.tier;
  rule.stage = entry.rule.stage;
  rule.floor = entry.rule.floor;
  rule.enabled = entry.enabled;
  rule.on = entry.rule.on;
  rule.paths = owned(entry.rule.paths);
  rule.match = owned(entry.rule.match);
  for (const guards::ContentPattern& pattern : entry.rule.content)
    rule.content.push_back({std::string(pattern.literal), std::string(pattern.regex)});
  return rule;
}

}  // namespace

base::Result<Policy> decompile(const Image& image) {
  Policy policy;
  policy.on_error = image.on_error();
  policy.notes = image.notes();
  policy.broken = image.broken();
  policy.digest = image.digest();
  for (std::uint32_t i = 0; i < image.rule_count(); ++i) {
    ImageEntry entry;
    if (!image.entry(i, entry)) return base::fail(base::Code::corrupt, "damaged rule");
    policy.rules.push_back(owned(entry));
  }
  return policy;
}

}  // namespace hooks
