#include "coord/stamp/call_log.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

#include "coord/base/hash.h"
#include "coord/base/path.h"

namespace coord {

namespace {

using base::Result;

constexpr base::Millis kWaitMs = 250;
// From here on a file in which nothing counts is removed, and one of which half does not is written
// anew: the first costs a hundredth of the second, for that waits for the disk.
constexpr std::size_t kRemoveAt = 16U << 10U;
constexpr std::size_t kRewriteAt = 256U << 10U;
constexpr std::size_t kMaxFile = 8U << 20U;

// As it stands in the file, before the call's id and the body.
struct Header {
  std::uint32_t layout = 1;
  std::uint32_t topic = 0;
  std::uint32_t call_size = 0;
  std::uint32_t body_size = 0;
  std::int64_t wall_ms = 0;
  std::uint64_t seal = 0;  // checksum of id and body, seeded with that of all before it

  std::uint64_t sum(std::string_view text) const {
    const std::string_view fields(reinterpret_cast<const char*>(this), offsetof(Header, seal));
    return base::hash64(text, base::hash64(fields, layout));
  }
};
static_assert(std::is_trivially_copyable_v<Header> && sizeof(Header) == 32);

std::string to_bytes(const CallRecord& record) {
  const std::string text = record.call + record.body;
  Header header;
  header.topic = record.topic;
  header.call_size = static_cast<std::uint32_t>(record.call.size());
  header.body_size = static_cast<std::uint32_t>(record.body.size());
  header.wall_ms = record.wall_ms;
  header.seal = header.sum(text);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + text;
}

// The record at the front, cut off; none when it is cut or spoiled.
std::optional<CallRecord> next_record(std::string_view& bytes) {
  Header header;
  if (bytes.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::size_t size = std::size_t{header.call_size} + header.body_size;
  if (header.layout != 1 || bytes.size() - sizeof header < size) return std::nullopt;
  const std::string_view text = bytes.substr(sizeof header, size);
  if (header.seal != header.sum(text)) return std::nullopt;
  bytes.remove_prefix(sizeof header + size);
  return CallRecord{header.topic, std::string(text.substr(0, header.call_size)), header.wall_ms,
                    std::string(text.substr(header.call_size))};
}

bool is_of(const CallRecord& record, std::uint32_t topic, std::string_view call) {
  return record.topic == topic && record.call == call;
}

}  // namespace

CallLog::CallLog(base::World& world, std::string path) : world_(&world), path_(std::move(path)) {}

// Locked, and still the file of that name: who removes or replaces it holds the lock as well.
Result<CallLog::Held> CallLog::hold(base::Open how) {
  const base::Millis give_up_at = world_->clock.wait_ms() + kWaitMs;
  for (;;) {
    auto file = world_->disk.open(path_, how);
    if (!file && file.error().code == base::Code::not_found && how == base::Open::create_append) {
      TRY_VOID(base::make_dirs(world_->disk, std::string(base::dir_name(path_)), 0700));
      file = world_->disk.open(path_, how);
    }
    base::FileHandle open = TRY(std::move(file));
    FileLock lock = TRY(FileLock::take(*world_, open, path_, give_up_at));
    const auto named = world_->disk.info(path_);
    const auto info = TRY(world_->disk.info(open));
    if (named && named->id == info.id) return Held{std::move(open), std::move(lock), info.size};
    if (!named && named.error().code != base::Code::not_found) {
      return tl::unexpected(named.error());
    }
  }
}

Result<CallLog::Known> CallLog::read(const Held& held) {
  std::string bytes(std::min<std::uint64_t>(held.size, kMaxFile), '\0');
  bytes.resize(TRY(world_->disk.read_at(held.file, bytes.data(), bytes.size(), 0)));
  Known known;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    auto record = next_record(rest);
    known.damaged = !record;
    if (!record) break;
    std::erase_if(known.records, [&](const CallRecord& older) {
      return is_of(older, record->topic, record->call);
    });
    if (!record->body.empty()) known.records.push_back(*std::move(record));
  }
  return known;
}

Result<void> CallLog::append(const Held& held, std::string_view bytes) {
  if (TRY(world_->disk.write(held.file, bytes)) == bytes.size()) return {};
  TRY_VOID(world_->disk.truncate(held.file, held.size));
  return base::fail(base::Code::io, "the record of a call could not be written whole", path_);
}

Result<void> CallLog::put(std::uint32_t topic, const std::string& call, std::string_view body) {
  const Held held = TRY(hold(base::Open::create_append));
  return append(held, to_bytes({topic, call, world_->clock.wall_ms(), std::string(body)}));
}

Result<void> CallLog::end(const Held& held, const Known& known, const CallRecord& taken) {
  std::string kept;
  for (const CallRecord& record : known.records) {
    if (!is_of(record, taken.topic, taken.call)) kept += to_bytes(record);
  }
  if (kept.empty() && held.size >= kRemoveAt) return world_->disk.remove(path_);
  const bool is_stale = held.size >= kRewriteAt && kept.size() <= held.size / 2;
  if (known.damaged || is_stale) {
    return base::replace_file(world_->disk, path_, kept);
  }
  return append(held, to_bytes({taken.topic, taken.call, world_->clock.wall_ms(), {}}));
}

Result<std::optional<CallRecord>> CallLog::take(std::uint32_t topic, const std::string& call) {
  const auto held = hold(base::Open::append);
  if (!held && held.error().code == base::Code::not_found) return std::optional<CallRecord>();
  if (!held) return tl::unexpected(held.error());
  const Known known = TRY(read(*held));
  const auto found = std::ranges::find_if(
      known.records, [&](const CallRecord& record) { return is_of(record, topic, call); });
  if (found == known.records.end() && !known.damaged) return std::optional<CallRecord>();
  const bool is_known = found != known.records.end();
  const CallRecord taken = is_known ? *found : CallRecord{topic, call, 0, {}};
  TRY_VOID(end(*held, known, taken));
  return is_known ? std::optional(taken) : std::nullopt;
}

Result<std::vector<CallRecord>> CallLog::standing() {
  const auto held = hold(base::Open::append);
  if (!held && held.error().code == base::Code::not_found) return std::vector<CallRecord>{};
  if (!held) return tl::unexpected(held.error());
  return TRY(read(*held)).records;
}

void CallLog::clear() {
  const auto held = hold(base::Open::append);
  // What stays behind are records nobody takes; the next clear tries again.
  if (held) static_cast<void>(world_->disk.remove(path_));
}

}  // namespace coord
