#include "coord/journal/turn.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/journal/epoch.h"
#include "coord/journal/lock_support.h"
#include "coord/journal/segment.h"

namespace coord {

namespace {

using base::Code;
using base::fail;

constexpr std::uint32_t kFolderMode = 0700;
constexpr int kMaxReplaced = 100;

// Errors about an open file do not know its name.
template <class T>
base::Result<T> named(base::Result<T> result, const std::string& path) {
  if (!result && result.error().where.empty()) result.error().where = path;
  return result;
}

base::Result<base::FileHandle> open_journal(base::Disk& disk, const std::string& path) {
  auto file = disk.open(path, base::Open::create_append);
  if (file || file.error().code != Code::not_found) return file;
  TRY_VOID(base::make_dirs(disk, std::string(base::dir_name(path)), kFolderMode));
  return disk.open(path, base::Open::create_append);
}

bool stands_under(base::Disk& disk, const std::string& path, base::FileId id) {
  const auto named_now = disk.info(path);
  return named_now && named_now->id == id;
}

// Of a line that write_entry made.
Link link_of(std::string_view line) {
  return read_trailer(line.substr(0, line.size() - 1)).value_or(Link());
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace

base::Result<void> check_draft(const Draft& draft) {
  TRY_VOID(check_kind(draft.kind));
  if (draft.fields.find('\n') != std::string::npos) {
    return fail(Code::invalid_input, "a record must be one line", draft.kind);
  }
  const std::size_t size = longest_line(draft.kind, draft.fields);
  if (size <= kMaxEntry) return {};
  return fail(Code::invalid_input,
              "the record is too long: " + std::to_string(size) + " bytes, " +
                  std::to_string(kMaxEntry) + " fit",
              draft.kind, "put the body in a file and post its name");
}

Turn::Turn(Place place, FileLock lock, const base::FileInfo& info)
    : place_(place), lock_(std::move(lock)), info_(info) {}

base::Result<Turn> Turn::begin(Place place, base::Millis give_up_at) {
  base::Disk& disk = place.world.disk;
  for (int replaced = 0; replaced < kMaxReplaced; ++replaced) {
    if (!place.file.is_open()) place.file = TRY(open_journal(disk, place.path));
    {
      FileLock lock = TRY(FileLock::take(place.world, place.file, place.path, give_up_at));
      const base::FileInfo info = TRY(named(disk.info(place.file), place.path));
      if (stands_under(disk, place.path, info.id)) return Turn(place, std::move(lock), info);
    }
    // We slept on a file that was renamed or removed meanwhile; its lock protects nothing.
    place.file = base::FileHandle();
  }
  return fail(Code::busy, "the journal is replaced again and again", place.path);
}

base::Result<void> Turn::settle() {
  TRY_VOID(find_tail());
  if (tail_.end < place_.options.segment_bytes) return {};
  const auto rotated = rotate();
  if (!rotated) take_note("no new segment: " + base::to_text(rotated.error()));
  return {};
}

base::Result<void> Turn::find_tail() {
  base::Disk& disk = place_.world.disk;
  const End end = TRY(named(find_end(disk, place_.file, info_.size), place_.path));
  if (end.torn_bytes > 0) {
    TRY_VOID(named(heal_end(place_.world, place_.file, place_.path, end), place_.path));
    take_note("torn tail, " + counted(end.torn_bytes, "byte") + " moved to " + place_.path +
              ".quarantine");
  }
  if (end.foreign_lines > 0) {
    take_note(counted(end.foreign_lines, "damaged line") + " at the end: see journal check");
  }
  tail_ = {info_.id, end.end, end.last, end.last.seq + end.foreign_lines + 1};
  return end.last.seq == 0 ? start_chain({}) : base::Result<void>();
}

base::Result<void> Turn::start_chain(const std::string& keep_old_as) {
  base::World& world = place_.world;
  const FileSystem system = TRY(file_system_of(place_.path));
  take_note(TRY(check_lock_support(system, place_.path)));
  std::int64_t epoch = world.clock.wall_ms();
  Entry first{.wall_ms = epoch, .kind = kStartKind, .seq = 1};
  const std::string& epoch_path = place_.options.epoch_path;
  const auto known = epoch_path.empty() ? fail(Code::not_found, "no epoch file")
                                        : read_epoch(world.disk, epoch_path);
  if (known) {
    epoch = std::max(epoch, known->epoch + 1);
    first.seq = known->reserved;
    take_note("the journal was lost: numbers go on at " + std::to_string(first.seq));
  }
  const std::string fields = anchor_fields(epoch, first.seq, "null");
  first.fields = fields;
  const std::string line = write_entry(first);
  TRY_VOID(reserve(first.seq, epoch));
  if (!keep_old_as.empty()) return replace_with(line, keep_old_as);
  TRY_VOID(write_line(line));
  return place_.options.durable ? world.disk.sync_dir(std::string(base::dir_name(place_.path)))
                                : base::Result<void>();
}

base::Result<void> Turn::rotate() {
  const Anchor anchor = TRY(named(anchor_of(place_.world.disk, place_.file), place_.path));
  const auto& state_of = place_.options.state;
  const std::string state = state_of ? TRY(state_of(tail_)) : "null";
  const std::string fields = anchor_fields(anchor.epoch, tail_.next, state);
  if (longest_line(kSnapshotKind, fields) > kMaxAnchor) {
    return fail(Code::invalid_input, "the snapshot is too long", place_.path);
  }
  const std::string line = write_entry({.wall_ms = place_.world.clock.wall_ms(),
                                        .kind = kSnapshotKind,
                                        .fields = fields,
                                        .seq = tail_.next,
                                        .prev = tail_.last.sum});
  TRY_VOID(reserve(tail_.next, anchor.epoch));
  return replace_with(line, segment_path(place_.path, anchor.first));
}

// Takes the block that `seq` lies in. The anchor is an entry that is there whatever comes next.
base::Result<void> Turn::reserve(std::uint64_t seq, std::int64_t epoch) {
  if (place_.options.epoch_path.empty()) return {};
  // What a process left that died in here, holding this lock.
  static_cast<void>(base::remove_leftovers(place_.world.disk, place_.options.epoch_path));
  return write_epoch(place_.world.disk, place_.options.epoch_path,
                     {epoch, reserved_for(seq), tail_.last});
}

base::Result<void> Turn::replace_with(std::string_view line, const std::string& keep_as) {
  Segment segment = TRY(replace_segment(place_.world, place_.path, line, keep_as));
  lock_ = std::move(segment.lock);  // unlocks the old file while it is still open
  place_.file = std::move(segment.file);
  info_ = TRY(named(place_.world.disk.info(place_.file), place_.path));
  const Link link = link_of(line);
  tail_ = {info_.id, line.size(), link, link.seq + 1};
  return {};
}

base::Result<void> Turn::write_line(std::string_view line) {
  base::Disk& disk = place_.world.disk;
  auto written = named(write_whole(disk, place_.file, line), place_.path);
  if (!written) {
    // Should this fail too, a torn tail stays, and the next append heals it.
    (void)disk.truncate(place_.file, tail_.end);
    return written;
  }
  const Link link = link_of(line);
  tail_.end += line.size();
  tail_.last = link;
  tail_.next = link.seq + 1;
  return {};
}

base::Result<std::optional<Receipt>> Turn::append(const Draft& draft) {
  TRY_VOID(check_draft(draft));
  base::Disk& disk = place_.world.disk;
  const std::string line = write_entry({.wall_ms = place_.world.clock.wall_ms(),
                                        .kind = draft.kind,
                                        .fields = draft.fields,
                                        .seq = tail_.next,
                                        .prev = tail_.last.sum});
  if (reserved_for(tail_.next) != reserved_for(tail_.last.seq)) {
    const Anchor anchor = TRY(named(anchor_of(disk, place_.file), place_.path));
    TRY_VOID(reserve(tail_.next, anchor.epoch));
  }
  const auto now = disk.info(place_.path);
  if (!now || now->id != tail_.file || now->size != tail_.end) return std::nullopt;
  const std::uint64_t offset = tail_.end;
  TRY_VOID(write_line(line));
  return Receipt{.seq = tail_.last.seq, .offset = offset, .note = std::move(note_)};
}

base::Result<Receipt> Turn::compact() {
  const auto found = find_tail();
  if (found) {
    TRY_VOID(rotate());
  } else if (found.error().code == Code::corrupt) {
    const std::string aside =
        place_.path + "." + std::to_string(place_.world.clock.wall_ms()) + ".quarantine";
    TRY_VOID(start_chain(aside));
    take_note("nobody could read its end: set aside as " + aside);
  } else {
    return tl::unexpected<base::Error>(found.error());
  }
  return Receipt{.seq = tail_.last.seq, .offset = 0, .note = std::move(note_)};
}

void Turn::take_note(std::string_view words) {
  if (words.empty()) return;
  if (!note_.empty()) note_ += "; ";
  note_ += words;
}

}  // namespace coord
