// Row I6: payloads that were damaged on the way still get an answer in the platform's form, and
// what cannot be read is never let through.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/hook_scene.h"

namespace {

using nlohmann::json;
using support::Client;
using support::clients;
using support::Ended;
using support::HookScene;
using support::stopped;
using support::verdict_of;

constexpr int kMutants = 60;

class PayloadFault : public testing::Test {
 protected:
  // One to three bytes are lost, doubled, or become something else.
  std::string mangled(std::string text) {
    static constexpr std::string_view kBytes = "\"{}[]:,\\ax0-.\x80\xff";
    for (std::size_t i = 0, edits = pick(3) + 1; i < edits; ++i) {
      const std::size_t at = pick(text.size());
      const char byte = kBytes[pick(kBytes.size())];
      switch (pick(4)) {
        case 0:
          text.erase(at, pick(9) + 1);
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        case 2:
          text.insert(at, text.substr(at, pick(20)));
          break;
        default:
          text[at] = byte;
      }
    }
    return text;
  }
  std::size_t pick(std::size_t below) { return random_() % below; }

  HookScene scene_;
  std::mt19937 random_{20261121};
};

bool is_word(const std::string& verdict) {
  return verdict == "allow" || verdict == "deny" || verdict == "ask" || verdict == "warn";
}

TEST_F(PayloadFault, I6_ADamagedPayloadIsAnsweredInFormAndNeverLetThroughUnread) {
  int unread = 0;
  for (const Client& client : clients()) {
    for (int i = 0; i < kMutants; ++i) {
      const std::string payload = mangled(scene_.read(client, i % 2 == 0 ? ".env" : "README.md"));
      SCOPED_TRACE(client.platform + ": " + payload);
      const Ended ended = support::run(scene_.hook(client, client.pre_event, payload));
      const bool is_stopped = stopped(client, ended);
      EXPECT_TRUE(is_stopped || is_word(verdict_of(client, ended))) << verdict_of(client, ended);
      if (json::accept(payload)) continue;
      EXPECT_TRUE(is_stopped) << verdict_of(client, ended);
      ++unread;
    }
  }
  EXPECT_GT(unread, kMutants / 2);  // fewer, and the test shows little
}

// Members nobody knows, in any place, neither loosen nor confuse a verdict.
TEST_F(PayloadFault, I6_MembersThatNobodyKnowsChangeNoVerdict) {
  for (const Client& client : clients()) {
    for (const char* more : {R"({"future":{"tool_input":{"file_path":"README.md"}}})",
                             R"({"aaa":[[[]]],"zzz":null})", R"({"x":"\"}{"})"}) {
      json payload = json::parse(scene_.read(client, ".env"));
      payload.update(json::parse(more));
      payload["tool_input"].update(json::parse(more));
      SCOPED_TRACE(client.platform + ": " + payload.dump());
      const auto start = scene_.hook(client, client.pre_event, payload.dump());
      EXPECT_TRUE(stopped(client, support::run(start)));
    }
  }
}

}  // namespace
