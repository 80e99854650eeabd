// backend.h - where leases live: one machine today, several behind the same door.
// Shape:  Backend is an interface; requests and replies are values with names, fit for a wire.
// Units:  TTLs and ages in Millis; fences and tickets are numbers that only grow.
// Errors: timed_out and busy (the journal's lock), corrupt (damage: nothing is granted), io.
// Source: ADR-0054 (the seam); tests/contract: what every backend must pass.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coord/backend/standing.h"
#include "coord/base/result.h"
#include "coord/lease/lease.h"

namespace coord {

// Who comes: an agent's session, or a sub-agent of one.
struct Arrival {
  std::string family;     // "claude": agents are claude-1, claude-2 ...
  std::string session;    // the platform's session id
  std::string sub_agent;  // its id; empty for the session's own agent
  std::string task;
  lease::Owner owner;     // pid 0: not known
  std::string name = {};  // instead of family and number: "human@pts/3"
};

struct Ask {
  std::string agent;  // as join() named it
  lease::Kind kind = lease::Kind::asked;
  std::vector<lease::Claim> claims;  // all or none
  lease::Priority priority = lease::Priority::normal;
  base::Millis ttl_ms = 0;   // 0: the default of the kind
  std::string call;          // a call's or request's id: asked again, the same lease is the answer
  bool queue = true;         // take a ticket when it cannot be had
  lease::Owner waiter = {};  // its place in line is lost with this process; pid 0: kept
  lease::Owner holder = {};  // granted as a job of this process; pid 0: as asked for
  // Looked at under the lock, right before the grant: the claim that must not be granted after all.
  // It is refused with a ticket, whatever `queue` says: waiting would not mend it. `alone`: no
  // other agent is here.
  std::function<std::optional<lease::Claim>(bool alone)> last_look = {};
};

// One lease or waiter in the way.
struct Obstacle {
  std::string agent;
  std::string task;
  bool waits = false;  // stands before us in line
  lease::Kind kind = lease::Kind::asked;
  lease::Claim held;
  lease::Claim wanted;
  base::Millis age_ms = 0;
  base::Millis left_ms = 0;  // lease::kForever: ends by evidence
};

struct Reply {
  lease::Fence fence = 0;              // 0: not granted
  std::uint64_t ticket = 0;            // our place in line, when we took one
  std::uint32_t refusals = 0;          // of this ticket, this one included
  bool objected = false;               // the last look objected
  std::vector<Obstacle> obstacles;     // why not
  std::vector<std::string> ring;       // who waits for whom, us first: granting this never ends
  std::vector<std::string> wanted_by;  // agents that were refused the same path
  bool granted() const { return fence != 0; }
};

// The journal's lock was not had in time: nobody was asked, which says nothing about the journal.
inline bool is_contended(const base::Error& error) {
  return error.code == base::Code::timed_out || error.code == base::Code::busy;
}

class Backend {
 public:
  virtual ~Backend() = default;

  // The agent's name; the same session always gets the same one while it is here.
  [[nodiscard]] virtual base::Result<std::string> join(const Arrival& arrival) = 0;
  [[nodiscard]] virtual base::Result<void> leave(const std::string& agent,
                                                 const std::string& why) = 0;
  [[nodiscard]] virtual base::Result<Reply> ask(const Ask& ask) = 0;
  // A read of the path: waits for nothing. A fence: the agent's turn has come and is reserved;
  // a ticket without one: it should wait; neither: go, obstacles say who is writing.
  [[nodiscard]] virtual base::Result<Reply> read_turn(const std::string& agent,
                                                      const lease::Scope& path) = 0;
  // denied when the lease is over or another's; the time it has now.
  [[nodiscard]] virtual base::Result<base::Millis> renew(const std::string& agent,
                                                         lease::Fence fence,
                                                         base::Millis ttl_ms) = 0;
  // Another agent holds it from now on, under the new fence.
  [[nodiscard]] virtual base::Result<lease::Fence> hand_over(const std::string& agent,
                                                             lease::Fence fence,
                                                             const std::string& to) = 0;
  // Takes a lease from whoever holds it; who that was. not_found when it is over.
  [[nodiscard]] virtual base::Result<std::string> break_lease(lease::Fence fence,
                                                              const std::string& why) = 0;
  // What the agent is at, for others to read.
  [[nodiscard]] virtual base::Result<void> describe(const std::string& agent,
                                                    const std::string& task) = 0;
  // Releasing what is over already is fine; denied for another's lease.
  [[nodiscard]] virtual base::Result<void> release(const std::string& agent, lease::Fence fence,
                                                   const std::string& why) = 0;
  // Ends the agent's calls: that one, or all and its reservations when `call` is empty; how many
  // there were.
  [[nodiscard]] virtual base::Result<std::uint32_t> end_calls(const std::string& agent,
                                                              const std::string& call,
                                                              const std::string& why) = 0;
  // The call is over, but this process that it began goes on: what the call holds is held until
  // that one ends, or as long as a call may last. False when the call holds nothing.
  [[nodiscard]] virtual base::Result<bool> keep_for_job(const std::string& agent,
                                                        const std::string& call,
                                                        const lease::Owner& process) = 0;
  // An entry of another room, which no lease depends on.
  [[nodiscard]] virtual base::Result<void> record(const std::string& kind,
                                                  const std::string& fields) = 0;
  [[nodiscard]] virtual base::Result<Standing> standing() = 0;
};

}  // namespace coord
