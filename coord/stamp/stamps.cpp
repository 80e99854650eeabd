#include "coord/stamp/stamps.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

#include "coord/base/path.h"

namespace coord {

// As it stands in the file.
struct Stamps::Slot {
  base::Hash128 key;
  base::Hash128 seen;
  JournalPlace at;
  std::uint64_t seal = 0;  // checksum of all before it, seeded with all behind it
  std::uint32_t layout = 2;
  std::uint32_t age = 0;  // seconds from the agent's birth to when it was put

  std::uint64_t sum() const {
    const std::uint64_t seed = std::uint64_t{layout} << 32U | age;
    return base::hash64({reinterpret_cast<const char*>(this), offsetof(Slot, seal)}, seed);
  }
  bool is_of(const base::Hash128& wanted) const { return key == wanted && seal == sum(); }
};

namespace {

constexpr std::size_t kSlot = 64;
// In front, each at a place of its own, what is no path's; such a slot's key is {0, its place}.
constexpr std::uint64_t kBirth = 0;
constexpr std::uint64_t kTold = 1;
constexpr std::uint64_t kDebt = 2;
constexpr std::uint64_t kNotes = 3;
constexpr std::uint64_t kFront = 64;
// Behind it the paths, in buckets by their keys.
constexpr std::uint64_t kBuckets = 512;
constexpr std::size_t kWays = 8;

std::uint64_t bucket_of(const base::Hash128& key) {
  return (kFront + key.low % kBuckets * kWays) * kSlot;
}

}  // namespace

JournalPlace journal_end(base::Disk& disk, const std::string& journal) {
  const auto info = disk.info(journal);
  return info ? JournalPlace{info->id.inode, info->size} : JournalPlace{};
}

Stamps::Stamps(base::World& world, std::string path, base::FileHandle file)
    : world_(&world), path_(std::move(path)), file_(std::move(file)) {}

base::Result<Stamps> Stamps::open(base::World& world, const std::string& path,
                                  const std::string& journal) {
  static_assert(sizeof(Slot) == kSlot && std::is_trivially_copyable_v<Slot>);
  auto file = world.disk.open(path, base::Open::read_write);
  if (!file && file.error().code == base::Code::not_found) {
    TRY_VOID(base::make_dirs(world.disk, std::string(base::dir_name(path)), 0700));
    file = world.disk.open(path, base::Open::create_new);
    if (!file && file.error().code == base::Code::busy) {  // a hook beside us was first
      file = world.disk.open(path, base::Open::read_write);
    }
  }
  Stamps stamps(world, path, TRY(std::move(file)));
  TRY_VOID(stamps.load(journal));
  return stamps;
}

base::Result<void> Stamps::load(const std::string& journal) {
  front_.resize(kFront * kSlot);
  const std::size_t got = TRY(world_->disk.read_at(file_, front_.data(), front_.size(), 0));
  std::fill(front_.begin() + static_cast<std::ptrdiff_t>(got), front_.end(), '\0');
  if (!kept(kBirth)) {
    const auto now = static_cast<std::uint64_t>(world_->clock.wall_ms()) * 1'000'000;
    TRY_VOID(keep(kBirth, {
                              {0, now},
                              journal_end(world_->disk, journal)
    }));
  }
  birth_ = *kept(kBirth);
  return {};
}

std::optional<Stamp> Stamps::kept(std::uint64_t place) const {
  Slot slot;
  std::memcpy(&slot, front_.data() + place * kSlot, kSlot);
  return slot.is_of({0, place}) ? std::optional(Stamp{slot.seen, slot.at}) : std::nullopt;
}

base::Result<void> Stamps::keep(std::uint64_t place, const Stamp& stamp) {
  Slot slot{
      {0, place},
      stamp.seen, stamp.at
  };
  slot.seal = slot.sum();
  TRY_VOID(write(place * kSlot, slot));
  std::memcpy(front_.data() + place * kSlot, &slot, kSlot);
  return {};
}

base::Result<void> Stamps::write(std::uint64_t offset, const Slot& slot) {
  const std::string_view bytes(reinterpret_cast<const char*>(&slot), kSlot);
  if (TRY(world_->disk.write_at(file_, bytes, offset)) == kSlot) return {};
  return base::fail(base::Code::io, "a stamp could not be written whole", path_);
}

std::uint32_t Stamps::age() const {
  constexpr std::int64_t kNanos = 1'000'000'000;
  const std::int64_t age = world_->clock.wall_ms() / 1000 - born_ns() / kNanos;
  return age < 0 ? 0 : static_cast<std::uint32_t>(age);
}

std::optional<Stamp> Stamps::find(const std::string& file) const {
  const base::Hash128 key = base::hash128(file);
  std::array<Slot, kWays> bucket = {};
  const auto got = world_->disk.read_at(file_, reinterpret_cast<char*>(bucket.data()),
                                        sizeof bucket, bucket_of(key));
  if (!got) return std::nullopt;  // the careful side
  for (const Slot& slot : bucket) {
    if (slot.is_of(key)) return Stamp{slot.seen, slot.at};
  }
  return std::nullopt;
}

// In the place of its last stamp, else of none, else of the oldest. Two hooks that take the same
// place at once lose one of their stamps: that file then counts as not seen, the careful side.
base::Result<void> Stamps::put(const std::string& file, const Stamp& stamp) {
  const base::Hash128 key = base::hash128(file);
  std::array<Slot, kWays> bucket = {};
  TRY(world_->disk.read_at(file_, reinterpret_cast<char*>(bucket.data()), sizeof bucket,
                           bucket_of(key)));
  const auto rank = [&](const Slot& slot) -> std::uint64_t {
    if (slot.is_of(key)) return 0;
    return slot.seal == slot.sum() ? std::uint64_t{2} + slot.age : 1;
  };
  const auto place = std::ranges::min_element(bucket, {}, rank);
  if (rank(*place) == 0 && Stamp{place->seen, place->at} == stamp) return {};
  Slot slot{key, stamp.seen, stamp.at};
  slot.age = age();
  slot.seal = slot.sum();
  return write(bucket_of(key) + static_cast<std::uint64_t>(place - bucket.begin()) * kSlot, slot);
}

JournalPlace Stamps::told() const {
  const auto told = kept(kTold);
  return told ? told->at : JournalPlace{};
}

base::Result<void> Stamps::set_told(const JournalPlace& place) {
  return keep(kTold, {{}, place});
}

std::optional<Stamp> Stamps::note(std::uint64_t number) const {
  return kept(kNotes + number);
}

base::Result<void> Stamps::put_note(std::uint64_t number, const Stamp& note) {
  return kept(kNotes + number) == note ? base::Result<void>() : keep(kNotes + number, note);
}

bool Stamps::is_in_debt() const {
  const auto debt = kept(kDebt);
  return debt && debt->seen.low != 0;
}

base::Result<void> Stamps::set_in_debt(bool owes) {
  return keep(kDebt, {
                         {0,                          owes ? 1U : 0U},
                         {                          }
  });
}

}  // namespace coord
