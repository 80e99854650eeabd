#include "coord/backend/local.h"

#include <functional>
#include <optional>
#include <utility>

#include "coord/backend/index.h"
#include "coord/backend/look.h"
#include "coord/base/hash.h"
#include "coord/base/path.h"
#include "coord/journal/journal.h"
#include "coord/journal/names.h"

namespace coord {

namespace {

using lease::Change;
using lease::Table;

// One look at the table under the lock; the change it wants written.
using Look = std::function<base::Result<std::optional<Change>>(const Table& table)>;

class Local final : public Backend {
 public:
  Local(base::World& world, const std::string& state_dir, const lease::Options& options,
        Death is_dead)
      : world_(world),
        options_(options),
        is_dead_(std::move(is_dead)),
        path_(base::join_path(state_dir, "journal.jsonl")),
        index_(world, base::join_path(state_dir, "leases.index"), path_, options),
        boot_(base::hash64(world.clock.boot_id())) {}

  base::Result<void> open(const std::string& epoch_path, base::Millis deadline_ms) {
    JournalOptions options;
    options.deadline_ms = deadline_ms;
    options.epoch_path = epoch_path;
    options.state = [this](const Tail& tail) -> base::Result<std::string> {
      TRY(index_.catch_up(tail));
      return index_.snapshot();
    };
    journal_ = TRY(Journal::open(world_, path_, std::move(options)));
    return {};
  }

