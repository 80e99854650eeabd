#include "coord/stamp/stamps.h"

#include <cstring>
#include <map>
#include <type_traits>
#include <utility>

#include "coord/base/path.h"

namespace coord {

// As it stands in the file. The first slot of a file has the key kBirth.
struct Stamps::Slot {
  base::Hash128 key;
  base::Hash128 seen;
  JournalPlace at;
  std::uint64_t seal = 0;  // checksum of all before it
  std::uint64_t layout = 1;

  std::uint64_t sum() const {
    return base::hash64({reinterpret_cast<const char*>(this), offsetof(Slot, seal)}, layout);
  }
};

namespace {

constexpr std::size_t kSlot = 64;
constexpr std::size_t kTidyAt = 4096 * kSlot;  // bytes; half of them are kept at most

// No path has these: a path's key is the hash of at least one byte.
const base::Hash128 kBirth{0, 1};
const base::Hash128 kTold{0, 2};
const base::Hash128 kDebt{0, 3};
constexpr std::uint64_t kNotes = 1;  // {1, number}

base::Hash128 key_of(const std::string& file) {
  return base::hash128(file);
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
  auto file = world.disk.open(path, base::Open::create_append);
  if (!file && file.error().code == base::Code::not_found) {
    TRY_VOID(base::make_dirs(world.disk, std::string(base::dir_name(path)), 0700));
    file = world.disk.open(path, base::Open::create_append);
  }
  Stamps stamps(world, path, TRY(std::move(file)));
  TRY_VOID(stamps.load(journal));
  return stamps;
}

base::Result<void> Stamps::load(const std::string& journal) {
  const auto info = TRY(world_->disk.info(file_));
  if (info.size % kSlot != 0) {  // a write that was cut: what follows would be read askew
    TRY_VOID(world_->disk.truncate(file_, info.size - info.size % kSlot));
  }
  slots_.resize(info.size - info.size % kSlot);
  slots_.resize(TRY(world_->disk.read_at(file_, slots_.data(), slots_.size(), 0)));
  if (slots_.size() >= kTidyAt) TRY_VOID(tidy());
  if (!last(kBirth)) {
    const auto now = static_cast<std::uint64_t>(world_->clock.wall_ms()) * 1'000'000;
    TRY_VOID(append(kBirth, {
                                {0, now},
                                journal_end(world_->disk, journal)
    }));
  }
  birth_ = *last(kBirth);
  return {};
}

std::optional<Stamp> Stamps::last(const base::Hash128& key) const {
  for (std::size_t at = slots_.size(); at >= kSlot; at -= kSlot) {
    Slot slot;
    std::memcpy(&slot, slots_.data() + at - kSlot, kSlot);
    if (slot.key == key && slot.seal == slot.sum()) return Stamp{slot.seen, slot.at};
  }
  return std::nullopt;
}

std::optional<Stamp> Stamps::find(const std::string& file) const {
  return last(key_of(file));
}

base::Result<void> Stamps::put(const std::string& file, const Stamp& stamp) {
  const base::Hash128 key = key_of(file);
  if (last(key) == stamp) return {};
  return append(key, stamp);
}

JournalPlace Stamps::told() const {
  const auto told = last(kTold);
  return told ? told->at : JournalPlace{};
}

base::Result<void> Stamps::set_told(const JournalPlace& place) {
  return append(kTold, {{}, place});
}

std::optional<Stamp> Stamps::note(std::uint64_t number) const {
  return last({kNotes, number});
}

base::Result<void> Stamps::put_note(std::uint64_t number, const Stamp& note) {
  const base::Hash128 key{kNotes, number};
  if (last(key) == note) return {};
  return append(key, note);
}

bool Stamps::is_in_debt() const {
  const auto debt = last(kDebt);
  return debt && debt->seen.low != 0;
}

base::Result<void> Stamps::set_in_debt(bool owes) {
  return append(kDebt, {
                           {0,                            owes ? 1U : 0U},
                           {                            }
  });
}

base::Result<void> Stamps::append(const base::Hash128& key, const Stamp& stamp) {
  Slot slot{key, stamp.seen, stamp.at};
  slot.seal = slot.sum();
  const std::string_view bytes(reinterpret_cast<const char*>(&slot), kSlot);
  if (TRY(world_->disk.write(file_, bytes)) != kSlot) {
    TRY_VOID(world_->disk.truncate(file_, slots_.size()));
    return base::fail(base::Code::io, "a stamp could not be written whole", path_);
  }
  slots_ += bytes;
  return {};
}

// The last stamp of each path, in one new file. A hook that appends to the old one meanwhile loses
// that stamp; the file then counts as not seen, which is the careful side.
base::Result<void> Stamps::tidy() {
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> last_at;
  for (std::size_t at = 0; at < slots_.size(); at += kSlot) {
    Slot slot;
    std::memcpy(&slot, slots_.data() + at, kSlot);
    if (slot.seal == slot.sum()) last_at[{slot.key.high, slot.key.low}] = at;
  }
  std::string kept;
  for (std::size_t at = 0; at < slots_.size(); at += kSlot) {
    Slot slot;
    std::memcpy(&slot, slots_.data() + at, kSlot);
    const auto found = last_at.find({slot.key.high, slot.key.low});
    const bool is_last = found != last_at.end() && found->second == at;
    const bool is_recent = slots_.size() - at <= kTidyAt / 2 || slot.key.high <= kNotes;
    if (is_last && is_recent) kept.append(slots_, at, kSlot);
  }
  TRY_VOID(base::replace_file(world_->disk, path_, kept));
  file_ = TRY(world_->disk.open(path_, base::Open::append));
  slots_ = std::move(kept);
  return {};
}

}  // namespace coord
