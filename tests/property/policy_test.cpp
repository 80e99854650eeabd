// Compiled means the same as written, and no untrusted layer ever weakens.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "coord/base/glob.h"
#include "guards/rules/path_rules.h"
#include "hooks/policy/compile.h"
#include "hooks/policy/image.h"
#include "hooks/policy/index_keys.h"
#include "hooks/policy/layers.h"
#include "hooks/policy/merge.h"
#include "tests/support/image_asks.h"

namespace {

using hooks::Policy;
using hooks::PolicyRule;

// Few names, so that patterns and paths meet.
rc::Gen<std::string> segment() {
  return rc::gen::element<std::string>("a", "b", "src", ".env", "x.pem", "Key", "a-b.c",
                                       ".env.local");
}

rc::Gen<std::string> pattern_segment() {
  return rc::gen::element<std::string>("a", "b", "src", ".env", "x.pem", "Key", "*", "**", "*.pem",
                                       ".env.*", "a*", "?", "[ab]", "{a,b}", "*-b.c", "Key*");
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "/") + part;
  return text.empty() ? "a" : text;
}

std::string any_path() {
  return joined(*rc::gen::resize(5, rc::gen::container<std::vector<std::string>>(segment())));
}

std::vector<std::string> any_patterns() {
  std::vector<std::string> patterns;
  const int count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) {
    const auto parts =
        *rc::gen::resize(4, rc::gen::container<std::vector<std::string>>(pattern_segment()));
    patterns.push_back((*rc::gen::inRange(0, 4) == 0 ? "!" : "") + joined(parts));
  }
  return patterns;
}

PolicyRule any_rule(int number) {
  PolicyRule rule;
  rule.id = "r." + std::to_string(number);
  rule.on = guards::kOnWrite;
  rule.paths = any_patterns();
  return rule;
}

// The rules that mean a path, found without any index.
std::vector<std::uint32_t> naive(const Policy& policy, const std::string& path) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < policy.rules.size(); ++i) {
    bool minded = false;
    for (const std::string& pattern : policy.rules[i].paths) {
      const bool excludes = pattern.starts_with('!');
      if (base::glob_match(std::string_view(pattern).substr(excludes ? 1 : 0), path))
        minded = !excludes;
    }
    if (minded) found.push_back(i);
  }
  return found;
}

std::vector<std::uint32_t> compiled(const hooks::Image& image, const std::string& path) {
  std::vector<std::uint32_t> maybe;
  RC_ASSERT(test::rules_for_path(image, path, maybe));
  std::sort(maybe.begin(), maybe.end());
  maybe.erase(std::unique(maybe.begin(), maybe.end()), maybe.end());
  std::erase_if(maybe, [&](std::uint32_t index) {
    hooks::ImageEntry entry;
    RC_ASSERT(image.entry(index, entry));
    return !guards::means(entry.rule.paths, guards::Spellings{path});
  });
  return maybe;
}

RC_GTEST_PROP(PolicyProperty, CompiledIsNaive, ()) {
  Policy policy;
  const int count = *rc::gen::inRange(1, 30);
  for (int i = 0; i < count; ++i) policy.rules.push_back(any_rule(i));
  const std::string bytes = compile(policy, {});
  const auto image = hooks::Image::open(bytes);
  RC_ASSERT(image.has_value());
  for (int i = 0; i < 20; ++i) {
    const std::string path = any_path();
    RC_ASSERT(compiled(*image, path) == naive(policy, path));
  }
}

hooks::RulePatch any_patch(const Policy& below) {
  hooks::RulePatch patch;
  patch.id = (*rc::gen::elementOf(below.rules)).id;
  if (*rc::gen::arbitrary<bool>())
    patch.tier =
        *rc::gen::element(guards::Tier::warn, guards::Tier::checkpoint, guards::Tier::block);
  if (*rc::gen::arbitrary<bool>())
    patch.stage =
        *rc::gen::element(guards::Stage::monitor, guards::Stage::warn, guards::Stage::enforce);
  if (*rc::gen::arbitrary<bool>()) patch.paths = any_patterns();
  if (*rc::gen::arbitrary<bool>()) patch.on = *rc::gen::inRange<std::uint16_t>(0, 512);
  return patch;
}

hooks::Source any_layer(const Policy& below) {
  hooks::Source source;
  const int count = *rc::gen::inRange(0, 5);
  for (int i = 0; i < count; ++i) source.rules.push_back(any_patch(below));
  if (*rc::gen::arbitrary<bool>())
    source.packs.emplace_back("secrets", *rc::gen::arbitrary<bool>());
  if (*rc::gen::arbitrary<bool>())
    source.on_error.emplace_back(guards::Category::security, hooks::Word::allow);
  return source;
}

RC_GTEST_PROP(PolicyProperty, UntrustedLayersNeverWeaken, ()) {
  const Policy before = hooks::embedded_policy();
  Policy after = before;
  for (int layers = 0; layers < 3; ++layers)
    RC_ASSERT(merge(after, any_layer(after), {"project", false}).has_value());
  RC_ASSERT(after.rules.size() == before.rules.size());
  const std::string path = any_path();
  for (std::size_t i = 0; i < before.rules.size(); ++i) {
    const PolicyRule& was = before.rules[i];
    const PolicyRule& is = after.rules[i];
    RC_ASSERT(is.id == was.id);
    RC_ASSERT(is.tier >= was.tier);
    RC_ASSERT(is.stage >= was.stage);
    RC_ASSERT(is.enabled >= was.enabled);
    RC_ASSERT((is.on & was.on) == was.on);
    Policy one, other;
    one.rules = {was};
    other.rules = {is};
    RC_ASSERT(naive(one, path).size() <= naive(other, path).size());
  }
  for (std::size_t i = 0; i < before.on_error.size(); ++i)
    RC_ASSERT(after.on_error[i] >= before.on_error[i]);
}

}  // namespace
