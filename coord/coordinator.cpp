#include "coord/coordinator.h"

#include <algorithm>
#include <utility>

#include "coord/backend/local.h"
#include "coord/base/path.h"
#include "coord/coordinator_owner.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "coord/stamp/blobs.h"

namespace coord {

namespace {

using base::Result;

constexpr base::Millis kLockMs = 250;

std::string key_of(const Who& who) {
  return base::to_text(base::hash128(who.family + '\n' + who.session + '\n' + who.sub_agent));
}

// The last edit that made a file what it is now.
std::optional<Edit> maker_of(const std::vector<Edit>& edits, const std::string& path,
                             const base::Hash128& now) {
  std::optional<Edit> maker;
  for (const Edit& edit : edits) {
    if (edit.path == path && edit.after == now) maker = edit;
  }
  return maker;
}

}  // namespace

std::string calls_path(const std::string& state_dir, const Who& who) {
  return base::join_path(state_dir, "in-flight/" + key_of(who));
}

Coordinator::Coordinator(base::World& world, std::string state_dir, std::string root, Who who)
    : world_(world),
      state_dir_(std::move(state_dir)),
      root_(std::move(root)),
      who_(std::move(who)),
      in_flight_(world, calls_path(state_dir_, who_)) {}

Coordinator::~Coordinator() = default;

// Somebody wrote here before; else nobody holds anything.
Result<bool> Coordinator::is_known_place() const {
  const auto info = world_.disk.info(journal_path(state_dir_));
  if (!info && info.error().code != base::Code::not_found) return tl::unexpected(info.error());
  return info.has_value();
}

Result<void> Coordinator::open_stamps() {
  if (stamps_) return {};
  TRY_VOID(open_state_dir(world_, state_dir_));
  stamps_ = TRY(Stamps::open(world_, base::join_path(state_dir_, "stamps/" + key_of(who_)),
                             journal_path(state_dir_)));
  // Two hooks prove an owner, whether or not anybody else is here yet.
  if (!has_proven_owner(*stamps_)) owner_ = TRY(find_owner(world_, *stamps_));
  return {};
}

Result<void> Coordinator::arrive() {
  TRY_VOID(open_stamps());
  if (backend_ != nullptr) return {};
  const auto dead = [this](const lease::Owner& owner, base::Millis call_since) {
    return is_dead(world_, root_, owner, call_since);
  };
  backend_ = TRY(open_local(world_, state_dir_, {}, kLockMs, dead));
  if (!owner_) owner_ = TRY(find_owner(world_, *stamps_));
  auto name = backend_->join({who_.family, who_.session, who_.sub_agent, {}, *owner_});
  if (!name) {
    backend_.reset();
    return tl::unexpected(std::move(name).error());
  }
  name_ = *std::move(name);
  return pay_debts();
}

// A write waits for the journal as it waits for its turn.
Result<void> Coordinator::arrive_to_write(const Patience& patience) {
  for (;;) {
    auto here = arrive();
    if (here || !is_contended(here.error())) return here;
    if (world_.clock.boot_ms() - began_ >= patience.turn_ms) return here;
    patience.pause(patience.step_ms);
  }
}

Result<void> Coordinator::take_part(const Patience& patience) {
  began_ = world_.clock.boot_ms();
  return arrive_to_write(patience);
}

Result<void> Coordinator::judge(const std::string& call, const std::vector<Touch>& touches,
                                const Patience& patience, Look& look, Clearance& out) {
  const bool writes = std::ranges::any_of(touches, is_write);
  if (writes) TRY_VOID(arrive_to_write(patience));
  if (!writes && TRY(is_known_place())) TRY_VOID(arrive());
  for (std::size_t i = 0; i < touches.size() && backend_ != nullptr; ++i) {
    if (!is_write(touches[i])) TRY_VOID(take_read_turn(i, touches[i], patience, out));
  }
  return writes ? take_writes(call, touches, patience, look, out) : Result<void>();
}

Result<Clearance> Coordinator::before_call(const std::string& call,
                                           const std::vector<Touch>& touches,
                                           const Patience& patience) {
  Clearance out;
  began_ = world_.clock.boot_ms();
  // An agent is born before it sees anything: else a change during its first read would count as
  // older than itself.
  TRY_VOID(open_stamps());
  Look look;
  look.seen.resize(touches.size());
  const auto judged = judge(call, touches, patience, look, out);
  if (!judged) {
    if (!is_contended(judged.error())) return tl::unexpected(judged.error());
    const auto write = std::ranges::find_if(touches, is_write);
    if (write != touches.end()) {  // under contention nothing may be written unseen
      out.refusal.emplace();
      out.refusal->touch = static_cast<std::size_t>(write - touches.begin());
      out.refusal->lock = judged.error().where;
    } else {
      out.notices.push_back({0, Notice::Why::unasked, {}, judged.error().where});
    }
  }
  if (!out.refusal) TRY_VOID(keep_marks(call, touches, look));
  return out;
}

// Waits for our turn when we have a ticket; else only a moment, for a write in flight.
Result<void> Coordinator::take_read_turn(std::size_t at, const Touch& touch,
                                         const Patience& patience, Clearance& out) {
  for (;;) {
    const Reply reply = TRY(backend_->read_turn(name_, touch.scope));
    if (reply.granted() || (reply.ticket == 0 && reply.obstacles.empty())) return {};
    const base::Millis limit = reply.ticket != 0 ? patience.turn_ms : patience.reader_ms;
    if (world_.clock.boot_ms() - began_ >= limit) {
      if (!reply.obstacles.empty()) {
        out.notices.push_back({at, Notice::Why::mid_write, reply.obstacles.front()});
      }
      return {};
    }
    patience.pause(patience.step_ms);
  }
}

// Our place in line is taken only when we give up: who waits in a hook is seen by its next look.
Result<Reply> Coordinator::ask_until_granted(Ask ask, const Patience& patience) {
  const base::Millis give_up = began_ + patience.turn_ms;
  for (;;) {
    ask.queue = world_.clock.boot_ms() >= give_up;
    auto reply = backend_->ask(ask);
    if (!reply && (reply.error().code != base::Code::timed_out || ask.queue)) return reply;
    if (reply && (reply->granted() || reply->objected || ask.queue)) return reply;
    patience.pause(patience.step_ms);
  }
}

Refusal Coordinator::refusal_of(const Reply& reply, const std::vector<Touch>& touches,
                                const Look& look) const {
  Refusal refusal;
  refusal.touch = look.stale.value_or(0);
  refusal.stale = look.stale.has_value();
  refusal.reply = reply;
  if (!refusal.stale) {
    if (!reply.obstacles.empty()) {
      refusal.touch = look.touch_of(reply.obstacles.front().wanted.scope, touches);
    }
    const auto lost =
        lost_lease(world_, journal_path(state_dir_), name_, touches[refusal.touch].scope);
    if (lost) refusal.lost = *lost;
    return refusal;
  }
  const std::string& file = touches[refusal.touch].file;
  const auto stamp = stamps_->find(file);
  const Content& now = look.seen[refusal.touch].content;
  if (stamp && touches[refusal.touch].may_keep()) {
    auto known = read_blob(world_, base::join_path(state_dir_, "blobs"), stamp->seen);
    if (known) refusal.texts = Texts{*std::move(known), now.bytes};
  }
  const auto since =
      edits_since(world_.disk, journal_path(state_dir_), stamp ? stamp->at : JournalPlace{});
  if (since) {
    refusal.by = maker_of(since->edits, edit_path(file, root_, journal_path(state_dir_)), now.hash);
  }
  return refusal;
}

Result<void> Coordinator::take_writes(const std::string& call, const std::vector<Touch>& touches,
                                      const Patience& patience, Look& look, Clearance& out) {
  const std::string journal = journal_path(state_dir_);
  const Looker looker{world_, *stamps_, journal, root_, name_};
  look.at(looker, touches, true);
  Ask ask;
  ask.agent = name_;
  ask.kind = lease::Kind::call;
  ask.claims = look.claims(touches);
  ask.call = call;
  ask.last_look = [&](bool alone) -> std::optional<lease::Claim> {
    look.at(looker, touches, alone);
    if (!look.stale) return std::nullopt;
    return lease::Claim{touches[*look.stale].scope, lease::Mode::write};
  };
  Patience now = patience;
  if (look.stale) now.turn_ms = 0;  // waiting cannot make a stale base fresh
  const Reply reply = TRY(ask_until_granted(std::move(ask), now));
  if (!reply.granted() || look.stale) {  // a call that is told twice is granted unseen
    out.refusal = refusal_of(reply, touches, look);
    return {};
  }
  for (std::size_t i = 0; i < touches.size(); ++i) {
    const Base base = look.seen[i].base;
    if (base == Base::outsider && touches[i].deed == Deed::overwrite) {
      out.notices.push_back({i, Notice::Why::unread});
    } else if (base != Base::fresh && touches[i].deed == Deed::edit) {
      out.notices.push_back({i, Notice::Why::old_base});
    }
  }
  return {};
}

Result<void> Coordinator::keep_marks(const std::string& call, const std::vector<Touch>& touches,
                                     const Look& look) {
  const JournalPlace end = journal_end(world_.disk, journal_path(state_dir_));
  std::vector<Mark> marks;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    const Touch& touch = touches[i];
    if (is_write(touch)) {
      const Look::Seen& seen = look.seen[i];
      const bool keep = touch.scope.kind == lease::ScopeKind::path && touch.may_keep();
      marks.push_back({touch.file, true, seen.base == Base::fresh, seen.content.hash,
                       touch.intended, end, keep});
      if (!seen.content.is_there() || !keep) continue;
      TRY_VOID(keep_blob(world_, base::join_path(state_dir_, "blobs"), seen.content.hash,
                         seen.content.bytes));
    } else if (const auto now = read_hash(world_.disk, touch.file);
               now && (*now != kAbsent || stamps_->find(touch.file))) {
      marks.push_back({touch.file, false, true, *now, kAbsent, end});
    }
  }
  if (marks.empty()) return {};
  return in_flight_.put(call, marks);
}