  base::Result<std::string> join(const Arrival& arrival) override {
    Naming naming;
    TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
      naming = name_for(table, arrival);
      return naming.change;
    }));
    return naming.name;
  }

  base::Result<void> leave(const std::string& agent, const std::string& why) override {
    TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
      if (!lease::find_agent(table, agent)) return std::nullopt;
      Change change;
      change.what = lease::What::leave;
      change.agent = agent;
      change.why = why;
      return change;
    }));
    return {};
  }

  base::Result<Reply> ask(const Ask& ask) override {
    return reply_to([&](const Table& table) -> base::Result<Outcome> {
      TRY_VOID(check_damage());
      return look_at_ask(table, ask, now(), options_);
    });
  }

  base::Result<Reply> read_turn(const std::string& agent, const lease::Scope& path) override {
    return reply_to(
        [&](const Table& table) { return look_at_read(table, agent, path, now(), options_); });
  }

  base::Result<base::Millis> renew(const std::string& agent, lease::Fence fence,
                                   base::Millis ttl_ms) override {
    Renewal renewal;
    TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
      auto seen = look_at_renewal(table, {agent, fence, ttl_ms}, now(), options_);
      if (!seen) return tl::unexpected(std::move(seen).error());
      renewal = *std::move(seen);
      return renewal.change;
    }));
    return renewal.left_ms;
  }

  base::Result<lease::Fence> hand_over(const std::string& agent, lease::Fence fence,
                                       const std::string& to) override {
    return under_lock([&](const Table& table) {
      return look_at_hand_over(table, {agent, fence, to}, now());
    });
  }

  base::Result<std::string> break_lease(lease::Fence fence, const std::string& why) override {
    std::string holder;
    TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
      auto change = look_at_break(table, fence, why);
      if (!change) return tl::unexpected(std::move(change).error());
      holder = change->agent;
      return *change;
    }));
    return holder;
  }

  base::Result<void> describe(const std::string& agent, const std::string& task) override {
    TRY(under_lock([&](const Table& table) { return look_at_task(table, agent, task); }));
    return {};
  }

  base::Result<void> release(const std::string& agent, lease::Fence fence,
                             const std::string& why) override {
    TRY(under_lock([&](const Table& table) { return look_at_release(table, agent, fence, why); }));
    return {};
  }

  base::Result<std::uint32_t> end_calls(const std::string& agent, const std::string& call,
                                        const std::string& why) override {
    std::uint32_t count = 0;
    for (;;) {
      const auto ended =
          TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
            return look_at_calls(table, agent, call, why);
          }));
      if (ended != 0) ++count;
      if (ended == 0 || !call.empty()) return count;  // one call has one fence
    }
  }

  base::Result<bool> keep_for_job(const std::string& agent, const std::string& call,
                                  const lease::Owner& process) override {
    return TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
             return look_at_job(table, agent, call, process);
           })) != 0;
  }

  base::Result<void> record(const std::string& kind, const std::string& fields) override {
    TRY(journal_->append(kind, fields));
    return {};
  }

  base::Result<Standing> standing() override {
    Standing out;
    for (std::uint64_t buried = 1; buried != 0;) {
      buried = TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
        auto burial = next_burial(table, is_dead_);
        if (!burial) out = standing_of(table, now(), options_);
        return burial;
      }));
    }
    out.damaged_lines = index_.damaged_lines();
    return out;
  }

 private:
  base::Millis now() { return world_.clock.boot_ms(); }

  base::Result<void> check_damage() const {
    if (index_.damaged_lines() == 0) return {};
    return base::fail(base::Code::corrupt,
                      std::to_string(index_.damaged_lines()) + " lines of the journal are damaged",
                      path_, "see `flockgate journal check`, then `flockgate journal compact`");
  }

  base::Result<std::optional<Draft>> draft(const Tail& tail, const Look& look, bool& again) {
    const Table* table = TRY(index_.catch_up(tail));
    std::optional<Change> change;
    again = table->header().boot != boot_;
    if (again) {
      change.emplace();
      change->what = lease::What::boot;
      change->boot = boot_;
    } else {
      change = TRY(look(*table));
      if (table->is_spoiled()) {  // seen on the way: make it anew and look once more
        table = TRY(index_.catch_up(tail));
        change = TRY(look(*table));
      }
    }
    if (!change) return std::nullopt;
    change->at_ms = now();
    return Draft{lease::kind_of(change->what), lease::fields_of(*change)};
  }

  // Catches up and looks under one lock; the number of the entry that came of it, or 0.
  base::Result<std::uint64_t> under_lock(const Look& look) {
    for (bool again = true;;) {
      const auto receipt =
          TRY(journal_->transact([&](const Tail& tail) { return draft(tail, look, again); }));
      if (!again) return receipt ? receipt->seq : 0;
    }
  }

  // The dead who stand in the way are taken out of it first, one an entry.
  base::Result<Reply> reply_to(const std::function<base::Result<Outcome>(const Table&)>& look) {
    Outcome out;
    std::uint64_t number = 0;
    for (bool buries = true; buries;) {
      number = TRY(under_lock([&](const Table& table) -> base::Result<std::optional<Change>> {
        auto seen = look(table);
        if (!seen) return tl::unexpected(std::move(seen).error());
        out = *std::move(seen);
        auto burial = is_held_up(out) ? next_burial(table, is_dead_) : std::nullopt;
        buries = burial.has_value();
        return buries ? std::move(burial) : out.change;
      }));
    }
    if (out.fence_is_entry) out.reply.fence = number;
    if (out.ticket_is_entry) out.reply.ticket = number;
    return out.reply;
  }

  base::World& world_;
  lease::Options options_;
  Death is_dead_;
  std::string path_;
  Index index_;
  std::uint64_t boot_;
  std::optional<Journal> journal_;
};

}  // namespace

JournalOptions with_leases(base::World& world, const std::string& state_dir,
                           JournalOptions options) {
  const auto index = std::make_shared<Index>(world, base::join_path(state_dir, "leases.index"),
                                             journal_path(state_dir), lease::Options{});
  options.state = [index](const Tail& tail) -> base::Result<std::string> {
    TRY(index->catch_up(tail));
    return index->snapshot();
  };
  return options;
}

base::Result<std::unique_ptr<Backend>> open_local(base::World& world, const std::string& state_dir,
                                                  const lease::Options& options,
                                                  base::Millis deadline_ms, Death is_dead) {
  auto local = std::make_unique<Local>(world, state_dir, options, std::move(is_dead));
  TRY_VOID(local->open(state_dir + ".epoch", deadline_ms));
  return std::unique_ptr<Backend>(std::move(local));
}

}  // namespace coord
