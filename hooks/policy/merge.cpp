#include "hooks/policy/merge.h"

#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "guards/rules/word_patterns.h"
#include "hooks/policy/words.h"

namespace hooks {

using base::Code;
using base::Result;

namespace {

// One layer being laid over a policy.
class Overlay {
 public:
  Overlay(Policy& policy, Layer layer) : policy_(policy), layer_(layer) {}

  Result<void> add(const RulePatch& patch, std::size_t number);
  Result<void> switch_pack(const std::string& pack, bool on);
  void set_on_error(guards::Category category, Word word);

 private:
  void change(PolicyRule& rule, const RulePatch& patch);
  void change_texts(PolicyRule& rule, const RulePatch& patch);
  void change_strength(PolicyRule& rule, const RulePatch& patch);
  void add_match(PolicyRule& rule, const std::vector<std::string>& patterns);
  void add_paths(PolicyRule& rule, const std::vector<std::string>& paths);
  bool may_weaken(const std::string& what);

  Policy& policy_;
  Layer layer_;
};

// Is it trusted? When not: noted, and left out by the caller.
bool Overlay::may_weaken(const std::string& what) {
  if (layer_.trusted) return true;
  policy_.notes.push_back("the " + std::string(layer_.name) +
                          " policy is not trusted: " + base::one_line(what) + " is ignored");
  return false;
}

Result<PolicyRule> new_rule(const RulePatch& patch, std::size_t number) {
  const bool files = (patch.on & kOnFiles) != 0;
  const bool content = (patch.on & guards::kOnContent) != 0;
  const bool match = (patch.on & kOnMatch) != 0;
  struct Need {
    std::string_view key;
    bool there;
  };
  const auto needs = std::to_array<Need>({
      {"category", patch.category.has_value()        },
      {"tier",     patch.tier.has_value()            },
      {"on",       patch.on != 0                     },
      {"paths",    !files || !patch.paths.empty()    },
      {"content",  !content || !patch.content.empty()},
      {"match",    !match || !patch.match.empty()    },
      {"adr",      patch.adr.has_value()             },
      {"why",      patch.why.has_value()             },
      {"instead",  patch.instead.has_value()         }
  });
  for (const Need& need : needs) {
    if (need.there) continue;
    return base::fail(Code::invalid_input,
                      "the new rule " + patch.id + " lacks \"" + std::string(need.key) + "\"",
                      "/rules/" + std::to_string(number),
                      "a known rule can be changed in part, a new one needs everything");
  }
  PolicyRule rule;
  rule.id = patch.id;
  rule.adr = *patch.adr;
  rule.why = *patch.why;
  rule.instead = *patch.instead;
  rule.category = *patch.category;
  rule.tier = *patch.tier;
  rule.stage = patch.stage.value_or(guards::Stage::monitor);
  rule.floor = patch.floor;
  rule.on = patch.on;
  rule.paths = patch.paths;
  rule.content = patch.content;
  rule.match = patch.match;
  rule.deny = patch.deny;
  rule.allow = patch.allow;
  return rule;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void Overlay::change_texts(PolicyRule& rule, const RulePatch& patch) {
  struct Text {
    const char* key;
    std::string& to;
    const std::optional<std::string>& from;
  };
  const auto texts = std::to_array<Text>({
      {"adr",     rule.adr,     patch.adr    },
      {"why",     rule.why,     patch.why    },
      {"instead", rule.instead, patch.instead}
  });
  for (const Text& text : texts)
    if (text.from && *text.from != text.to &&
        may_weaken("another \"" + std::string(text.key) + "\" for " + rule.id))
      text.to = *text.from;
}

void Overlay::change_strength(PolicyRule& rule, const RulePatch& patch) {
  if (patch.tier && (*patch.tier >= rule.tier ||
                     may_weaken("tier " + std::string(name_of(*patch.tier)) + " for " + rule.id)))
    rule.tier = *patch.tier;
  if (patch.stage &&
      (*patch.stage >= rule.stage ||
       may_weaken("stage " + std::string(name_of(*patch.stage)) + " for " + rule.id)))
    rule.stage = *patch.stage;
}

void Overlay::add_paths(PolicyRule& rule, const std::vector<std::string>& paths) {
  const bool narrows = rule.paths.empty();  // a content rule without paths minds every file
  for (const std::string& path : paths)
    if ((!narrows && !path.starts_with('!')) || may_weaken("\"" + path + "\" for " + rule.id))
      rule.paths.push_back(path);
}

void Overlay::add_match(PolicyRule& rule, const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns)
    if (!guards::is_exception(pattern) || may_weaken("\"" + pattern + "\" for " + rule.id))
      rule.match.push_back(pattern);
}

void Overlay::change(PolicyRule& rule, const RulePatch& patch) {
  change_texts(rule, patch);
  change_strength(rule, patch);
  add_paths(rule, patch.paths);
  rule.on = static_cast<std::uint16_t>(rule.on | patch.on);
  append(rule.content, patch.content);
  add_match(rule, patch.match);
  append(rule.deny, patch.deny);
  append(rule.allow, patch.allow);
}

Result<void> Overlay::add(const RulePatch& patch, std::size_t number) {
  const auto known = std::find_if(policy_.rules.begin(), policy_.rules.end(),
                                  [&](const PolicyRule& rule) { return rule.id == patch.id; });
  if (known == policy_.rules.end()) {
    policy_.rules.push_back(TRY(new_rule(patch, number)));
  } else if (known->floor) {
    policy_.notes.push_back("the " + std::string(layer_.name) + " policy wants to change " +
                            patch.id + ", which no policy can");
  } else {
    change(*known, patch);
  }
  return {};
}

Result<void> Overlay::switch_pack(const std::string& pack, bool on) {
  std::vector<std::string_view> packs;
  for (const PolicyRule& rule : policy_.rules) packs.push_back(rule.pack);
  if (std::find(packs.begin(), packs.end(), pack) == packs.end()) {
    const auto near = base::nearest(pack, packs);
    return base::fail(Code::invalid_input, "unknown pack " + base::json_string(pack), "/packs",
                      near ? "did you mean \"" + std::string(*near) + "\"?" : "");
  }
  const auto changes = [&](const PolicyRule& rule) {
    return rule.pack == pack && !rule.floor && rule.enabled != on;
  };
  if (std::none_of(policy_.rules.begin(), policy_.rules.end(), changes)) return {};
  if (!on && !may_weaken("switching the pack " + pack + " off")) return {};
  for (PolicyRule& rule : policy_.rules)
    if (changes(rule)) rule.enabled = on;
  return {};
}

void Overlay::set_on_error(guards::Category category, Word word) {
  Word& side = policy_.on_error[static_cast<std::size_t>(category)];
  if (word >= side ||
      may_weaken("on_error " + std::string(kAnswerWords[static_cast<std::size_t>(word)]) + " for " +
                 std::string(name_of(category))))
    side = word;
}

}  // namespace

Result<void> merge(Policy& below, const Source& source, Layer layer) {
  Policy merged = below;
  Overlay overlay(merged, layer);
  for (const auto& [pack, on] : source.packs) TRY_VOID(overlay.switch_pack(pack, on));
  for (const auto& [category, word] : source.on_error) overlay.set_on_error(category, word);
  for (std::size_t i = 0; i < source.rules.size(); ++i) TRY_VOID(overlay.add(source.rules[i], i));
  sort_rules(merged);
  below = std::move(merged);
  return {};
}

Result<Policy> make_embedded(const std::vector<Source>& packs, const Source& defaults) {
  Policy policy;
  for (const Source& pack : packs) {
    for (std::size_t i = 0; i < pack.rules.size(); ++i) {
      PolicyRule rule = TRY(new_rule(pack.rules[i], i));
      rule.pack = pack.pack;
      rule.enabled = rule.floor;  // others are switched on by the default file
      policy.rules.push_back(std::move(rule));
    }
  }
  TRY_VOID(merge(policy, defaults, {"embedded", true}));
  return policy;
}

std::pair<Policy, Policy> split_floors(const Policy& policy) {
  std::pair<Policy, Policy> halves{policy, policy};
  std::erase_if(halves.first.rules, [](const PolicyRule& rule) { return !rule.floor; });
  std::erase_if(halves.second.rules, [](const PolicyRule& rule) { return rule.floor; });
  return halves;
}

void sort_rules(Policy& policy) {
  std::stable_sort(
      policy.rules.begin(), policy.rules.end(),
      [](const PolicyRule& a, const PolicyRule& b) { return a.category < b.category; });
}

}  // namespace hooks
