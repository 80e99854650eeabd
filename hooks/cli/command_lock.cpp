#include <algorithm>
#include <array>
#include <optional>

#include "coord/base/text.h"
#include "coord/coordinator_caller.h"
#include "coord/identity/human.h"
#include "coord/lease/options.h"
#include "coord/lease/scope.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/lease_desk.h"
#include "hooks/cli/lease_words.h"
#include "hooks/cli/output.h"
#include "hooks/cli/state_place.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::fail;
using base::Result;
using coord::lease::Fence;

template <class Word>
Result<Word> word_of(const Invocation& call, std::string_view flag, Word otherwise,
                     std::optional<Word> (*named)(std::string_view), std::string_view known) {
  const auto text = call.value(flag);
  if (!text) return otherwise;
  if (const auto word = named(*text)) return *word;
  return fail(Code::invalid_input, std::string(flag) + " is " + std::string(known),
              base::one_line(*text));
}

Result<coord::Ask> read_ask(const Invocation& call, const Desk& desk, base::World& world) {
  coord::Ask ask;
  const auto mode = TRY(word_of(call, "--mode", coord::lease::Mode::write, coord::lease::mode_named,
                                "read, intent_write or write"));
  ask.priority = TRY(word_of(call, "--priority", coord::lease::Priority::normal,
                             coord::lease::priority_named, "low, normal, high or critical"));
  ask.ttl_ms = TRY(time_of(call, "--ttl", 0));
  ask.call = call.value("--request").value_or("");
  if (call.has("--ttl") && ask.ttl_ms == 0) {
    return fail(Code::invalid_input, "a lease needs time", "--ttl 0", "write --ttl 30s");
  }
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    TRY_VOID(add_claims(call.words[i], mode, desk.place, world, ask.claims));
  }
  if (!ask.claims.empty()) return ask;
  return fail(Code::invalid_input, "acquire takes what to lease", {},
              "flockgate lock acquire src/a.c --wait 5s");
}

std::string scopes_of(const coord::Ask& ask) {
  std::vector<std::string> texts;
  for (const auto& claim : ask.claims) texts.push_back(coord::lease::to_text(claim.scope));
  return base::join(texts, " ");
}

int tell_reply(const coord::Ask& ask, const coord::Reply& reply, const Invocation& call) {
  if (call.json()) {
    print(R"({"schema":"lock/1","granted":)" + std::string(reply.granted() ? "true" : "false") +
          ",\"fence\":" + (reply.granted() ? std::to_string(reply.fence) : "null") +
          ",\"ticket\":" + (reply.ticket != 0 ? std::to_string(reply.ticket) : "null") +
          R"(,"mode":")" + name_of(ask.claims.front().mode) + R"(","scopes":)" +
          base::json_string(scopes_of(ask)) + ",\"obstacles\":" + obstacles_json(reply) + "}\n");
  } else if (reply.granted()) {
    print(std::to_string(reply.fence) + "\n");
  }
  if (reply.granted()) return kOk;
  say("flockgate: not granted: " + scopes_of(ask) + "\n" + obstacle_words(reply) +
      (reply.ticket == 0 ? std::string()
                         : "your place in line is kept: ticket " + std::to_string(reply.ticket)));
  return kBusy;
}

Result<int> acquire(const Invocation& call, base::World& world) {
  Desk desk = TRY(open_desk(world));
  const coord::Ask ask = TRY(read_ask(call, desk, world));
  const base::Millis wait = TRY(time_of(call, "--wait", 0));
  const coord::Reply reply = TRY(ask_for(desk, ask, wait, world));
  return tell_reply(ask, reply, call);
}

// The fences typed, or every lease of ours that was asked for.
Result<std::vector<Fence>> own_fences(const Invocation& call, Desk& desk) {
  std::vector<Fence> fences;
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    fences.push_back(TRY(fence_of(call.words[i])));
  }
  if (!fences.empty()) return fences;
  const coord::Standing standing = TRY(desk.leases->standing());
  for (const coord::HeldLease& held : standing.leases) {
    const bool ours = held.agent == desk.agent && held.kind == coord::lease::Kind::asked;
    if (ours && std::ranges::find(fences, held.fence) == fences.end()) {
      fences.push_back(held.fence);
    }
  }
  return fences;
}

