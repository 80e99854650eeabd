#include "hooks/policy/merge.h"

#include <gmock/gmock.h>

#include "hooks/policy/layers.h"
#include "hooks/policy/source.h"

namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class PolicyMerge : public testing::Test {
 protected:
  base::Result<void> lay(std::string_view text, bool trusted) {
    const auto source = hooks::read_source(text, hooks::SourceKind::layer);
    EXPECT_TRUE(source) << to_text(source.error());
    return merge(policy, *source, {"project", trusted});
  }

  hooks::PolicyRule& rule(std::string_view id) {
    for (hooks::PolicyRule& one : policy.rules)
      if (one.id == id) return one;
    ADD_FAILURE() << "no rule " << id;
    return policy.rules.front();
  }

  hooks::Policy policy = hooks::embedded_policy();
};

TEST_F(PolicyMerge, TighteningNeedsNoTrust) {
  ASSERT_TRUE(lay(R"({"rules": [{"id": "governance.ci", "stage": "enforce", "tier": "block",
                                 "paths": ["deploy/**"], "on": ["read"]}],
                      "on_error": {"quality": "deny"}})",
                  false));
  EXPECT_EQ(rule("governance.ci").stage, guards::Stage::enforce);
  EXPECT_EQ(rule("governance.ci").tier, guards::Tier::block);
  EXPECT_THAT(rule("governance.ci").paths, Contains("deploy/**"));
  EXPECT_NE(rule("governance.ci").on & guards::kOnRead, 0);
  EXPECT_EQ(policy.on_error[2], hooks::Word::deny);
  EXPECT_THAT(policy.notes, IsEmpty());
}

TEST_F(PolicyMerge, EachWayOfWeakeningIsLeftOutAndSaid) {
  const hooks::Policy before = policy;
  for (const char* text :
       {R"({"rules": [{"id": "secrets.dotenv", "tier": "warn"}]})",
        R"({"rules": [{"id": "secrets.dotenv", "stage": "monitor"}]})",
        R"({"rules": [{"id": "secrets.dotenv", "paths": ["!**/.env"]}]})",
        R"({"rules": [{"id": "destructive.publish", "match": ["!npm publish"]}]})",
        R"({"rules": [{"id": "secrets.dotenv", "why": "never mind"}]})",
        R"({"packs": {"secrets": "off"}})", R"({"on_error": {"security": "allow"}})"}) {
    policy = before;
    ASSERT_TRUE(lay(text, false));
    ASSERT_EQ(policy.notes.size(), 1U) << text;
    EXPECT_THAT(policy.notes[0], HasSubstr("not trusted"));
    policy.notes.clear();
    EXPECT_EQ(policy, before) << text;
  }
}

TEST_F(PolicyMerge, TrustLetsThemCount) {
  ASSERT_TRUE(lay(R"({"packs": {"governance": "off"},
                      "rules": [{"id": "secrets.dotenv", "tier": "warn", "paths": ["!test/.env"]}]})",
                  true));
  EXPECT_FALSE(rule("governance.ci").enabled);
  EXPECT_EQ(rule("secrets.dotenv").tier, guards::Tier::warn);
  EXPECT_EQ(rule("secrets.dotenv").paths.back(), "!test/.env");
  EXPECT_THAT(policy.notes, IsEmpty());
}

TEST_F(PolicyMerge, PathsDoNotNarrowAContentRuleThatMindsEveryFile) {
  ASSERT_TRUE(lay(
      R"({"rules": [{"id": "team.text", "category": "quality", "tier": "warn", "on": ["content"],
      "content": [{"literal": "FIXME", "regex": "FIXME"}], "adr": "a", "why": "w", "instead": "i"}]})",
      false));
  ASSERT_TRUE(lay(R"({"rules": [{"id": "team.text", "paths": ["src/**"]}]})", false));
  EXPECT_THAT(rule("team.text").paths, IsEmpty());
}

TEST_F(PolicyMerge, FloorsAreOutOfReach) {
  const hooks::PolicyRule before = rule("self.policy");
  ASSERT_TRUE(lay(R"({"packs": {"self-protection": "off"},
                      "rules": [{"id": "self.policy", "tier": "warn", "paths": ["!**"]}]})",
                  true));
  EXPECT_EQ(rule("self.policy"), before);
  EXPECT_THAT(policy.notes, Contains(HasSubstr("self.policy, which no policy can")));
  EXPECT_FALSE(rule("self.git-hooks").enabled);  // same pack, no floor
}

TEST_F(PolicyMerge, NewRuleIsBornMonitorAndMustBeWhole) {
  ASSERT_TRUE(
      lay(R"({"rules": [{"id": "team.a", "category": "quality", "tier": "block", "on": ["write"],
                                 "paths": ["a"], "adr": "a", "why": "w", "instead": "i"}]})",
          false));
  EXPECT_EQ(rule("team.a").stage, guards::Stage::monitor);
  const hooks::Policy before = policy;
  const auto partial = lay(R"({"rules": [{"id": "secrets.dotenv", "tier": "block"},
                                         {"id": "team.b", "tier": "block"}]})",
                           false);
  ASSERT_FALSE(partial);
  EXPECT_THAT(partial.error().what, HasSubstr("team.b lacks"));
  EXPECT_EQ(partial.error().where, "/rules/1");
  EXPECT_EQ(policy, before);
}

TEST_F(PolicyMerge, UnknownPackNamesTheNearest) {
  const auto laid = lay(R"({"packs": {"governence": "off"}})", true);
  ASSERT_FALSE(laid);
  EXPECT_THAT(laid.error().hint, HasSubstr("\"governance\""));
}

TEST_F(PolicyMerge, LaterLayerMayTightenWhatATrustedOneLoosened) {
  ASSERT_TRUE(
      lay(R"({"rules": [{"id": "secrets.dotenv", "tier": "warn", "paths": ["!**/.env"]}]})", true));
  ASSERT_TRUE(lay(
      R"({"rules": [{"id": "secrets.dotenv", "tier": "checkpoint", "paths": [".env"]}]})", false));
  EXPECT_EQ(rule("secrets.dotenv").tier, guards::Tier::checkpoint);
  EXPECT_EQ(rule("secrets.dotenv").paths.back(), ".env");
}

}  // namespace
