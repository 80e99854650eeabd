#include "coord/base/json_view.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace base {
namespace {

bool accepts(std::string_view text) {
  return JsonView::parse(text).has_value();
}

std::string why(std::string_view text) {
  const auto view = JsonView::parse(text);
  return view ? "accepted" : to_text(view.error());
}

TEST(JsonView, FindsMembersAndDecodesText) {
  const std::string text =
      R"({"tool":"Write","input":{"path":"a\/b\u00e9\ud83d\ude00\n","n":-12,"big":1e9,"ok":true}})";
  const JsonView view = JsonView::parse(text).value();
  const JsonRef input = view.root().get("input");
  EXPECT_EQ(view.root().text("tool"), "Write");
  EXPECT_EQ(input.text("path"), "a/b\xC3\xA9\xF0\x9F\x98\x80\n");
  EXPECT_EQ(input.get("n").integer(), -12);
  EXPECT_EQ(input.get("big").integer(), std::nullopt);
  EXPECT_TRUE(input.is_true("ok"));
  EXPECT_FALSE(input.is_true("n"));
  EXPECT_FALSE(input.get("none"));
  EXPECT_FALSE(input.get("n").get("x").get("y"));
  EXPECT_EQ(input.text("n"), std::nullopt);
  EXPECT_EQ(input.get("path").raw(), R"("a\/b\u00e9\ud83d\ude00\n")");
  EXPECT_EQ(view.root().raw(), text);
}

TEST(JsonView, EscapedKeysAreTheKeysTheySpell) {
  const std::string text = R"({"\u0066ile":"x","list":[1,{"a":2},3]})";
  const JsonView view = JsonView::parse(text).value();
  EXPECT_EQ(view.root().text("file"), "x");
  std::string keys;
  view.root().each([&](std::string_view key, JsonRef) {
    keys += std::string(key) + ";";
    return true;
  });
  EXPECT_EQ(keys, "file;list;");
}

TEST(JsonView, EachStopsWhenAskedAndSkipsGrandchildren) {
  const std::string text = R"([1,[2,3],{"a":4},5])";
  const JsonView view = JsonView::parse(text).value();
  std::vector<std::string> seen;
  view.root().each([&](std::string_view, JsonRef value) {
    seen.emplace_back(value.raw());
    return seen.size() < 3;
  });
  EXPECT_EQ(seen, (std::vector<std::string>{"1", "[2,3]", R"({"a":4})"}));
}

TEST(JsonView, RefusalsSayWhatAndWhere) {
  EXPECT_EQ(why(""), "not valid JSON: the text ends too early (byte 0)");
  EXPECT_EQ(why("[1 2]"), "not valid JSON: a comma or the end of the list is missing (byte 3)");
  EXPECT_EQ(why(R"({"a":1,"a":2})"), "not valid JSON: a key stands twice in an object (byte 13)");
  EXPECT_EQ(why("\"a\x01\""), "not valid JSON: a control character in a string (byte 2)");
  EXPECT_EQ(why("1 1"), "not valid JSON: more text after the value (byte 2)");
}

TEST(JsonView, RefusesWhatRfc8259DoesNotHave) {
  for (const char* text : {"[1,]",      "{\"a\":1,}", "{,}",   "[,1]",   "{\"a\"}",  "{\"a\" 1}",
                           "{a:1}",     "'a'",        "01",    "-",      "+1",       "1.",
                           ".5",        "1e",         "1e+",   "0x1",    "NaN",      "tru",
                           "nul",       "True",       "\"",    R"("\")", R"("\x")",  R"("\u12g4")",
                           R"("\u12")", "[",          "{",     "[1",     "]",        "}",
                           "{\"a\":}",  "//c\n1",     "[1]//", "\"\b\"", "\"\x1F\"", "\xEF\xBB"}) {
    EXPECT_FALSE(accepts(text)) << text;
  }
  EXPECT_FALSE(accepts(std::string_view("1\0", 2)));
  EXPECT_FALSE(accepts(std::string_view("\"a\0b\"", 5)));
}

TEST(JsonView, AcceptsWhatRfc8259Has) {
  for (const char* text :
       {"0", "-0", "1.5e-3", "1E+2", " [ ] ", "\t{\n}\r", "\"\"", R"("\b\f\n\r\t\/\\\"")", "null",
        "[true,false]", "1e999", "\xEF\xBB\xBF{}", "\"\x7F\""}) {
    EXPECT_TRUE(accepts(text)) << text;
  }
}

TEST(JsonView, LineBreaksAndTabsInAStringAreTakenAsTheyAre) {
  const auto view = JsonView::parse("{\"a\":\"one\n\ttwo\r\"}");
  ASSERT_TRUE(view);
  EXPECT_EQ(view->root().text("a"), "one\n\ttwo\r");
  const auto mixed = JsonView::parse("{\"a\":\"one\n\\ttwo\"}");
  ASSERT_TRUE(mixed);
  EXPECT_EQ(mixed->root().text("a"), "one\n\ttwo");
}

TEST(JsonView, StringsAreUtf8AndSurrogatesComeInPairs) {
  for (const char* text :
       {"\"\xC0\x80\"", "\"\xE0\x80\x80\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "\"\x80\"",
        "\"\xC3\"", "\"\xFF\"", R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\u0041")",
        R"("\udc00\ud800")"}) {
    EXPECT_FALSE(accepts(text)) << text;
  }
  EXPECT_TRUE(accepts("\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\\uD83D\\uDE00\""));
}

