// coordinator.h - the room's front door: what a tool call needs before it runs and leaves behind.
// Shape:  Coordinator is a resource, one per hook call; the rest are plain values.
// Units:  Millis; files absolute with links resolved, scopes relative to the work tree.
// Errors: timed_out, busy, corrupt, io of the journal and the stamps: nothing is known then.
// Source: docs/spec/leases.md section 6, docs/spec/stamps.md; ADR-0052, ADR-0055.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "coord/backend/backend.h"
#include "coord/coordinator_clearance.h"
#include "coord/coordinator_look.h"
#include "coord/coordinator_others.h"
#include "coord/stamp/edits.h"
#include "coord/stamp/in_flight.h"

namespace coord {

// Whose call it is.
struct Who {
  std::string family;  // "claude"
  std::string session;
  std::string sub_agent;
};

// Where the calls of this agent that have begun are kept.
std::string calls_path(const std::string& state_dir, const Who& who);

// Files that a call wrote although its lease had ended, as edits name them.
using Late = std::vector<std::string>;

// How a call ended.
struct Ending {
  bool saw = true;         // its result reached the agent
  bool may_go_on = false;  // what it began may still run
};

class Coordinator {
 public:
  // Of a state folder, for calls of `who`. Nothing is opened yet.
  Coordinator(base::World& world, std::string state_dir, std::string root, Who who);
  ~Coordinator();
  // All touches or none: locks what will be written, refuses what would erase another's work.
  [[nodiscard]] base::Result<Clearance> before_call(const std::string& call,
                                                    const std::vector<Touch>& touches,
                                                    const Patience& patience);
  // The call starts a command of ours, which must find out whose it is: the agent is on record
  // before it runs, though it touched nothing yet.
  [[nodiscard]] base::Result<void> take_part(const Patience& patience);
  // The call is over: stamps what it saw and wrote, frees what it held and no job still writes.
  [[nodiscard]] base::Result<Late> after_call(const std::string& call, const Ending& ending);
  // The call will not be made after all: nothing of it stays.
  [[nodiscard]] base::Result<void> give_back(const std::string& call);
  // The turn is over: every call of this agent is.
  [[nodiscard]] base::Result<void> end_turn(const std::string& why);
  [[nodiscard]] base::Result<void> leave(const std::string& why);
  // A session begins or goes on, maybe in another process: what was seen of the old one says
  // nothing. False when nobody was ever here, so that nothing was begun.
  [[nodiscard]] base::Result<bool> begin();
  // Edits of others since this agent was last told, to files it has seen; each is told once.
  [[nodiscard]] base::Result<std::vector<Edit>> drift();
  // Who else is here and what they hold; no edits yet.
  [[nodiscard]] base::Result<Others> others();
  // The same in full, after begin(); our name is told apart.
  [[nodiscard]] base::Result<Standing> standing();
  const std::string& name() const { return name_; }
  // What stands in this file now, when this agent was told of something else; told once.
  [[nodiscard]] base::Result<std::optional<std::string>> news_of(const std::string& file);

 private:
  [[nodiscard]] base::Result<void> open_stamps();
  [[nodiscard]] base::Result<void> arrive();
  [[nodiscard]] base::Result<void> arrive_to_write(const Patience& patience);
  [[nodiscard]] base::Result<bool> is_known_place() const;
  [[nodiscard]] base::Result<void> take_read_turn(std::size_t at, const Touch& touch,
                                                  const Patience& patience, Clearance& out);
  [[nodiscard]] base::Result<Reply> ask_until_granted(Ask ask, const Patience& patience);
  [[nodiscard]] base::Result<void> take_writes(const std::string& call,
                                               const std::vector<Touch>& touches,
                                               const Patience& patience, Look& look,
                                               Clearance& out);
  Refusal refusal_of(const Reply& reply, const std::vector<Touch>& touches, const Look& look) const;
  [[nodiscard]] base::Result<void> keep_marks(const std::string& call,
                                              const std::vector<Touch>& touches, const Look& look);
  [[nodiscard]] base::Result<void> judge(const std::string& call, const std::vector<Touch>& touches,
                                         const Patience& patience, Look& look, Clearance& out);
  [[nodiscard]] base::Result<Late> finish(const std::string& call, const std::vector<Mark>& marks,
                                          bool saw, base::Millis left);
  [[nodiscard]] base::Result<bool> free_files(const std::string& call, base::Millis left);
  [[nodiscard]] base::Result<Late> tell_late(const std::vector<Mark>& marks,
                                             const std::vector<std::optional<base::Hash128>>& now);
  [[nodiscard]] base::Result<void> pay_debts();
  [[nodiscard]] base::Result<void> stamp(const Mark& mark, const base::Hash128& now, bool ours);
  [[nodiscard]] base::Result<void> tell_edit(const Mark& mark, const base::Hash128& now);

  base::World& world_;
  std::string state_dir_;
  std::string root_;
  Who who_;
  InFlight in_flight_;
  std::unique_ptr<Backend> backend_;
  std::optional<Stamps> stamps_;
  std::optional<lease::Owner> owner_;
  std::string name_;
  base::Millis began_ = 0;  // all waiting of one call counts from here
};

}  // namespace coord
