// Source: git-commit(1), --only: a private index with these paths, hooks and signing as always, and
// the real index true afterwards.
#include <algorithm>
#include <string>
#include <utility>

#include "coord/backend/local.h"
#include "coord/base/environment.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "hooks/cli/caller.h"
#include "hooks/cli/child.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"
#include "hooks/cli/own_work.h"
#include "hooks/cli/state_place.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;

constexpr base::Millis kLockMs = 1'000;

Result<std::string> caller(const Invocation& call, const coord::Standing& standing) {
  if (auto agent = agent_of_call(call, standing)) return *std::move(agent);
  return base::fail(Code::not_found, "no agent is known to ask for this commit", {},
                    "agents: run it as a call of its own; people: --agent NAME, or git commit");
}

// What git takes from its surroundings, but for what would name another repository or index.
std::vector<std::string> environment() {
  std::vector<std::string> variables = base::environment();
  std::erase_if(variables, [](const std::string& one) {
    return one.starts_with("GIT_DIR=") || one.starts_with("GIT_INDEX_FILE=") ||
           one.starts_with("GIT_WORK_TREE=");
  });
  return variables;
}

Result<Ran> git(const std::string& root, std::vector<std::string> words,
                const std::vector<std::string>& files) {
  words.insert(words.begin(), {"git", "--literal-pathspecs"});
  words.emplace_back("--");
  words.insert(words.end(), files.begin(), files.end());
  return run_command({std::move(words), {}, root, environment()});
}

Result<void> need(const Result<Ran>& ran, std::string what) {
  if (!ran) return tl::unexpected(ran.error());
  if (ran->exit_code == 0) return {};
  return base::fail(Code::denied, std::move(what),
                    base::one_line(ran->err.empty() ? ran->out : ran->err, 400));
}

std::vector<std::string> commit_words(const Invocation& call, const std::string& agent,
                                      const std::string& task) {
  std::vector<std::string> words = {"commit", "--only", "--quiet"};
  for (const std::string& message : call.values("--message")) {
    words.emplace_back("-m");
    words.push_back(message);
  }
  words.push_back("--trailer=Flockgate-Agent: " + agent);
  if (!task.empty()) words.push_back("--trailer=Flockgate-Task: " + base::one_line(task));
  return words;
}

// Git commits a path only when its index knows it; a commit that fails must leave no trace there.
Result<void> commit(const std::string& root, const OwnWork& work,
                    const std::vector<std::string>& words) {
  if (!work.fresh.empty()) {
    TRY_VOID(need(git(root, {"add", "-N"}, work.fresh), "git does not take a new file"));
  }
  auto done = need(git(root, words, work.files), "git did not commit");
  if (!done && !work.fresh.empty()) {
    TRY_VOID(need(git(root, {"reset", "-q"}, work.fresh), "a new file stays in the index"));
  }
  return done;
}

struct Committed {
  std::string agent;
  OwnWork work;
};

Result<Committed> commit_own(const Invocation& call, base::World& world) {
  if (call.values("--message").empty()) {
    return base::fail(Code::invalid_input, "a commit needs a message", {}, "-m MESSAGE");
  }
  const guards::Place place = TRY(find_place(world));
  if (place.root.empty()) {
    return base::fail(Code::not_found, "no work tree here", world.env.cwd, "cd to the checkout");
  }
  TRY_VOID(coord::open_state_dir(world, place.state_dir));
  const auto backend = TRY(coord::open_local(world, place.state_dir, {}, kLockMs));
  const coord::Standing standing = TRY(backend->standing());
  Committed out;
  out.agent = TRY(caller(call, standing));
  coord::Others others = coord::others_of(standing, out.agent, world.clock.wall_ms());
  TRY_VOID(coord::read_edits(world, coord::journal_path(place.state_dir), place.root, others));
  std::vector<std::string> paths = call.words;
  paths.insert(paths.end(), call.rest.begin(), call.rest.end());
  out.work = TRY(own_work(others, {world, place.root, world.env.cwd}, paths));
  if (out.work.files.empty()) {
    return base::fail(Code::not_found, "no changed file is the work of " + out.agent + " alone",
                      base::one_line(base::join(out.work.shared, ", ")),
                      "name a shared file to commit it as a whole");
  }
  TRY_VOID(
      commit(place.root, out.work, commit_words(call, out.agent, task_of(standing, out.agent))));
  return out;
}

std::string json_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts)
    out += (out.size() > 1 ? "," : "") + base::json_string(text);
  return out + "]";
}

}  // namespace

int command_commit(const Invocation& call, base::World& world) {
  const Result<Committed> done = commit_own(call, world);
  if (!done) return complain(done.error(), call.json());
  if (call.json()) {
    print("{\"schema\":\"commit/1\",\"agent\":" + base::json_string(done->agent) + ",\"files\":" +
          json_list(done->work.files) + ",\"left_out\":" + json_list(done->work.shared) + "}\n");
    return kOk;
  }
  for (const std::string& file : done->work.files)
    print("committed " + base::one_line(file) + "\n");
  for (const std::string& file : done->work.shared) {
    say("left out, another edited it too: " + base::one_line(file));
  }
  return kOk;
}

}  // namespace hooks::cli
