#include "coord/backend/index.h"

#include <algorithm>
#include <atomic>
#include <boost/interprocess/exceptions.hpp>
#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "coord/base/hash.h"
#include "coord/journal/reader.h"
#include "coord/journal/segment.h"
#include "coord/lease/snapshot.h"

namespace coord {

namespace {

namespace ipc = boost::interprocess;

constexpr std::uint64_t kMagic = 0x31786469746b6c66;  // "flktidx1"
constexpr std::uint32_t kMode = 0600;
constexpr int kMaxGrowth = 8;

// Stands before the table. `generation` is odd while somebody changes what is behind it: a process
// killed in the middle leaves an odd one, and the next rebuilds.
struct IndexHeader {
  std::uint64_t magic = 0;
  std::uint64_t generation = 0;
  base::FileId journal;
  std::uint64_t covered = 0;  // bytes of that journal file
  std::uint64_t damaged = 0;  // lines that were no entries
  std::uint64_t seal = 0;     // of what stands before it and of the table's head
};
static_assert(sizeof(IndexHeader) % 8 == 0);

std::uint64_t seal_of(const IndexHeader& header, const lease::Table& table) {
  const auto* start = static_cast<const char*>(static_cast<const void*>(&header));
  return base::hash64({start, offsetof(IndexHeader, seal)}, table.head_seal());
}

class Changing {
 public:
  Changing(IndexHeader& header, const lease::Table& table) : header_(header), table_(table) {
    step();
  }
  ~Changing() {
    step();
    header_.seal = seal_of(header_, table_);
  }
  Changing(const Changing&) = delete;
  Changing& operator=(const Changing&) = delete;

 private:
  // The compiler may not move writes of the table across it; another process sees stores in order.
  void step() {
    std::atomic_signal_fence(std::memory_order_seq_cst);
    ++header_.generation;
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  IndexHeader& header_;
  const lease::Table& table_;
};

// Written, not only made longer: a page of a hole that finds no room when it is touched is a
// SIGBUS.
base::Result<void> write_zeros(base::Disk& disk, const std::string& path, std::size_t size) {
  constexpr std::size_t kPiece = 64U << 10U;
  const base::FileHandle file = TRY(disk.open(path, base::Open::create_new, kMode));
  const std::string zeros(std::min(size, kPiece), '\0');
  while (size > 0) {
    const std::size_t put =
        TRY(disk.write(file, std::string_view(zeros).substr(0, std::min(size, kPiece))));
    if (put == 0) return base::fail(base::Code::io, "no space left for the lease index", path);
    size -= put;
  }
  return {};
}

}  // namespace

struct Index::Mapping {
  ipc::mapped_region region;
  std::optional<lease::Table> table;

  IndexHeader& header() { return *static_cast<IndexHeader*>(region.get_address()); }
  std::span<std::byte> block() {
    return {static_cast<std::byte*>(region.get_address()) + sizeof(IndexHeader),
            region.get_size() - sizeof(IndexHeader)};
  }

