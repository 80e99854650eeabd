#include "hooks/cli/policy_check.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "hooks/cli/policy_words.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/layers.h"
#include "hooks/policy/source.h"

namespace {

using hooks::cli::check_against_schema;
using hooks::cli::check_policy_text;
using testing::HasSubstr;
using testing::StartsWith;

TEST(PolicyCheck, EveryEmbeddedFileFitsTheSchema) {
  std::size_t files = 0;
  for (const hooks::EmbeddedFile& file : hooks::embedded_files()) {
    if (file.name == "schema.json") continue;
    const auto checked = check_against_schema(file.text);
    EXPECT_TRUE(checked) << file.name << ": " << to_text(checked.error());
    ++files;
  }
  EXPECT_GE(files, 5U);
}

// Editors ask the schema, hooks ask the reader: they must not disagree about shape.
TEST(PolicyCheck, SchemaAndReaderRefuseTheSame) {
  for (const char* text :
       {R"([])", R"({"rulez": []})", R"({"version": 2})", R"({"packs": {"secrets": true}})",
        R"({"on_error": {"security": "maybe"}})", R"({"on_error": {"securty": "ask"}})",
        R"({"rules": {}})", R"({"rules": [{}]})", R"({"rules": [{"id": "NoDot"}]})",
        R"({"rules": [{"id": "a.b", "tier": "blok"}]})",
        R"({"rules": [{"id": "a.b", "stage": 1}]})",
        R"({"rules": [{"id": "a.b", "on": ["reads"]}]})",
        R"({"rules": [{"id": "a.b", "paths": "x"}]})",
        R"({"rules": [{"id": "a.b", "paths": [""]}]})", R"({"rules": [{"id": "a.b", "why": ""}]})",
        R"({"rules": [{"id": "a.b", "content": [{"literal": "ab", "regex": "ab"}]}]})",
        R"({"rules": [{"id": "a.b", "content": [{"literal": "abc"}]}]})",
        R"({"rules": [{"id": "a.b", "examples": {"denied": []}}]})",
        R"({"rules": [{"id": "a.b", "examples": {"deny": [{"cmd": "x"}]}}]})"}) {
    EXPECT_FALSE(check_against_schema(text)) << text;
    EXPECT_FALSE(hooks::read_source(text, hooks::SourceKind::layer)) << text;
  }
}

TEST(PolicyCheck, SchemaNamesThePlaceToo) {
  const auto checked =
      check_against_schema("{\n  \"rules\": [{\"id\": \"a.b\",\n    \"tier\": \"blok\"}]\n}");
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().where, "line 3, column 13, /rules/0/tier");
}

TEST(PolicyCheck, UnfinishedNewRuleIsShownInItsPlace) {
  const auto checked =
      check_policy_text("{\n \"rules\": [\n  {\"id\": \"team.new\", \"tier\": \"warn\"}\n ]\n}");
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().what, HasSubstr("lacks \"category\""));
  EXPECT_EQ(checked.error().where, "line 3, column 3, /rules/0");
}

TEST(PolicyCheck, PackThatIsNotThereIsShownInItsPlace) {
  const auto checked = check_policy_text(R"({ "packs": { "secret": "off" } })");
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().where, StartsWith("line 1, column 12"));
}

TEST(PolicyWords, OneLineARuleAndAWholePage) {
  const hooks::Policy policy = hooks::embedded_policy();
  const std::string table = hooks::cli::policy_table(policy.rules);
  EXPECT_EQ(static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')),
            policy.rules.size());
  for (const hooks::PolicyRule& rule : policy.rules) {
    const std::string page = hooks::cli::rule_page(rule);
    EXPECT_THAT(page, HasSubstr(rule.why));
    EXPECT_THAT(page, HasSubstr(rule.instead));
    EXPECT_THAT(page, HasSubstr(rule.adr));
  }
}

TEST(PolicyWords, JunitIsEscaped) {
  const std::string xml = hooks::cli::trials_junit({
      {"a.b denies: x < \"y\" && z", "no > remark"},
      {"fine",                       ""           }
  });
  EXPECT_THAT(xml, HasSubstr("tests=\"2\" failures=\"1\""));
  EXPECT_THAT(xml, HasSubstr("x &lt; &quot;y&quot; &amp;&amp; z"));
  EXPECT_THAT(xml, HasSubstr("no &gt; remark"));
}

}  // namespace
