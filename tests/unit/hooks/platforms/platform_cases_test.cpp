#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "hooks/platforms/platform.h"
#include "tests/support/cases.h"

namespace hooks {
namespace {

using nlohmann::json;

constexpr std::array kKinds = {"none",   "command", "write", "edit",   "read",
                               "search", "remove",  "patch", "opaque", "opaque-write"};

void put(json& out, const char* key, const std::string& text) {
  if (!text.empty()) out[key] = text;
}

// What a test looks at in a ToolCall; empty members are left out.
json summary(const ToolCall& call) {
  json out = {
      {"platform", call.caller.platform},
      {"event",    name_of(call.event) }
  };
  put(out, "session", call.caller.session);
  put(out, "sub", call.caller.sub_agent);
  put(out, "tool", call.tool);
  put(out, "call", call.call_id);
  if (call.auto_approves) out["auto"] = true;
  if (call.may_go_on) out["may-go-on"] = true;
  if (call.event != Event::pre_tool) return out;
  const guards::Action& action = call.action;
  out["kind"] = kKinds.at(static_cast<std::size_t>(action.kind));
  out["cwd"] = action.cwd;
  if (action.globs) out["globs"] = true;
  put(out, "command", action.command);
  put(out, "pattern", action.pattern);
  if (!action.paths.empty()) out["paths"] = action.paths;
  put(out, "content", action.content);
  for (const guards::Edit& edit : action.edits) {
    out["edits"].push_back(json::array({edit.old_text, edit.new_text}));
  }
  return out;
}

json without_empty(json want) {
  for (auto it = want.begin(); it != want.end();) {
    const bool empty = (it->is_string() && it->get<std::string>().empty() && it.key() != "cwd") ||
                       (it->is_array() && it->empty());
    it = empty ? want.erase(it) : std::next(it);
  }
  return want;
}

void check_read(const Platform& platform, const json& one) {
  const std::string text = one.at("in").dump();
  const auto view = base::JsonView::parse(text);
  ASSERT_TRUE(view) << base::to_text(view.error());
  const auto call = platform.read(view->root(), "");
  const json& want = one.at("want");
  if (want.contains("error")) {
    ASSERT_FALSE(call);
    EXPECT_THAT(base::to_text(call.error()), testing::HasSubstr(want.at("error")));
    return;
  }
  ASSERT_TRUE(call) << base::to_text(call.error());
  EXPECT_EQ(summary(*call), without_empty(want));
}

TEST(PlatformCases, EveryPayloadIsReadAsItsCaseSays) {
  for (const Platform* platform : platforms()) {
    const auto cases = support::read_cases("platforms/" + std::string(platform->name) + ".jsonl");
    EXPECT_GE(cases.size(), 20U) << platform->name;
    for (const json& one : cases) {
      SCOPED_TRACE(std::string(platform->name) + ": " + one.at("id").get<std::string>());
      check_read(*platform, one);
    }
  }
}

TEST(PlatformCases, EveryPayloadIsRecognisedAsItsOwn) {
  for (const Platform* platform : platforms()) {
    for (const json& one :
         support::read_cases("platforms/" + std::string(platform->name) + ".jsonl")) {
      const std::string text = one.at("in").dump();
      const auto view = base::JsonView::parse(text);
      ASSERT_TRUE(view);
      if (!view->root().text("hook_event_name")) continue;  // nothing to be told by
      EXPECT_EQ(detect_platform(view->root()), platform) << one.at("id");
    }
  }
}

Word word(const std::string& name) {
  for (const Word one : {Word::allow, Word::warn, Word::ask, Word::deny}) {
    if (name == name_of(one)) return one;
  }
  ADD_FAILURE() << "no such word: " << name;
  return Word::allow;
}

// The event as the platform's own read() sees it.
ToolCall call_of(const Platform& platform, const std::string& event) {
  const std::string text =
      R"({"tool_name":"t","tool_input":{},"hook_event_name":")" + event + "\"}";
  const auto view = base::JsonView::parse(text);
  const auto call = platform.read(view->root(), "");
  EXPECT_TRUE(call);
  return *call;
}

TEST(PlatformCases, EveryVerdictIsAnsweredInThePlatformsExactForm) {
  for (const json& one : support::read_cases("platforms/answers.jsonl")) {
    SCOPED_TRACE(one.at("id").get<std::string>());
    const json& in = one.at("in");
    const Platform* platform = find_platform(in.at("platform").get<std::string>());
    ASSERT_NE(platform, nullptr);
    Verdict verdict;
    verdict.word = word(in.at("word"));
    verdict.message = in.value("message", "");
    verdict.context = in.value("context", "");
    const Answer answer = platform->write(call_of(*platform, in.at("event")), verdict);
    const json& want = one.at("want");
    EXPECT_EQ(answer.out, want.at("out").get<std::string>());
    EXPECT_EQ(answer.err, want.at("err").get<std::string>());
    EXPECT_EQ(answer.exit_code, want.at("code").get<int>());
  }
}

TEST(PlatformCases, RefusesBeforeAToolAndIsSilentElsewhere) {
  for (const Platform* platform : platforms()) {
    EXPECT_NE(platform->refuse("", "m"), Answer{}) << platform->name;
    int blocking = 0;
    for (const Hooked& hooked : platform->install.events) {
      const bool pre = can_block(call_of(*platform, std::string(hooked.event)).event);
      EXPECT_EQ(platform->refuse(hooked.event, "m") != Answer{}, pre) << hooked.event;
      blocking += pre ? 1 : 0;
    }
    EXPECT_EQ(blocking, 1) << platform->name;
  }
}

TEST(PlatformCases, AnotherHostsPayloadIsNotTakenForClaudeCodes) {
  const std::string text =
      R"({"hook_event_name":"PreToolUse","turn_id":"1","tool_name":"Bash","tool_input":{}})";
  const auto view = base::JsonView::parse(text);
  ASSERT_TRUE(view);
  EXPECT_EQ(detect_platform(view->root()), nullptr);
}

}  // namespace
}  // namespace hooks
