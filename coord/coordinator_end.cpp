// What a call leaves behind once it is over: stamps, edits on record, free files.
#include <algorithm>

#include "coord/base/path.h"
#include "coord/coordinator.h"
#include "coord/identity/owner.h"
#include "coord/journal/names.h"
#include "coord/stamp/blobs.h"

namespace coord {

using base::Result;

namespace {

// While the call still has the file: what somebody else does to it next is told from this text. No
// error, for the next write keeps the same bytes before it begins, and says why it cannot.
void keep_what_it_left(base::World& world, const std::string& state_dir, const Mark& mark,
                       const base::Hash128& now) {
  if (!mark.keep || now == mark.before || now == kAbsent) return;
  static_cast<void>(keep_file(world, base::join_path(state_dir, "blobs"), now, mark.file));
}

}  // namespace

Result<void> Coordinator::tell_edit(const Mark& mark, const base::Hash128& now) {
  if (now == mark.before) return {};
  const Edit edit{name_, edit_path(mark.file, root_, journal_path(state_dir_)), mark.before, now};
  return backend_->record(std::string(kEditKind), fields_of(edit));
}

// After an edit on a stale base the agent still has not seen the rest of the file: advancing its
// stamp would let its next whole-file write erase what a peer did.
Result<void> Coordinator::stamp(const Mark& mark, const base::Hash128& now, bool ours) {
  const bool known =
      mark.writes ? (mark.fresh && ours) || (mark.intended != kAbsent && mark.intended == now)
                  : mark.before == now;
  if (!known && mark.writes) return {};
  if (!known) return stamps_->put(mark.file, {kUnsure, mark.journal});
  const JournalPlace at =
      mark.writes ? journal_end(world_.disk, journal_path(state_dir_)) : mark.journal;
  return stamps_->put(mark.file, {now, at});
}

// Its lease had ended while the call ran: whoever got it since must hear of the write.
Result<Late> Coordinator::tell_late(const std::vector<Mark>& marks,
                                    const std::vector<std::optional<base::Hash128>>& now) {
  Late late;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!marks[i].writes || !now[i] || *now[i] == marks[i].before) continue;
    const std::string path = edit_path(marks[i].file, root_, journal_path(state_dir_));
    TRY_VOID(backend_->record(std::string(kLateKind), late_fields(name_, path)));
    late.push_back(path);
  }
  return late;
}

// Freed, but for what a process of the call may still write; false: nothing was held any more.
Result<bool> Coordinator::free_files(const std::string& call, base::Millis left) {
  const auto job =
      left == 0 ? std::nullopt : find_job(world_, root_, left, {owner_->pid, owner_->start_ticks});
  if (!job) return TRY(backend_->end_calls(name_, call, "post")) > 0;
  lease::Owner process;
  process.pid = job->pid;
  process.start_ticks = job->start;
  return backend_->keep_for_job(name_, call, process);
}

// `left`: since when (boot clock) processes of the call count, 0 when it left none.
Result<Late> Coordinator::finish(const std::string& call, const std::vector<Mark>& marks, bool saw,
                                 base::Millis left) {
  const bool wrote = std::ranges::any_of(marks, &Mark::writes);
  std::vector<std::optional<base::Hash128>> now;
  for (const Mark& mark : marks) {
    const auto hash = read_hash(world_.disk, mark.file);
    now.push_back(hash ? std::optional(*hash) : std::nullopt);
    if (!mark.writes || !now.back()) continue;
    keep_what_it_left(world_, state_dir_, mark, *now.back());
    TRY_VOID(tell_edit(mark, *now.back()));
  }
  const bool ours = wrote && TRY(free_files(call, left));
  for (std::size_t i = 0; i < marks.size(); ++i) {
    // A read that failed has seen one thing: that the file is gone.
    const bool seen = saw || marks[i].before == kAbsent;
    if (now[i] && (marks[i].writes || seen)) TRY_VOID(stamp(marks[i], *now[i], ours));
  }
  return wrote && !ours ? tell_late(marks, now) : Late{};
}

// Ends that could not be told in time: their calls still hold their files.
Result<void> Coordinator::pay_debts() {
  if (!stamps_->is_in_debt()) return {};
  for (const OwedCall& owed : TRY(in_flight_.owed())) {
    TRY(finish(owed.call, owed.marks, false, 0));
    TRY_VOID(in_flight_.forgive(owed.call));
  }
  return stamps_->set_in_debt(false);
}

Result<Late> Coordinator::after_call(const std::string& call, const Ending& ending) {
  const auto [began, marks] = TRY(in_flight_.take(call));
  if (marks.empty()) return Late{};
  TRY_VOID(open_stamps());
  const base::Millis age = world_.clock.wall_ms() - began;
  const base::Millis left = ending.may_go_on ? world_.clock.boot_ms() - age : 0;
  const auto here = std::ranges::any_of(marks, &Mark::writes) ? arrive() : Result<void>();
  auto done = here ? finish(call, marks, ending.saw, left) : tl::unexpected(here.error());
  if (done || !is_contended(done.error())) return done;
  TRY_VOID(in_flight_.owe(call, marks));
  TRY_VOID(stamps_->set_in_debt(true));
  return done;
}

Result<void> Coordinator::give_back(const std::string& call) {
  TRY(in_flight_.take(call));
  if (backend_ == nullptr) return {};
  TRY(backend_->end_calls(name_, call, "given back"));
  return {};
}

Result<void> Coordinator::end_turn(const std::string& why) {
  if (TRY(is_known_place())) {
    TRY_VOID(arrive());
    TRY(backend_->end_calls(name_, {}, why));
  }
  in_flight_.clear();
  return {};
}

Result<void> Coordinator::leave(const std::string& why) {
  if (TRY(is_known_place())) {
    TRY_VOID(arrive());
    TRY_VOID(backend_->leave(name_, why));
  }
  in_flight_.clear();
  return prune_blobs(world_, base::join_path(state_dir_, "blobs"));  // nobody waits for this hook
}

}  // namespace coord