  // Null when the file is not there or cannot be mapped.
  static std::unique_ptr<Mapping> open(base::Disk& disk, const std::string& path) {
    const auto info = disk.info(path);
    if (!info || info->kind != base::FileKind::regular || info->size < sizeof(IndexHeader)) {
      return nullptr;
    }
    try {
      const ipc::file_mapping file(path.c_str(), ipc::read_write);
      auto mapping = std::make_unique<Mapping>();
      mapping->region = ipc::mapped_region(file, ipc::read_write);
      return mapping;
    } catch (const ipc::interprocess_exception&) {
      return nullptr;
    }
  }
};

Index::Index(base::World& world, std::string path, std::string journal, lease::Options options)
    : world_(&world), path_(std::move(path)), journal_(std::move(journal)), options_(options) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

bool Index::is_current(const Tail& tail) const {
  if (!mapping_ || !mapping_->table || mapping_->table->is_spoiled()) return false;
  const IndexHeader& header = mapping_->header();
  return header.magic == kMagic && header.generation % 2 == 0 && header.journal == tail.file &&
         header.covered <= tail.end && header.seal == seal_of(header, *mapping_->table);
}

base::Result<lease::Table*> Index::catch_up(const Tail& tail) {
  if (!mapping_) {
    mapping_ = Mapping::open(world_->disk, path_);
    if (mapping_ && mapping_->header().magic == kMagic) {
      if (auto table = lease::Table::over(mapping_->block())) mapping_->table.emplace(*table);
    }
  }
  if (is_current(tail)) {
    if (mapping_->header().covered == tail.end) return &*mapping_->table;
    if (replay(tail)) return &*mapping_->table;
  }
  TRY_VOID(rebuild(tail));
  return &*mapping_->table;
}

// A new file beside the old one: whoever still has the old one mapped keeps whole pages.
base::Result<void> Index::make(lease::Rooms rooms) {
  const std::string fresh = path_ + ".new";
  (void)world_->disk.remove(fresh);  // left by somebody who died here
  auto filled =
      write_zeros(world_->disk, fresh, sizeof(IndexHeader) + lease::Table::bytes_for(rooms));
  if (!filled) {
    (void)world_->disk.remove(fresh);
    return filled;
  }
  mapping_ = Mapping::open(world_->disk, fresh);
  if (!mapping_) return base::fail(base::Code::io, "the lease index cannot be mapped", fresh);
  mapping_->header() = IndexHeader{kMagic, 0, {}, 0, 0, 0};
  mapping_->table.emplace(lease::Table::make(mapping_->block(), rooms));
  return world_->disk.rename(fresh, path_);
}

base::Result<void> Index::rebuild(const Tail& tail) {
  lease::Rooms rooms;
  for (int grown = 0; grown < kMaxGrowth; ++grown) {
    TRY_VOID(make(rooms));
    mapping_->header().journal = tail.file;
    auto replayed = replay(tail);
    if (replayed || replayed.error().code != base::Code::unsupported) return replayed;
    rooms = {rooms.leases * 2, rooms.tickets * 2, rooms.agents * 2};
  }
  return base::fail(base::Code::unsupported, "more leases than any table has room for", journal_);
}

namespace {

base::Result<void> no_entry() {
  return base::fail(base::Code::corrupt, "a line that is no entry");
}

// The first line of a segment carries the state; all others say one change.
base::Result<void> take(lease::Table& table, const Entry& entry, const lease::Options& options) {
  if (entry.kind == kSnapshotKind) {
    const std::string object = "{" + std::string(entry.fields) + "}";
    const auto view = TRY(base::JsonView::parse(object));
    const base::JsonRef state = view.root().get("state");
    if (state.is(base::JsonKind::object)) return lease::restore(table, state);
    return {};
  }
  const auto change = lease::read_change(entry.kind, entry.fields);
  if (change) return lease::apply(table, entry.seq, *change, options);
  if (change.error().code == base::Code::not_found) return {};  // somebody else's kind
  return tl::unexpected(change.error());
}

}  // namespace

base::Result<void> Index::replay(const Tail& tail) {
  IndexHeader& header = mapping_->header();
  Reader reader = TRY(Reader::open(world_->disk, journal_, header.covered));
  const Changing changing(header, *mapping_->table);
  while (header.covered < tail.end) {
    const auto line = TRY(reader.next());
    if (!line || line->offset >= tail.end) break;
    auto taken = line->entry ? take(*mapping_->table, *line->entry, options_) : no_entry();
    if (!taken && taken.error().code == base::Code::unsupported) return taken;
    header.damaged += taken ? 0 : 1;
    header.covered = line->offset + line->text.size() + 1;
  }
  header.covered = tail.end;
  return {};
}

std::uint64_t Index::damaged_lines() const {
  return mapping_ ? mapping_->header().damaged : 0;
}

std::string Index::snapshot() const {
  return mapping_ && mapping_->table ? lease::snapshot(*mapping_->table) : "null";
}

}  // namespace coord