TEST(JsonView, KeyTwiceIsRefusedHoweverItIsSpelt) {
  EXPECT_FALSE(accepts(R"({"ab":1,"\u0061b":2})"));
  EXPECT_TRUE(accepts(R"({"ab":1,"c":{"ab":2}})"));
  EXPECT_TRUE(accepts(R"({"\\u0061":1,"a":2})"));
  std::string many = "{";
  for (int i = 0; i < 5000; ++i) many += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_TRUE(accepts(many + "\"x\":1}"));
  EXPECT_FALSE(accepts(many + "\"k4321\":1}"));
  EXPECT_FALSE(accepts(many + "\"\\u006b7\":1}"));
}

TEST(JsonView, DepthAndNodesAreBounded) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(accepts(nested(JsonView::kMaxDepth)));
  EXPECT_FALSE(accepts(nested(JsonView::kMaxDepth + 1)));
  EXPECT_FALSE(accepts(std::string(1'000'000, '[')));
  std::string row = "[0";
  for (std::size_t i = 2; i < JsonView::kMaxNodes; ++i) row += ",0";
  EXPECT_TRUE(accepts(row + "]"));
  EXPECT_FALSE(accepts(row + ",0]"));
}

// The tree that the view describes, built to be compared with the oracle's.
nlohmann::json tree_of(JsonRef ref) {
  nlohmann::json tree;
  switch (ref.kind()) {
    case JsonKind::object:
      tree = nlohmann::json::object();
      ref.each([&](std::string_view key, JsonRef value) {
        tree[std::string(key)] = tree_of(value);
        return true;
      });
      return tree;
    case JsonKind::array:
      tree = nlohmann::json::array();
      ref.each([&](std::string_view, JsonRef value) {
        tree.push_back(tree_of(value));
        return true;
      });
      return tree;
    case JsonKind::string:
      return ref.text().value();
    default:
      return nlohmann::json::parse(ref.raw());
  }
}

// What the view means to refuse beyond the grammar: a key twice.
bool has_key_twice(const std::string& text) {
  std::vector<std::vector<std::string>> keys;
  bool twice = false;
  const nlohmann::json tree = nlohmann::json::parse(
      text,
      [&](int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        if (event == Event::object_start) keys.emplace_back();
        if (event == Event::key) {
          std::vector<std::string>& mine = keys.back();
          const auto key = parsed.get<std::string>();
          twice = twice || std::find(mine.begin(), mine.end(), key) != mine.end();
          mine.push_back(key);
        }
        if (event == Event::object_end) keys.pop_back();
        return true;
      },
      false);
  return twice && !tree.is_discarded();
}

// The view judges the form of a number only; the oracle wants it to fit a double.
bool has_endless_number(JsonRef ref) {
  if (ref.is(JsonKind::number))
    return std::isinf(std::strtod(std::string(ref.raw()).c_str(), nullptr));
  bool found = false;
  ref.each([&](std::string_view, JsonRef value) {
    found = found || has_endless_number(value);
    return !found;
  });
  return found;
}

// The oracle wants line breaks and tabs in strings escaped; elsewhere they are blanks to both.
void agrees_with_oracle(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  const nlohmann::json oracle = nlohmann::json::parse(text, nullptr, false);
  const auto view = JsonView::parse(text);
  // The oracle stops at a NUL byte as if the text ended there.
  const bool expected =
      !oracle.is_discarded() && text.find('\0') == std::string::npos && !has_key_twice(text);
  const bool endless = view && has_endless_number(view->root());
  RC_PRE(!endless);
  RC_TAG(expected);
  RC_ASSERT(view.has_value() == expected);
  if (view) RC_ASSERT(tree_of(view->root()) == oracle);
}

rc::Gen<std::string> any_word() {
  return rc::gen::container<std::string>(
      rc::gen::element<char>('a', 'b', '"', '\\', '\n', '/', ' ', '\x1F', '\x7F', 'u', '0'));
}

nlohmann::json any_tree(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  switch (kind) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<int>();
    case 3:
      return *rc::gen::inRange(-1000, 1000) / 8.0;
    case 4:
      return *any_word() + (*rc::gen::arbitrary<bool>() ? "\xC3\xA9\xF0\x9F\x98\x80" : "");
    default:
      break;
  }
  nlohmann::json tree = kind == 5 ? nlohmann::json::array() : nlohmann::json::object();
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    if (kind == 5) {
      tree.push_back(any_tree(depth - 1));
    } else {
      tree[*any_word()] = any_tree(depth - 1);
    }
  }
  return tree;
}

RC_GTEST_PROP(JsonViewProperty, ValidTextMeansWhatTheOracleSays, ()) {
  const nlohmann::json tree = any_tree(3);
  agrees_with_oracle(tree.dump(*rc::gen::inRange(-1, 3), ' ', *rc::gen::arbitrary<bool>()));
}

RC_GTEST_PROP(JsonViewProperty, DamagedTextIsJudgedAsTheOracleJudgesIt, ()) {
  std::string text = any_tree(2).dump();
  for (int i = *rc::gen::inRange(1, 4); i > 0 && !text.empty(); --i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const char with = *rc::gen::element<char>('"', '\\', '{', '}', '[', ']', ',', ':', '0', '-',
                                              '.', 'e', 'u', 't', '\0', '\x80', '\xC3', ' ', '\n');
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        text[at] = with;
        break;
      case 1:
        text.insert(at, 1, with);
        break;
      default:
        text.erase(at, 1);
    }
  }
  agrees_with_oracle(text);
}

RC_GTEST_PROP(JsonViewProperty, ArbitraryBytesInAStringAreJudgedAsTheOracleJudgesThem, ()) {
  const auto bytes = *rc::gen::container<std::string>(
      rc::gen::element<char>('\x80', '\xBF', '\xC2', '\xE0', '\xED', '\xA0', '\xF0', '\x90', '\xF4',
                             '\x8F', 'a', '\xEF', '\xBB'));
  agrees_with_oracle("\"" + bytes + "\"");
}

}  // namespace
}  // namespace base
