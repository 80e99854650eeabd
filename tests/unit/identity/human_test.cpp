#include "coord/identity/human.h"

#include <gtest/gtest.h>

namespace {

using coord::Ancestry;
using coord::find_agent;
using coord::Process;

Process program(std::int64_t pid, const std::string& exe, std::vector<std::string> args = {}) {
  Process process;
  process.pid = pid;
  process.exe = exe;
  process.comm = exe.substr(exe.rfind('/') + 1).substr(0, 15);
  process.args = std::move(args);
  return process;
}

Ancestry chain(std::vector<Process> above) {
  Ancestry ancestry;
  ancestry.chain.push_back(program(100, "/usr/bin/flockgate-cli"));
  for (Process& process : above) ancestry.chain.push_back(std::move(process));
  ancestry.whole = true;
  return ancestry;
}

std::string agent_of(const Ancestry& ancestry) {
  const auto mark = find_agent(ancestry);
  return mark ? mark->agent : "";
}

TEST(Human, TerminalOfAPersonIsOne) {
  EXPECT_EQ(agent_of(chain({program(90, "/usr/bin/bash"), program(80, "/usr/bin/tmux"),
                            program(1, "/usr/lib/systemd/systemd")})),
            "");
}

TEST(Human, AgentAnywhereAboveIsFound) {
  const auto mark = find_agent(chain({program(90, "/bin/dash"), program(80, "/usr/bin/bash"),
                                      program(70, "/opt/claude/claude.exe")}));
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->agent, "Claude Code");
  EXPECT_EQ(mark->why, "process 70 is claude.exe");
}

TEST(Human, NameTheKernelShowsIsEnough) {
  Process renamed = program(70, "/usr/bin/node");
  renamed.comm = "claude";
  EXPECT_EQ(agent_of(chain({renamed})), "Claude Code");
}

TEST(Human, ReplacedProgramIsStillKnown) {
  Process updated = program(70, "/usr/local/bin/codex (deleted)");
  updated.comm = "main";
  EXPECT_EQ(agent_of(chain({updated})), "Codex CLI");
}

TEST(Human, ScriptOfAnInterpreterIsFound) {
  EXPECT_EQ(agent_of(chain({program(70, "/usr/bin/node",
                                    {"node", "--no-warnings", "/usr/local/bin/gemini"})})),
            "Gemini CLI");
  EXPECT_EQ(agent_of(chain({program(70, "/usr/bin/node",
                                    {"node", "/usr/lib/node_modules/@google/gemini-cli/d/i.js"})})),
            "Gemini CLI");
  EXPECT_EQ(agent_of(chain(
                {program(70, "/usr/bin/python3.11", {"python3", "/home/a/.local/bin/aider"})})),
            "Aider");
}

TEST(Human, FileNamedLikeAnAgentIsNoAgent) {
  EXPECT_EQ(agent_of(chain({program(70, "/usr/bin/vim", {"vim", "claude"})})), "");
  EXPECT_EQ(agent_of(chain({program(70, "/usr/bin/node", {"node", "server.js", "gemini"})})), "");
}

TEST(Human, VariableOfAnAncestorCountsThoughOursIsClean) {
  Process shell = program(90, "/usr/bin/bash");
  shell.env = {"HOME=/home/a", "CLAUDECODE=1"};
  const auto mark = find_agent(chain({shell}));
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->why, "CLAUDECODE is set for process 90");
}

TEST(Human, VariableWhoseNameOnlyBeginsAlikeDoesNot) {
  Process shell = program(90, "/usr/bin/bash");
  shell.env = {"CLAUDECODE_THEME=dark"};
  EXPECT_EQ(agent_of(chain({shell})), "");
}

TEST(Human, SandboxOfCodexEndsTheChainAndIsFound) {
  Process sandbox = program(1, "/usr/bin/x");
  sandbox.comm = "codex-linux-san";
  EXPECT_EQ(agent_of(chain({sandbox})), "Codex CLI");
}

}  // namespace
