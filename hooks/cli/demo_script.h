// demo_script.h - what each agent of the demo does, and how its platform would tell a hook.
// Shape:  pure functions over plain values; the same script for every run.
// Units:  agents and rounds count from 0.
// Errors: none.
// Source: payload forms recorded from Claude Code 2.1 and Gemini CLI 0.61.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hooks/verdict.h"

namespace hooks::cli {

enum class Dialect : std::uint8_t { claude_code, gemini_cli };

// What a step is for: rows of the table at the end.
enum class Goal : std::uint8_t { work, share, read_secret, change_secret, change_guard, commit };
inline constexpr std::size_t kGoals = 6;

enum class Move : std::uint8_t { write, read, run };

struct Step {
  Goal goal = Goal::work;
  Move move = Move::run;
  std::string path;  // of write and read, relative to the repository
  std::string text;  // content of write, command of run
  Word expected = Word::allow;
};

struct Agent {
  int number = 0;
  Dialect dialect = Dialect::claude_code;
  std::string session;
};

Agent agent_of(int number);

// One round of one agent. Agents add a line to what all share as agents do: by writing back the
// file as they read it at the begin of the round.
std::vector<Step> round_of(const Agent& agent, int round);

// What an agent does whose write to the shared file was refused, before it tries once more.
Step look_again();

inline constexpr std::string_view kSharedFile = "notes.md";
inline constexpr std::string_view kSecretFile = ".env";
inline constexpr std::string_view kSecret = "API_KEY=the-real-one\n";

std::string_view platform_of(Dialect dialect);
std::string_view event_before(Dialect dialect);
std::string_view event_after(Dialect dialect);

// The payload of `event` for this step, as the platform sends it.
std::string payload_of(const Agent& agent, const Step& step, std::string_view event,
                       const std::string& folder, int call);

// What the platform makes of an answer: goes on, asks, or stops the tool.
Word word_of(Dialect dialect, const Answer& answer);

}  // namespace hooks::cli
