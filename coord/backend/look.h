// look.h - what the local backend sees in the table under the lock, and the change it leads to.
// Shape:  pure functions from a Table (and a request by name) to values.
// Units:  boot-clock Millis.
// Errors: not_found (nobody of that name), denied (another's lease, over, a cap), busy.
// Source: docs/spec/leases.md sections 4 to 6.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coord/backend/backend.h"
#include "coord/lease/change.h"
#include "coord/lease/decide.h"

namespace coord {

// Words every look uses.
lease::Change change_of(lease::What what, const std::string& agent);
[[nodiscard]] base::Result<std::uint32_t> slot_of(const lease::Table& table,
                                                  const std::string& agent);
std::string name_of_agent(const lease::Table& table, std::uint32_t slot);

// What one look leads to: at most one entry, and what is answered once it stands.
struct Outcome {
  std::optional<lease::Change> change;
  Reply reply;
  bool fence_is_entry = false;   // the entry's number is the fence granted
  bool ticket_is_entry = false;  // ... or the place in line
};

// The name this arrival has or will have; the change that says so, none when nothing is new.
struct Naming {
  std::string name;
  std::optional<lease::Change> change;
};
Naming name_for(const lease::Table& table, const Arrival& arrival);

[[nodiscard]] base::Result<Outcome> look_at_ask(const lease::Table& table, const Ask& ask,
                                                base::Millis now, const lease::Options& options);
[[nodiscard]] base::Result<Outcome> look_at_read(const lease::Table& table,
                                                 const std::string& agent, const lease::Scope& path,
                                                 base::Millis now, const lease::Options& options);

// Does somebody else's lease or place in line stand in the way?
bool is_held_up(const Outcome& outcome);
// The end of an agent, a waiter or a job that is dead by `is_dead`; none when nobody is.
std::optional<lease::Change> next_burial(
    const lease::Table& table,
    const std::function<bool(const lease::Owner& owner, base::Millis call_since)>& is_dead);

struct Renew {
  std::string agent;
  lease::Fence fence = 0;
  base::Millis ttl_ms = 0;  // 0: the default
};

// The TTL a renewal gives, and the change when one is due: at most one entry per third of a TTL.
struct Renewal {
  base::Millis left_ms = 0;
  std::optional<lease::Change> change;
};
[[nodiscard]] base::Result<Renewal> look_at_renewal(const lease::Table& table, const Renew& renew,
                                                    base::Millis now,
                                                    const lease::Options& options);

struct HandOver {
  std::string agent;
  lease::Fence fence = 0;
  std::string to;
};
[[nodiscard]] base::Result<std::optional<lease::Change>> look_at_hand_over(
    const lease::Table& table, const HandOver& wish, base::Millis now);

// The end of anybody's lease.
[[nodiscard]] base::Result<lease::Change> look_at_break(const lease::Table& table,
                                                        lease::Fence fence, const std::string& why);

// What the agent is at; none when that is known.
[[nodiscard]] base::Result<std::optional<lease::Change>> look_at_task(const lease::Table& table,
                                                                      const std::string& agent,
                                                                      const std::string& task);

// The end of a lease; none when it is over already.
[[nodiscard]] base::Result<std::optional<lease::Change>> look_at_release(const lease::Table& table,
                                                                         const std::string& agent,
                                                                         lease::Fence fence,
                                                                         const std::string& why);
// The end of the agent's next call (that one, or any when `call` is empty); none when none is left.
std::optional<lease::Change> look_at_calls(const lease::Table& table, const std::string& agent,
                                           const std::string& call, const std::string& why);

// The call's lease for the process that goes on; none when it holds nothing.
std::optional<lease::Change> look_at_job(const lease::Table& table, const std::string& agent,
                                         const std::string& call, const lease::Owner& process);

Standing standing_of(const lease::Table& table, base::Millis now, const lease::Options& options);

}  // namespace coord
