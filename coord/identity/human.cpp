#include "coord/identity/human.h"

#include <algorithm>
#include <array>

#include "coord/base/path.h"

namespace coord {

namespace {

struct Known {
  std::string_view mark;
  std::string_view agent;
};

// Names of the programs themselves, by executable or by what the kernel shows (a node program may
// rename itself). Editors with an agent inside are not here: people's terminals live in them.
constexpr std::array kPrograms = {
    Known{"agy",                 "Antigravity CLI"},
    Known{"aider",               "Aider"          },
    Known{"amp",                 "Amp"            },
    Known{"claude",              "Claude Code"    },
    Known{"claude.exe",          "Claude Code"    },
    Known{"cline",               "Cline"          },
    Known{"codex",               "Codex CLI"      },
    Known{"codex-linux-sandbox", "Codex CLI"      },
    Known{"codex-linux-san",     "Codex CLI"      }, // as cut to 15 bytes by the kernel
    Known{"copilot",             "Copilot CLI"    },
    Known{"crush",               "Crush"          },
    Known{"cursor-agent",        "Cursor CLI"     },
    Known{"droid",               "Factory Droid"  },
    Known{"gemini",              "Gemini CLI"     },
    Known{"goose",               "Goose"          },
    Known{"grok",                "Grok CLI"       },
    Known{"kiro-cli",            "Kiro"           },
    Known{"opencode",            "OpenCode"       },
    Known{"opencode.exe",        "OpenCode"       },
    Known{"qwen",                "Qwen Code"      },
};

// Packages whose scripts an interpreter runs under a file name that says nothing (index.js).
constexpr std::array kPackages = {
    Known{"/@anthropic-ai/claude-", "Claude Code"},
    Known{"/@github/copilot/",      "Copilot CLI"},
    Known{"/@google/gemini-cli",    "Gemini CLI" },
    Known{"/@openai/codex/",        "Codex CLI"  },
    Known{"/@qwen-code/",           "Qwen Code"  },
    Known{"/@sourcegraph/amp/",     "Amp"        },
    Known{"/opencode-ai/",          "OpenCode"   },
};

constexpr std::array<std::string_view, 5> kInterpreters = {"bun", "deno", "node", "python",
                                                           "python3"};

// Set by an agent for the commands it runs; the name alone counts.
constexpr std::array kVariables = {
    Known{"CLAUDECODE",               "Claude Code"},
    Known{"CLAUDE_CODE_SESSION_ID",   "Claude Code"},
    Known{"CLAUDE_PID",               "Claude Code"},
    Known{"CODEX_SANDBOX",            "Codex CLI"  },
    Known{"CODEX_SESSION_ID",         "Codex CLI"  },
    Known{"CODEX_THREAD_ID",          "Codex CLI"  },
    Known{"COPILOT_AGENT_SESSION_ID", "Copilot CLI"},
    Known{"COPILOT_CLI",              "Copilot CLI"},
    Known{"CURSOR_AGENT",             "Cursor"     },
    Known{"GEMINI_CLI",               "Gemini CLI" },
    Known{"OPENCODE_PID",             "OpenCode"   },
    Known{"QWEN_CODE_SESSION_ID",     "Qwen Code"  },
};

template <std::size_t N>
const Known* known(const std::array<Known, N>& among, std::string_view mark) {
  const auto found = std::ranges::find(among, mark, &Known::mark);
  return found == among.end() ? nullptr : &*found;
}

AgentMark mark_of(const Known& row, std::string why) {
  return {std::string(row.agent), std::move(why)};
}

std::string told(const Process& process, std::string_view name) {
  return "process " + std::to_string(process.pid) + " is " + std::string(name);
}

std::optional<AgentMark> by_program(const Process& process) {
  // A replaced binary's link ends in " (deleted)".
  const std::string_view exe = std::string_view(process.exe).substr(0, process.exe.find(" (del"));
  for (const std::string_view name : {base::base_name(exe), std::string_view(process.comm)}) {
    if (const Known* row = known(kPrograms, name)) return mark_of(*row, told(process, name));
  }
  return std::nullopt;
}

// "python3.11" is python3, too.
bool is_interpreter(std::string_view exe) {
  const std::string_view name = base::base_name(exe).substr(0, base::base_name(exe).find('.'));
  return std::ranges::find(kInterpreters, name) != kInterpreters.end();
}

std::optional<AgentMark> by_script(const Process& process) {
  if (process.args.size() < 2) return std::nullopt;
  if (!is_interpreter(process.exe) && !is_interpreter(process.args[0])) return std::nullopt;
  // The script is the first word that is no option of the interpreter.
  const auto script = std::find_if(process.args.begin() + 1, process.args.end(),
                                   [](const std::string& word) { return !word.starts_with('-'); });
  if (script == process.args.end()) return std::nullopt;
  const std::string_view name = base::base_name(*script);
  if (const Known* row = known(kPrograms, name)) return mark_of(*row, told(process, name));
  for (const Known& row : kPackages) {
    if (script->find(row.mark) != std::string::npos) return mark_of(row, told(process, *script));
  }
  return std::nullopt;
}

std::optional<AgentMark> by_variable(const Process& process) {
  for (const std::string& entry : process.env) {
    const std::string_view name = std::string_view(entry).substr(0, entry.find('='));
    if (const Known* row = known(kVariables, name)) {
      return mark_of(*row,
                     std::string(name) + " is set for process " + std::to_string(process.pid));
    }
  }
  return std::nullopt;
}

std::optional<AgentMark> by_own_variable() {
  for (const Known& row : kVariables) {
    if (!base::env_value(std::string(row.mark)).empty()) {
      return mark_of(row, std::string(row.mark) + " is set");
    }
  }
  return std::nullopt;
}

base::Error refusal(const AgentMark& mark, std::string_view verb) {
  return {base::Code::denied, "this is for people, and " + mark.agent + " is asking", mark.why,
          "ask a person to type flockgate " + std::string(verb) + " in a terminal of their own"};
}

}  // namespace

std::optional<AgentMark> agent_of(const Process& process) {
  std::optional<AgentMark> mark = by_program(process);
  return mark ? mark : by_script(process);
}

std::optional<AgentMark> find_agent(const Ancestry& ancestry) {
  for (const Process& process : ancestry.chain) {
    for (const auto look : {by_program, by_script, by_variable}) {
      if (std::optional<AgentMark> mark = look(process)) return mark;
    }
  }
  return std::nullopt;
}

base::Result<void> require_human(base::World& world, std::string_view verb) {
  const Ancestry ancestry = read_ancestry(world, world.env.pid);
  std::optional<AgentMark> mark = find_agent(ancestry);
  if (!mark) mark = by_own_variable();
  if (mark) return tl::unexpected(refusal(*mark, verb));
  if (!ancestry.whole && !world.env.stdout_is_tty) {
    return base::fail(base::Code::denied, "this is for people, and nobody can tell who is asking",
                      "the parent processes cannot be read and there is no terminal",
                      "type it in a terminal");
  }
  return {};
}

}  // namespace coord
