// coordinator.h - the room's front door: what a tool call needs before it runs and leaves behind.
// Shape:  Coordinator is a resource, one per hook call; the rest are plain values.
// Units:  Millis; files absolute with links resolved, scopes relative to the work tree.
// Errors: timed_out, busy, corrupt, io of the journal and the stamps: nothing is known then.
// Source: docs/spec/leases.md section 6, docs/spec/stamps.md; ADR-0052, ADR-0055.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "coord/backend/backend.h"
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

// How long a call may wait inside its hook, and how.
struct Patience {
  base::Millis turn_ms = 5'000;  // for one's turn
  base::Millis reader_ms = 150;  // of who only reads, for a write in flight
  base::Millis step_ms = 10;     // between two looks
  std::function<void(base::Millis)> pause;
};

struct Refusal {
  std::size_t touch = 0;  // which one
  bool stale = false;     // else another is at it
  Reply reply;
  std::optional<Edit> by;           // stale: the edit that made it so, when it is known
  std::optional<std::string> lock;  // nobody could be asked: who has the journal's lock
};

// What is worth telling although the call goes on.
struct Notice {
  enum class Why : std::uint8_t {
    mid_write,  // a read while another writes
    old_base,   // an edit whose old text is still there
    unread,     // an outsider changed a file this agent never read
    unasked,    // a read while the journal's lock could not be had
  };
  std::size_t touch = 0;
  Why why = Why::mid_write;
  std::optional<Obstacle> busy = {};  // mid_write: who
  std::string lock = {};              // unasked: who has it
};

struct Clearance {
  std::optional<Refusal> refusal;
  std::vector<Notice> notices;
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
  // The call is over: stamps what it saw and wrote, frees what it held. `saw`: its result reached
  // the agent.
  [[nodiscard]] base::Result<void> after_call(const std::string& call, bool saw);
  // The turn is over: every call of this agent is.
  [[nodiscard]] base::Result<void> end_turn(const std::string& why);
  [[nodiscard]] base::Result<void> leave(const std::string& why);
  // Edits of others since this agent was last told, to files it has seen; each is told once.
  [[nodiscard]] base::Result<std::vector<Edit>> drift();
  // Who else is here and what they hold; no edits yet.
  [[nodiscard]] base::Result<Others> others();
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
  [[nodiscard]] base::Result<void> finish(const std::string& call, const std::vector<Mark>& marks,
                                          bool saw);
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
