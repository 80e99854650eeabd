// The rows. A new verb: one declaration in commands.h, one row here, its file in CMakeLists.txt.
#include <algorithm>
#include <array>

#include "hooks/cli/args.h"
#include "hooks/cli/commands.h"

namespace hooks::cli {

namespace {

// clang-format off
constexpr Flag kPlatform{"--platform", "NAME", "claude-code or gemini-cli; default: what is in use here"};
constexpr Flag kScope{"--scope", "WHERE", "project (default) or user"};

constexpr std::array kAudit = {
    Flag{"--agent",   "NAME",  "begin of a platform or session, or a sub-agent"},
    Flag{"--rule",    "ID",    "whole, or up to a dot: secrets"},
    Flag{"--verdict", "WORD",  "allow, warn, ask or deny"},
    Flag{"--stage",   "STAGE", "monitor, warn or enforce"},
    Flag{"--path",    "PATH",  "a file, a folder, or a glob"},
    Flag{"--since",   "TIME",  "not older than: 30m, 2h, 1d"},
    Flag{"--last",    "N",     "only the newest N of them (tail: 10)"},
    Flag{"--follow",  "",      "tail: go on with what comes", 'f'},
    Flag{"--all",     "",      "check: the old segments, too"},
};
constexpr std::array kCopy = {
    Flag{"--agent", "NAME", "whose changes; default: the agent in whose call this runs"},
    Flag{"--wait",  "TIME", "how long to wait until nobody writes (5s)"},
    Flag{"--with",  "PATH", "a file or folder that git ignores, too; may be given again"},
};
constexpr std::array kCommit = {
    Flag{"--message", "TEXT", "the message; given again, one more paragraph", 'm'},
    Flag{"--agent",   "NAME", "whose work; default: the agent in whose call this runs"},
};
constexpr std::array kInit = {
    kPlatform,
    kScope,
    Flag{"--dry-run",     "", "say what would change, write nothing"},
    Flag{"--fail-closed", "", "a hook that cannot answer stops the tool (Claude Code 2.1.295 on)"},
    Flag{"--policy",      "", "also write a first .flockgate/policy.json"},
};
constexpr std::array kOff = {
    Flag{"--for",    "TIME", "how long, at most 24h; default 30m"},
    Flag{"--reason", "TEXT", "kept in the journal"},
};
constexpr std::array kUninstall = {kPlatform, kScope};
constexpr std::array kDemo = {
    Flag{"--agents", "N", "how many at once (7)"},
    Flag{"--rounds", "N", "rounds of each (12)"},
    Flag{"--keep",   "",  "leave the scratch repositories behind"},
};

constexpr std::array kJournal = {
    Flag{"--all",     "",     "check: the old segments too"},
    Flag{"--durable", "",     "append: wait until the disk has it"},
    Flag{"--follow",  "",     "tail: wait for more", 'f'},
    Flag{"--stream",  "NAME", "a stream of your own instead of the coordination journal"},
    Flag{"--timeout", "TIME", "longest wait for the lock (250ms)"},
};

constexpr std::array kPolicy = {
    Flag{"--format", "NAME", "test: text (default), json or junit"},
    Flag{"--rule", "ID", "show: this rule only"},
};

constexpr std::array kExplain = {
    Flag{"--batch", "",    "JSON Lines in, a line of JSON out for each"},
    Flag{"--repo",  "DIR", "as if the command ran there"},
};

constexpr std::array kJoin = {
    Flag{"--adopt", "AGENT", "go on with what an agent left that ended in the middle (see status)"},
    Flag{"--task", "TEXT", "what you are at, for the others to read"},
};

constexpr std::array kLock = {
    Flag{"--mode",     "MODE",  "read, intent_write or write (default)"},
    Flag{"--priority", "LEVEL", "low, normal (default), high or critical"},
    Flag{"--reason",   "TEXT",  "break: told to the holder and kept in the journal"},
    Flag{"--request",  "ID",    "acquire: asked again with the same ID, the same lease is the answer"},
    Flag{"--ttl",      "TIME",  "how long without renewal (120s), at most an hour"},
    Flag{"--wait",     "TIME",  "acquire: how long to wait for it (0s); the place in line is kept after"},
};

constexpr std::array kRestore = {
    Flag{"--list",  "",     "what was kept, oldest first"},
    Flag{"--agent", "NAME", "whose; default: the agent in whose call this runs"},
    Flag{"--wait",  "TIME", "how long to wait for others who are at the files (5s)"},
};

constexpr std::array kShelve = {
    Flag{"--agent", "NAME", "whose; default: the agent in whose call this runs"},
    Flag{"--wait",  "TIME", "how long to wait for others who are at the files (5s)"},
};

constexpr std::array kStatus = {
    Flag{"--metrics", "",     "counts of the journal as name and number, a line each"},
    Flag{"--watch",   "",     "again every second"},
    Flag{"--write",   "FILE", "the JSON into this file, replaced whole"},
};

constexpr std::array kUndo = {
    Flag{"--agent", "NAME", "all its edits that are in no commit"},
    Flag{"--task",  "TEXT", "the same of all agents at this task"},
    Flag{"--wait",  "TIME", "how long to wait for others who are at the files (5s)"},
};

constexpr std::array kWith = {
    Flag{"--read",     "SCOPE", "nobody writes there meanwhile"},
    Flag{"--resource", "NAME",  "a thing of one at a time: git, port:3000"},
    Flag{"--wait",     "TIME",  "how long to wait for all of it (5s)"},
    Flag{"--write",    "SCOPE", "nobody else is there meanwhile"},
};

constexpr std::array kVerbs = {
    Verb{"audit", "[list | tail [-f] | show NUMBER | check]", "what was judged, and how", kAudit, false, command_audit},
    Verb{"baseline", "-- COMMAND", "run a command in a copy without this agent's changes; its exit code", kCopy, false, command_baseline},
    Verb{"commit", "-m TEXT [-- FILES]", "commit what this agent changed, and nothing of others", kCommit, false, command_commit},
    Verb{"completion", "bash", "a script that completes verbs and flags: source <(flockgate completion bash)", {}, false, command_completion},
    Verb{"demo", "", "agents at work in a scratch repository, with the guard and without", kDemo, false, command_demo},
    Verb{"doctor", "", "what is wrong with the guard here; exit 1 when something is", {}, false, command_doctor},
    Verb{"explain", "[-- COMMAND]", "what a shell command would do to which files", kExplain, false, command_explain},
    Verb{"export", "FOLDER", "a copy of the work tree as it is between two writes", kCopy, false, command_export},
    Verb{"help", "[VERB]", "all verbs, or one verb with its flags", {}, false, command_help},
    Verb{"init", "", "put our hooks into the settings of your agents", kInit, false, command_init},
    Verb{"join", "", "who you are here, as the others see you", kJoin, false, command_join},
    Verb{"journal", "append KIND JSON | tail [-f] | check | compact", "the append-only record of who does what", kJournal, false, command_journal},
    Verb{"lock", "acquire SCOPE... | renew [LEASE...] | release [LEASE...] | list | handoff LEASE AGENT | break LEASE", "leases on files, folders, patterns and resources (res:NAME)", kLock, false, command_lock},
    Verb{"off", "", "emergency: turn the rules off here for a while", kOff, true, command_off},
    Verb{"on", "", "end `off`", {}, true, command_on},
    Verb{"policy", "check [FILE] | show | schema | test [CASES...] | trust [FILE]", "the rules in force here", kPolicy, false, command_policy},
    Verb{"restore", "[--list] [SNAPSHOT] [-- FILES]", "bring back what a command destroyed; default: before the last such one", kRestore, false, command_restore},
    Verb{"shelve", "[save] NAME [FILES...] | list | show NAME | apply NAME | pop NAME | drop NAME", "put your own changes aside under a name, and bring them back; git stash for one of many", kShelve, false, command_shelve},
    Verb{"status", "", "who works here and on what, then hooks, switch, policy, journal and audit", kStatus, false, command_status},
    Verb{"undo", "[EDIT...]", "take edits back and keep what others did since; default: your last one", kUndo, false, command_undo},
    Verb{"uninstall", "", "take our hooks out again, byte for byte", kUninstall, true, command_uninstall},
    Verb{"unshelve", "NAME", "the same as shelve pop", kShelve, false, command_shelve},
    Verb{"version", "", "the version of this program", {}, false, command_version},
    Verb{"who", "FILE[:LINE]", "which agent wrote which lines, as far as hooks saw it", {}, false, command_who},
    Verb{"with", "-- COMMAND", "run a command while holding leases; its exit code, or 75 when they were not had", kWith, false, command_with},
};
// clang-format on

static_assert(std::ranges::is_sorted(kVerbs, {}, &Verb::name));

}  // namespace

std::span<const Verb> verbs() {
  return kVerbs;
}

}  // namespace hooks::cli
