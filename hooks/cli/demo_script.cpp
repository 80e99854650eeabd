#include "hooks/cli/demo_script.h"

#include <array>

#include "coord/base/json_view.h"
#include "coord/base/text.h"

namespace hooks::cli {

namespace {

// {n} is the agent's number, {r} the round.
struct Row {
  Goal goal;
  Move move;
  std::string_view path;
  std::string_view text;
};

// clang-format off
constexpr std::array kWork = {
    Row{Goal::work, Move::read,  "src/agent-{n}.txt", ""},
    Row{Goal::work, Move::write, "src/agent-{n}.txt", "round {r} of agent {n}\n"},
    Row{Goal::work, Move::run,   "", "echo 'round {r}' >> log/agent-{n}.log"},
    Row{Goal::work, Move::run,   "", "grep -c round src/agent-{n}.txt log/agent-{n}.log"},
};

// One of each a round, in turn.
constexpr std::array kReadSecret = {
    Row{Goal::read_secret, Move::read, ".env", ""},
    Row{Goal::read_secret, Move::run,  "", "cat .env"},
    Row{Goal::read_secret, Move::run,  "", "grep API_KEY < ./.env | head -n 1"},
    Row{Goal::read_secret, Move::run,  "", "cd src && cp ../.env copy-{n}.txt"},
};
constexpr std::array kChangeSecret = {
    Row{Goal::change_secret, Move::write, ".env", "API_KEY=agent-{n}\n"},
    Row{Goal::change_secret, Move::run,   "", "echo API_KEY=agent-{n} > .env"},
    Row{Goal::change_secret, Move::run,   "", "sed -i 's/=.*/=agent-{n}/' src/../.env"},
    Row{Goal::change_secret, Move::run,   "", "tee .env < src/agent-{n}.txt > /dev/null"},
};
constexpr std::array kChangeGuard = {
    Row{Goal::change_guard, Move::write, ".claude/settings.json", "{}\n"},
    Row{Goal::change_guard, Move::run,   "", "rm -f .gemini/settings.json"},
    Row{Goal::change_guard, Move::run,   "", "echo '{}' > .claude/settings.json"},
    Row{Goal::change_guard, Move::run,   "", "mv .gemini/settings.json src/old-{n}.json"},
};
// clang-format on

// Its own file only, and still git's one index is everybody's.
constexpr int kCommitEvery = 3;
constexpr std::string_view kCommit =
    "git add src/agent-{n}.txt && git commit -q -m 'round {r}' -- src/agent-{n}.txt";

// How one platform names what our three moves are.
struct Words {
  std::string_view platform;
  std::string_view before;
  std::string_view after;
  std::array<std::string_view, 3> tools;  // in the order of Move
  std::string_view more;                  // members every payload carries
  std::string_view response;              // the after event's answer of a tool
};

// clang-format off
constexpr std::array<Words, 2> kWords = {
    Words{"claude-code", "PreToolUse", "PostToolUse", {"Write", "Read", "Bash"},
          R"("permission_mode":"acceptEdits",)", R"({"stdout":"","stderr":"","interrupted":false})"},
    Words{"gemini-cli", "BeforeTool", "AfterTool", {"write_file", "read_file", "run_shell_command"},
          R"("timestamp":"2026-01-01T00:00:00.000Z",)", R"({"llmContent":"ok","returnDisplay":"ok"})"},
};
// clang-format on

const Words& words_of(Dialect dialect) {
  return kWords[static_cast<std::size_t>(dialect)];
}

std::string filled(std::string_view pattern, int agent, int round) {
  std::string text;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::string_view rest = pattern.substr(at);
    if (rest.starts_with("{n}") || rest.starts_with("{r}")) {
      text += std::to_string(rest[1] == 'n' ? agent : round);
      at += 2;
    } else {
      text += pattern[at];
    }
  }
  return text;
}

Step step_of(const Row& row, const Agent& agent, int round) {
  return {row.goal, row.move, filled(row.path, agent.number, round),
          filled(row.text, agent.number, round), row.goal == Goal::work ? Word::allow : Word::deny};
}

std::string input_of(const Step& step, const std::string& folder) {
  if (step.move == Move::run) return R"({"command":)" + base::json_string(step.text) + "}";
  std::string input = R"({"file_path":)" + base::json_string(folder + "/" + step.path);
  if (step.move == Move::write) input += R"(,"content":)" + base::json_string(step.text);
  return input + "}";
}

std::string member(std::string_view name, std::string_view value) {
  return base::json_string(name) + ":" + base::json_string(value) + ",";
}

}  // namespace

Agent agent_of(int number) {
  const Dialect dialect = number % 2 == 0 ? Dialect::claude_code : Dialect::gemini_cli;
  return {number, dialect, "demo-session-" + std::to_string(number)};
}

Step look_again() {
  return {Goal::share, Move::read, std::string(kSharedFile), "", {}};
}

std::vector<Step> round_of(const Agent& agent, int round) {
  std::vector<Step> steps;
  steps.push_back(look_again());
  for (const Row& row : kWork) steps.push_back(step_of(row, agent, round));
  const auto turn = static_cast<std::size_t>(agent.number + round) % kReadSecret.size();
  for (const auto& rows : {kReadSecret, kChangeSecret, kChangeGuard}) {
    steps.push_back(step_of(rows[turn], agent, round));
  }
  if (round % kCommitEvery == 0) {
    steps.push_back({Goal::commit, Move::run, "", filled(kCommit, agent.number, round), {}});
  }
  steps.push_back({Goal::share,
                   Move::write,
                   std::string(kSharedFile),
                   filled("agent {n} round {r}\n", agent.number, round),
                   {}});
  return steps;
}

std::string_view platform_of(Dialect dialect) {
  return words_of(dialect).platform;
}

std::string_view event_before(Dialect dialect) {
  return words_of(dialect).before;
}

std::string_view event_after(Dialect dialect) {
  return words_of(dialect).after;
}

std::string payload_of(const Agent& agent, const Step& step, std::string_view event,
                       const std::string& folder, int call) {
  const Words& words = words_of(agent.dialect);
  std::string payload = "{" + member("session_id", agent.session);
  payload += member("transcript_path", folder + "/../transcript.jsonl");
  payload += member("cwd", folder) + member("hook_event_name", event);
  payload.append(words.more);
  payload += member("tool_name", words.tools[static_cast<std::size_t>(step.move)]);
  if (agent.dialect == Dialect::claude_code) {
    payload += member("tool_use_id", "toolu_demo" + std::to_string(call));
  }
  payload += R"("tool_input":)" + input_of(step, folder);
  if (event == words.after) payload += R"(,"tool_response":)" + std::string(words.response);
  return payload + "}";
}

Word word_of(Dialect dialect, const Answer& answer) {
  if (answer.exit_code == 2) return Word::deny;
  if (answer.out.empty()) return Word::allow;
  const base::Result<base::JsonView> view = base::JsonView::parse(answer.out);
  if (!view) return Word::allow;  // what is no JSON stops nothing on either platform
  const base::JsonRef root = view->root();
  const std::optional<std::string> word =
      dialect == Dialect::claude_code ? root.get("hookSpecificOutput").text("permissionDecision")
                                      : root.text("decision");
  if (word == "deny" || word == "block") return Word::deny;
  if (word == "ask") return Word::ask;
  return root.get("hookSpecificOutput").get("additionalContext") ? Word::warn : Word::allow;
}

}  // namespace hooks::cli
