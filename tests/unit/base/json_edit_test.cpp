#include "coord/base/json_edit.h"

#include <gtest/gtest.h>

#include <array>

namespace {

using base::JsonEdit;
using base::JsonItem;

JsonEdit open(std::string text) {
  auto edit = JsonEdit::open(std::move(text));
  EXPECT_TRUE(edit) << base::to_text(edit.error());
  return std::move(*edit);
}

std::string with_member(std::string text) {
  JsonEdit edit = open(std::move(text));
  const std::array items = {
      JsonItem{"\"new\"", R"({"list":[1,2],"none":{}})"}
  };
  edit.append(edit.root(), items);
  return edit.apply();
}

std::string without(std::string text, std::vector<std::size_t> children) {
  JsonEdit edit = open(std::move(text));
  edit.remove(edit.root(), children);
  return edit.apply();
}

TEST(JsonEdit, CommentsBecomeSpacesOfTheSameLength) {
  EXPECT_EQ(base::blank_comments("{ // a\r\n\"b\": \"//no\" /* c\nd */ }"),
            "{     \r\n\"b\": \"//no\"     \n     }");
}

TEST(JsonEdit, CommentThatNeverEndsStaysAndIsAnError) {
  const auto edit = JsonEdit::open("{} /* open");
  ASSERT_FALSE(edit);
  EXPECT_EQ(edit.error().where, "line 1, column 4");
}

TEST(JsonEdit, ErrorNamesLineAndColumn) {
  const auto edit = JsonEdit::open("{\n  \"a\": 1,\n  \"b\" 2\n}");
  ASSERT_FALSE(edit);
  EXPECT_EQ(edit.error().code, base::Code::invalid_input);
  EXPECT_EQ(edit.error().where, "line 3, column 7");
}

TEST(JsonEdit, MemberFollowsTheLayoutOfTwoSpaces) {
  EXPECT_EQ(with_member("{\n  \"a\": 1\n}\n"),
            "{\n  \"a\": 1,\n  \"new\": {\n    \"list\": [1, 2],\n"
            "    \"none\": {}\n  }\n}\n");
}

TEST(JsonEdit, MemberFollowsTabsAndCarriageReturns) {
  EXPECT_EQ(with_member("{\r\n\t\"a\": 1\r\n}"),
            "{\r\n\t\"a\": 1,\r\n\t\"new\": {\r\n\t\t\"list\": [1, 2],"
            "\r\n\t\t\"none\": {}\r\n\t}\r\n}");
}

TEST(JsonEdit, CompactDocumentStaysCompact) {
  EXPECT_EQ(with_member("{\"a\":1}"), "{\"a\":1,\"new\":{\"list\":[1,2],\"none\":{}}}");
}

TEST(JsonEdit, EmptyObjectOpensUp) {
  EXPECT_EQ(with_member("{}\n"), with_member("{\n}\n"));
  EXPECT_EQ(with_member("{}\n").substr(0, 10), "{\n  \"new\":");
}

TEST(JsonEdit, CommaComesBeforeATrailingComment) {
  EXPECT_EQ(with_member("{\n  \"a\": 1  // why\n}").substr(0, 29),
            "{\n  \"a\": 1,  // why\n  \"new\": ");
}

TEST(JsonEdit, RemovalTakesTheRightComma) {
  const std::string text = "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}";
  EXPECT_EQ(without(text, {0}), "{\n  \"b\": 2,\n  \"c\": 3\n}");
  EXPECT_EQ(without(text, {1}), "{\n  \"a\": 1,\n  \"c\": 3\n}");
  EXPECT_EQ(without(text, {2}), "{\n  \"a\": 1,\n  \"b\": 2\n}");
  EXPECT_EQ(without(text, {1, 2}), "{\n  \"a\": 1\n}");
  EXPECT_EQ(without(text, {0, 2}), "{\n  \"b\": 2\n}");
  EXPECT_EQ(without(text, {0, 1, 2}), "{\n}");
}

TEST(JsonEdit, RemovalKeepsForeignComments) {
  EXPECT_EQ(without("{\n  \"a\": 1, // one\n  \"b\": 2 // two\n}", {1}),
            "{\n  \"a\": 1 // one\n   // two\n}");
  EXPECT_EQ(without("{ // head\n \"a\": 1 }", {0}), "{ // head\n  }");
}

TEST(JsonEdit, AppendThenRemoveIsTheSameText) {
  for (const std::string text : {"{\"a\":1}", "{\n  \"a\": [ ]  // x\n  /* y */\n}\n",
                                 "{\r\n\t\"a\": {}\r\n}", "{ \"a\": 1 }"}) {
    EXPECT_EQ(without(with_member(text), {1}), text);
  }
}

}  // namespace