Result<bool> Coordinator::begin() {
  if (!TRY(is_known_place())) return false;
  TRY_VOID(open_state_dir(world_, state_dir_));
  stamps_ = TRY(Stamps::open(world_, base::join_path(state_dir_, "stamps/" + key_of(who_)),
                             journal_path(state_dir_)));
  TRY_VOID(forget_owner(*stamps_));
  owner_ = TRY(find_owner(world_, *stamps_));
  TRY_VOID(arrive());
  return true;
}

Result<std::optional<std::string>> Coordinator::news_of(const std::string& file) {
  TRY_VOID(open_stamps());
  Content now = TRY(read_content(world_.disk, file));
  const auto stamp = stamps_->find(file);
  if (stamp && stamp->seen == now.hash) return std::optional<std::string>();
  TRY_VOID(stamps_->put(file, {now.hash, journal_end(world_.disk, journal_path(state_dir_))}));
  return stamp ? std::optional(std::move(now.bytes)) : std::nullopt;
}

Result<std::vector<Edit>> Coordinator::drift() {
  if (!TRY(is_known_place())) return std::vector<Edit>{};
  TRY_VOID(open_stamps());
  const JournalPlace told = stamps_->told();
  EditsSince since = TRY(edits_since(world_.disk, journal_path(state_dir_), told));
  if (since.end == told) return std::vector<Edit>{};
  TRY_VOID(stamps_->set_told(since.end));
  if (since.edits.empty()) return std::vector<Edit>{};
  TRY_VOID(arrive());  // to know our own edits by our name
  std::vector<Edit> news;
  for (Edit& edit : since.edits) {
    const auto stamp = stamps_->find(base::join_path(root_, edit.path));
    if (edit.agent != name_ && stamp && stamp->seen != edit.after) news.push_back(std::move(edit));
  }
  return news;
}

}  // namespace coord
