// An agent's own changes become a commit, whatever else stands in the work tree and the index.
// Source: ADR-0071, ADR-0077 (commits of one's own work).
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "coord/backend/local.h"
#include "coord/base/clock_pause.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "coord/stamp/blobs.h"
#include "guards/words.h"
#include "hooks/cli/caller.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/json_list.h"
#include "hooks/cli/output.h"
#include "hooks/cli/private_commit.h"
#include "hooks/cli/settled.h"
#include "hooks/cli/state_place.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;

constexpr base::Millis kLockMs = 1'000;
constexpr base::Millis kIndexMs = 5'000;
constexpr base::Millis kSettleMs = 2'000;
constexpr base::Millis kPauseMs = 5;
constexpr int kTries = 5;  // others write meanwhile
constexpr std::size_t kShown = 12;

Result<std::string> caller(const Invocation& call, const coord::Standing& standing) {
  if (auto agent = agent_of_call(call, standing)) return *std::move(agent);
  return base::fail(Code::not_found, "no agent is known to ask for this commit", {},
                    "agents: run it as a call of its own; people: --agent NAME, or git commit");
}

std::vector<std::string> commit_words(const Invocation& call, const std::string& agent,
                                      const std::string& task) {
  std::vector<std::string> words = {"commit", "--quiet"};
  for (const std::string& message : call.values("--message")) {
    words.emplace_back("-m");
    words.push_back(message);
  }
  words.push_back("--trailer=Flockgate-Agent: " + agent);
  if (!task.empty()) words.push_back("--trailer=Flockgate-Task: " + base::one_line(task));
  return words;
}

std::string lines_of(const coord::Rest& rest) {
  if (rest.last < rest.first) return "lines gone before line " + std::to_string(rest.first);
  if (rest.last == rest.first) return "line " + std::to_string(rest.first);
  return "lines " + std::to_string(rest.first) + "-" + std::to_string(rest.last);
}

std::string reason_of(const coord::Rest& rest) {
  const char* them = rest.last == rest.first ? "it" : "them";
  if (!rest.agent.empty())
    return rest.agent + (rest.last < rest.first ? " took " : " wrote ") + them;
  if (rest.seen) return std::string("who wrote ") + them + " is on no record";
  return std::string("no hook saw ") + them + (rest.last < rest.first ? " go" : " written");
}

// What to do where nobody is on record.
std::string way_to_take(const LeftOut& left) {
  const std::string name = guards::shell_word(left.path);
  const std::string first = left.known ? "" : "git add " + name + " && ";
  return "are they yours? " + first + "git commit -m MESSAGE -- " + name;
}

std::vector<std::string> words_of(const LeftOut& left) {
  const std::string name = "left out: " + base::one_line(left.path) + ", ";
  if (!left.why.empty()) return {name + left.why, way_to_take(left)};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(kShown, left.rests.size()); ++i)
    words.push_back(name + lines_of(left.rests[i]) + ": " + reason_of(left.rests[i]));
  if (left.rests.size() > kShown)
    words.push_back(name + "and " + std::to_string(left.rests.size() - kShown) + " places more");
  const bool unclear =
      std::ranges::any_of(left.rests, [](const coord::Rest& rest) { return rest.agent.empty(); });
  if (unclear) words.push_back(way_to_take(left));
  return words;
}

struct Committed {
  std::string agent;
  OwnWork work;
};

Result<void> check_work(const Committed& out) {
  if (!out.work.is_empty()) return {};
  std::vector<std::string> words;
  for (const LeftOut& left : out.work.left)
    std::ranges::move(words_of(left), std::back_inserter(words));
  return base::fail(Code::not_found, "no change here is the work of " + out.agent + " alone",
                    base::join(words, "; "));
}

// So that the next commit of this file knows what of it HEAD holds. Without it, it compares.
void tell_parts(const Committed& out, const guards::Place& place, coord::Backend& backend,
                base::World& world) {
  for (const OwnPart& part : out.work.parts) {
    const base::Hash128 seen = base::hash128(part.seen);
    const std::string file = base::join_path(place.root, part.path);
    const std::string path =
        coord::edit_path(file, place.root, coord::journal_path(place.state_dir));
    static_cast<void>(
        coord::keep_blob(world, base::join_path(place.state_dir, "blobs"), seen, part.seen));
    static_cast<void>(
        backend.record(std::string(coord::kCommitKind),
                       fields_of(coord::PartCommit{out.agent, path, seen, part.last, part.head,
                                                   coord::lines_hash(part.text)})));
  }
}

struct Order {
  const guards::Place& place;
  std::vector<std::string> paths;
  std::vector<std::string> words;  // of git commit
};

// Judged and put together again when another writes one of the files meanwhile.
Result<void> make(const Order& order, coord::Backend& backend, Committed& out, base::World& world) {
  const guards::Place& place = order.place;
  PrivateCommit git = TRY(PrivateCommit::begin(world, place, kIndexMs));
  const base::Millis give_up = world.clock.boot_ms() + kSettleMs;
  for (int i = 0; i < kTries;) {
    const coord::Record record = TRY(coord::read_record(world, place.state_dir, place.root));
    const Ownership own{world, place, record, out.agent};
    auto work = own_work(own, order.paths);
    if (world.clock.boot_ms() < give_up && !TRY(is_settled(own, backend))) {
      base::pause_ms(kPauseMs);
      continue;
    }
    ++i;
    out.work = TRY(std::move(work));
    TRY_VOID(check_work(out));
    if (!TRY(git.take(out.work))) continue;
    TRY_VOID(git.commit(order.words));
    tell_parts(out, place, backend, world);  // before anybody else can commit
    return git.finish();
  }
  return base::fail(Code::busy, "others write these files all the time", place.root);
}

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
  Order order{place, call.words, commit_words(call, out.agent, task_of(standing, out.agent))};
  order.paths.insert(order.paths.end(), call.rest.begin(), call.rest.end());
  TRY_VOID(make(order, *backend, out, world));
  return out;
}

std::string json_of(const LeftOut& left) {
  const std::string head = "{\"file\":" + base::json_string(left.path);
  if (!left.why.empty()) return head + ",\"why\":" + base::json_string(left.why) + "}";
  std::string all;
  for (const coord::Rest& rest : left.rests) {
    all += (all.empty() ? "" : ",") + head + ",\"first\":" + std::to_string(rest.first) +
           ",\"last\":" + std::to_string(rest.last) +
           ",\"of\":" + (rest.agent.empty() ? "null" : base::json_string(rest.agent)) +
           ",\"why\":" + base::json_string(reason_of(rest)) + "}";
  }
  return all;
}

void print_json(const Committed& done) {
  const auto path = [](const auto& file) { return base::json_string(file.path); };
  print(R"({"schema":"commit/2","agent":)" + base::json_string(done.agent) + ",\"files\":" +
        json_list(done.work.files, path) + ",\"parts\":" + json_list(done.work.parts, path) +
        ",\"left_out\":" + json_list(done.work.left, json_of) + "}\n");
}

}  // namespace

int command_commit(const Invocation& call, base::World& world) {
  const Result<Committed> done = commit_own(call, world);
  if (!done) return complain(done.error(), call.json());
  if (call.json()) {
    print_json(*done);
    return kOk;
  }
  for (const OwnFile& file : done->work.files)
    print("committed " + base::one_line(file.path) + "\n");
  for (const OwnPart& part : done->work.parts)
    print("committed your lines of " + base::one_line(part.path) + "\n");
  for (const LeftOut& left : done->work.left) {
    for (const std::string& line : words_of(left)) say(line);
  }
  return kOk;
}

}  // namespace hooks::cli
