#include "coord/journal/journal.h"

#include <utility>

#include "coord/journal/flock.h"
#include "coord/journal/turn.h"

namespace coord {

namespace {

constexpr int kMaxTurns = 100;

}  // namespace

Journal::Journal(base::World& world, std::string path, JournalOptions options)
    : world_(&world), path_(std::move(path)), options_(std::move(options)) {}

base::Result<Journal> Journal::open(base::World& world, std::string path, JournalOptions options) {
  if (options.deadline_ms >= 0 && options.deadline_ms <= kMaxDeadline) {
    return Journal(world, std::move(path), std::move(options));
  }
  return base::fail(base::Code::invalid_input, "a deadline is 0 to 10 minutes",
                    std::to_string(options.deadline_ms) + " ms");
}

base::Result<Receipt> Journal::append(std::string_view kind, std::string_view fields) {
  const Draft draft{std::string(kind), std::string(fields)};
  TRY_VOID(check_draft(draft));
  const auto receipt = TRY(transact([&](const Tail&) { return std::optional(draft); }));
  return *receipt;
}

base::Result<std::optional<Receipt>> Journal::transact(const Decide& decide) {
  const base::Millis give_up_at = world_->clock.wait_ms() + options_.deadline_ms;
  for (int turns = 0; turns < kMaxTurns; ++turns) {
    std::optional<Receipt> receipt;
    {
      Turn turn = TRY(Turn::begin({*world_, path_, options_, file_}, give_up_at));
      TRY_VOID(turn.settle());
      const auto draft = TRY(decide(turn.tail()));
      if (!draft) return std::nullopt;
      receipt = TRY(turn.append(*draft));
    }
    if (receipt) return survive(std::move(*receipt));
  }
  return base::fail(base::Code::busy, "somebody writes to the journal without its lock", path_);
}

base::Result<Receipt> Journal::compact() {
  const base::Millis give_up_at = world_->clock.wait_ms() + options_.deadline_ms;
  Turn turn = TRY(Turn::begin({*world_, path_, options_, file_}, give_up_at));
  return turn.compact();
}

// Outside the lock: others need not wait for the disk.
Receipt Journal::survive(Receipt receipt) {
  if (!options_.durable) return receipt;
  const bool synced = world_->disk.sync(file_).has_value();
  receipt.durability = synced ? Durability::power : Durability::lost_sync;
  // A second fdatasync may succeed without the bytes of the first, so this file is not used again.
  if (!synced) file_ = base::FileHandle();
  return receipt;
}

}  // namespace coord
