// The policy that ships: whole, explained, and born careful.
#include "hooks/policy/embedded.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "coord/base/disk.h"
#include "hooks/policy/image.h"
#include "hooks/policy/layers.h"
#include "hooks/policy/source.h"

namespace {

bool has_adr_page(const std::string& adr) {
  const std::string number = adr.substr(adr.find('-') + 1);
  const auto names =
      base::real_disk().list(std::string(FLOCKGATE_SOURCE_DIR) + "/docs/adr").value();
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name.starts_with(number + "-"); });
}

// What stands for the examples of a rule that takes two agents: a test that plays them.
bool is_played(const std::string& rule) {
  const std::string folder = std::string(FLOCKGATE_SOURCE_DIR) + "/tests/integration/";
  const std::string expected = "HasSubstr(\"[" + rule + "]\")";
  for (const char* test : {"branch_test.cpp", "snapshot_test.cpp", "turns_test.cpp"}) {
    const auto text = base::read_file(base::real_disk(), folder + test);
    if (text && text->find(expected) != std::string::npos) return true;
  }
  return false;
}

TEST(EmbeddedPolicy, EveryRuleHasItsPageAndShortWords) {
  for (const hooks::PolicyRule& rule : hooks::embedded_policy().rules) {
    EXPECT_TRUE(has_adr_page(rule.adr)) << rule.id << " names " << rule.adr;
    EXPECT_LE(rule.why.size(), 100U) << rule.id;
    EXPECT_LE(rule.instead.size(), 140U) << rule.id;
    EXPECT_TRUE(rule.enabled) << rule.id;
  }
}

TEST(EmbeddedPolicy, EveryRuleHasExamplesOfBothSides) {
  std::size_t rules = 0;
  for (const hooks::EmbeddedFile& file : hooks::embedded_files()) {
    if (!file.name.starts_with("packs/")) continue;
    const auto source = hooks::read_source(file.text, hooks::SourceKind::embedded);
    ASSERT_TRUE(source) << file.name << ": " << to_text(source.error());
    for (const hooks::RulePatch& rule : source->rules) {
      ++rules;
      if ((rule.on & guards::kOnTurn) != 0) {  // no call alone breaks it: ADR-0058
        EXPECT_TRUE(is_played(rule.id)) << rule.id;
        continue;
      }
      EXPECT_FALSE(rule.allow.empty()) << rule.id;
      EXPECT_TRUE(!rule.deny.empty() || rule.id == "unknown.any") << rule.id;
    }
  }
  EXPECT_EQ(rules, hooks::embedded_policy().rules.size());
}

TEST(EmbeddedPolicy, DefaultsOfTheFirstDay) {
  for (const hooks::PolicyRule& rule : hooks::embedded_policy().rules) {
    if (rule.pack == "governance") {
      EXPECT_EQ(rule.stage, guards::Stage::monitor) << rule.id;
    }
    if (rule.pack == "self-protection") {
      EXPECT_EQ(rule.stage, guards::Stage::enforce) << rule.id;
    }
    if (rule.floor) {
      EXPECT_EQ(rule.pack, "self-protection") << rule.id;
      EXPECT_EQ(rule.tier, guards::Tier::block) << rule.id;
    }
  }
}

TEST(EmbeddedPolicy, FloorsOfTheProgramAreNotInTheImageOfRules) {
  const auto floors = decompile(*hooks::Image::open(hooks::embedded_floors()));
  const auto rules = decompile(*hooks::Image::open(hooks::embedded_rules()));
  ASSERT_TRUE(floors && rules);
  EXPECT_GE(floors->rules.size(), 7U);
  for (const hooks::PolicyRule& rule : floors->rules) EXPECT_TRUE(rule.floor) << rule.id;
  for (const hooks::PolicyRule& rule : rules->rules) EXPECT_FALSE(rule.floor) << rule.id;
}

TEST(EmbeddedPolicy, ExamplePoliciesAreGood) {
  const std::string dir = std::string(FLOCKGATE_SOURCE_DIR) + "/policies/examples";
  const std::vector<std::string> names = base::real_disk().list(dir).value();
  EXPECT_FALSE(names.empty());
  for (const std::string& name : names) {
    const std::string text = base::read_file(base::real_disk(), dir + "/" + name).value();
    const auto source = hooks::read_source(text, hooks::SourceKind::layer);
    EXPECT_TRUE(source) << name << ": " << to_text(source.error());
  }
}

}  // namespace