int tell_fences(std::string_view done, const std::vector<Fence>& fences, const Invocation& call) {
  std::string list;
  for (const Fence fence : fences) list += (list.empty() ? "" : ",") + std::to_string(fence);
  if (call.json()) {
    print(R"({"schema":"lock/1",")" + std::string(done) + "\":[" + list + "]}\n");
  } else {
    say(std::string(done) + " " + (list.empty() ? "nothing" : list));
  }
  return kOk;
}

Result<int> renew(const Invocation& call, base::World& world) {
  Desk desk = TRY(open_desk(world));
  const base::Millis ttl = TRY(time_of(call, "--ttl", 0));
  const std::vector<Fence> fences = TRY(own_fences(call, desk));
  for (const Fence fence : fences) TRY(desk.leases->renew(desk.agent, fence, ttl));
  return tell_fences("renewed", fences, call);
}

Result<int> release(const Invocation& call, base::World& world) {
  Desk desk = TRY(open_desk(world));
  const std::vector<Fence> fences = TRY(own_fences(call, desk));
  for (const Fence fence : fences) TRY_VOID(desk.leases->release(desk.agent, fence, "released"));
  return tell_fences("released", fences, call);
}

Result<int> list(const Invocation& call, base::World& world) {
  coord::Standing standing;
  const guards::Place place = TRY(find_place(world));
  if (is_begun(place, world)) {
    const auto leases = TRY(coord::open_leases(world, place.state_dir, place.root));
    standing = TRY(leases->standing());
  }
  if (call.json()) {
    print(leases_json(standing));
  } else {
    print(standing.leases.empty() ? "nobody holds anything\n" : leases_words(standing));
  }
  return kOk;
}

Result<int> break_one(const Invocation& call, base::World& world) {
  TRY_VOID(coord::require_human(world, "lock break"));
  const auto reason = call.value("--reason");
  if (!reason || reason->empty()) {
    return fail(Code::invalid_input, "break needs --reason TEXT", {},
                "the holder is told, and the journal keeps it");
  }
  const Fence fence = TRY(fence_of(call.word(1)));
  Desk desk = TRY(open_desk(world));
  const std::string why = "broken by " + desk.agent + ": " + base::one_line(*reason, 200);
  const std::string holder = TRY(desk.leases->break_lease(fence, why));
  say("lease " + std::to_string(fence) + " was taken from " + holder);
  return kOk;
}

Result<int> hand_over(const Invocation& call, base::World& world) {
  Desk desk = TRY(open_desk(world));
  const Fence fence = TRY(fence_of(call.word(1)));
  const std::string to(call.word(2));
  const Fence fresh = TRY(desk.leases->hand_over(desk.agent, fence, to));
  say("lease " + std::to_string(fence) + " is now " + std::to_string(fresh) + " of " + to);
  return tell_fences("handed_over", {fresh}, call);
}

}  // namespace

int command_lock(const Invocation& call, base::World& world) {
  struct Row {
    std::string_view name;
    Result<int> (*run)(const Invocation& call, base::World& world);
  };
  constexpr std::array<Row, 6> kRows = {
      {{"acquire", acquire},
       {"break", break_one},
       {"handoff", hand_over},
       {"list", list},
       {"release", release},
       {"renew", renew}}
  };
  const auto row = std::ranges::find(kRows, call.word(0), &Row::name);
  if (row == kRows.end()) {
    return complain({Code::invalid_input,
                     "lock cannot do '" + base::one_line(call.word(0)) + "'",
                     {},
                     "acquire, renew, release, list, break or handoff"},
                    call.json());
  }
  const Result<int> done = row->run(call, world);
  return done ? *done : complain(done.error(), call.json());
}

}  // namespace hooks::cli
