#include "hooks/policy/source.h"

#include <gmock/gmock.h>

#include <string>

namespace {

using testing::HasSubstr;

base::Error error_of(std::string_view text) {
  const auto source = hooks::read_source(text, hooks::SourceKind::layer);
  if (source) {
    ADD_FAILURE() << "was read: " << text;
    return {};
  }
  return source.error();
}

TEST(PolicySource, ReadsCommentsAndEveryField) {
  const auto source = hooks::read_source(R"({
    // a comment
    "$schema": "x", "version": 1, /* another */
    "packs": {"governance": "off"},
    "on_error": {"security": "ask"},
    "rules": [{"id": "team.a", "category": "quality", "tier": "warn", "stage": "enforce",
      "on": ["write", "content"], "paths": ["src/**", "!src/gen/**"],
      "content": [{"literal": "TODO", "regex": "TODO\\b"}], "match": ["x y"],
      "adr": "A", "why": "w", "instead": "i",
      "examples": {"deny": ["rm a", {"read": "b"}], "allow": [{"write": "c", "content": "d", "missing": ["c"]}]}}]
  })",
                                         hooks::SourceKind::layer);
  ASSERT_TRUE(source) << to_text(source.error());
  ASSERT_EQ(source->rules.size(), 1U);
  const hooks::RulePatch& rule = source->rules[0];
  EXPECT_EQ(rule.category, guards::Category::quality);
  EXPECT_EQ(rule.tier, guards::Tier::warn);
  EXPECT_EQ(rule.on, guards::kOnWrite | guards::kOnContent);
  EXPECT_EQ(rule.paths.size(), 2U);
  EXPECT_EQ(rule.deny[1].read, "b");
  EXPECT_EQ(rule.allow[0].missing, std::vector<std::string>{"c"});
  EXPECT_EQ(source->packs[0], (std::pair<std::string, bool>{"governance", false}));
}

TEST(PolicySource, UnknownKeyNamesPlaceAndNearest) {
  const base::Error error =
      error_of("{\n  \"rules\": [\n    { \"id\": \"a.b\", \"teir\": \"block\" }\n  ]\n}");
  EXPECT_EQ(error.what, "unknown key \"teir\"");
  EXPECT_EQ(error.where, "line 3, column 20, /rules/0/teir");
  EXPECT_EQ(error.hint, "did you mean \"tier\"?");
}

TEST(PolicySource, UnknownWordNamesNearest) {
  const base::Error error = error_of(R"({"rules": [{"id": "a.b", "tier": "blok"}]})");
  EXPECT_THAT(error.where, HasSubstr("/rules/0/tier"));
  EXPECT_THAT(error.hint, HasSubstr("\"block\""));
}

TEST(PolicySource, FloorsAndPacksAreNotForLayers) {
  EXPECT_THAT(error_of(R"({"rules": [{"id": "a.b", "floor": true}]})").what, HasSubstr("floors"));
  EXPECT_THAT(error_of(R"({"pack": "mine"})").what, HasSubstr("packs of its own"));
}

TEST(PolicySource, RefusesWhatCannotMean) {
  EXPECT_THAT(error_of("").what, HasSubstr("not JSON"));
  EXPECT_THAT(error_of("[]").what, HasSubstr("object"));
  EXPECT_THAT(error_of(R"({"version": 2})").what, HasSubstr("1 is the only version"));
  EXPECT_THAT(error_of(R"({"rules": [{}]})").what, HasSubstr("needs an \"id\""));
  EXPECT_THAT(error_of(R"({"rules": [{"id": "NoDot"}]})").what, HasSubstr("pack.name"));
  EXPECT_THAT(error_of(R"({"rules": [{"id": "a.b"}, {"id": "a.b"}]})").what, HasSubstr("twice"));
  EXPECT_THAT(error_of(R"({"rules": [{"id": "a.b", "id": "a.c"}]})").what, HasSubstr("twice"));
  EXPECT_THAT(error_of(R"({"rules": [{"id": "a.b", "paths": ["src/["]}]})").where,
              HasSubstr("/rules/0/paths/0"));
  EXPECT_THAT(error_of(R"({"rules": [{"id": "a.b", "paths": ["@nowhere/x"]}]})").hint,
              HasSubstr("@"));
  EXPECT_THAT(error_of(R"({"rules": [{"id": "a.b", "paths": ["./src"]}]})").what, HasSubstr("./"));
  EXPECT_THAT(
      error_of(R"({"rules": [{"id": "a.b", "content": [{"literal": "abc", "regex": "("}]}]})").what,
      HasSubstr("regex"));
  EXPECT_THAT(
      error_of(R"({"rules": [{"id": "a.b", "content": [{"literal": "a", "regex": "a"}]}]})").what,
      HasSubstr("3 bytes"));
  EXPECT_THAT(
      error_of(R"({"rules": [{"id": "a.b", "examples": {"deny": [{"read": "a", "write": "b"}]}}]})")
          .what,
      HasSubstr("one command, one read or one write"));
}

}  // namespace
