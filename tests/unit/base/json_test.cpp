#include "coord/base/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace base {
namespace {

using nlohmann::json;

std::string why(std::string_view text, JsonLimits limits = {}) {
  const auto tree = parse_json(text, limits);
  return tree ? "accepted" : to_text(tree.error());
}

TEST(Json, BuildsTheTree) {
  const std::string text = R"({"a":[1,-2,3.5,"x",null,true,{"b":{}}],"c":18446744073709551615})";
  EXPECT_EQ(parse_json(text).value(), json::parse(text));
  EXPECT_EQ(parse_json("\xEF\xBB\xBF[]").value(), json::array());
  EXPECT_EQ(parse_json("7").value(), 7);
}

TEST(Json, RefusalsTellLineAndColumn) {
  EXPECT_EQ(why("{\n  \"a\": 1,\n  \"a\": 2\n}"), "the key \"a\" stands twice (line 3, column 5)");
  EXPECT_NE(why("{\n \"a\": x}").find("(line 2, column 7)"), std::string::npos);
  EXPECT_NE(why("[1,]").find("(line 1, column 4)"), std::string::npos);
  EXPECT_NE(why("").find("(line 1, column 1)"), std::string::npos);
  EXPECT_EQ(why("[1e999]"), "not JSON: number overflow parsing '1e999' (line 1, column 7)");
}

TEST(Json, KeyTwiceIsRefusedAtAnyDepthAndHoweverSpelt) {
  EXPECT_NE(why(R"([{"ab":{"x":1,"\u0078":2}}])"), "accepted");
  EXPECT_EQ(why(R"([{"ab":{"x":1}},{"ab":{"x":1}}])"), "accepted");
}

TEST(Json, BytesAndDepthAreBounded) {
  EXPECT_EQ(why("[[1]]", {8, 2, false}), "accepted");
  EXPECT_EQ(why("[[[1]]]", {8, 2, false}), "nested too deep (line 1, column 3)");
  EXPECT_EQ(why("[[1]]    ", {8, 2, false}), "the JSON text is too long");
  EXPECT_NE(why(std::string(1'000'000, '[')), "accepted");
}

TEST(Json, CommentsOnlyWhereAskedFor) {
  const std::string text = "// one\n{/* two */\"a\": 1}";
  EXPECT_NE(why(text), "accepted");
  JsonLimits limits;
  limits.comments = true;
  EXPECT_EQ(parse_json(text, limits).value()["a"], 1);
  EXPECT_NE(why("{} /* open", limits), "accepted");
  EXPECT_NE(why("[1,]", limits), "accepted");
}

TEST(Json, NothingHidesBehindANul) {
  EXPECT_EQ(why(std::string_view("1\0 2", 4)), "a NUL byte (line 1, column 2)");
}

TEST(Json, NoUtf8NoText) {
  EXPECT_NE(why("\"\xFF\""), "accepted");
  EXPECT_NE(why("\"\\ud800\""), "accepted");
}

}  // namespace
}  // namespace base
