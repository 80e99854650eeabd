#include "coord/stamp/in_flight.h"

#include <cstring>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>

#include "coord/base/text.h"

namespace coord {

namespace {

// Topics of the logs.
constexpr std::uint32_t kBegun = 1;
constexpr std::uint32_t kOwed = 2;
constexpr std::uint32_t kAway = 3;

// What the call does to the file.
constexpr std::uint32_t kWrites = 1;
constexpr std::uint32_t kMayKeep = 2;

// A mark as it stands in the record, before the bytes of its path.
struct Header {
  std::uint32_t layout = 1;
  std::uint32_t path_size = 0;
  std::uint32_t writes = 0;
  std::uint32_t fresh = 0;
  base::Hash128 before;
  base::Hash128 intended;
  JournalPlace journal;
};
static_assert(std::is_trivially_copyable_v<Header> && sizeof(Header) == 64);

std::string to_bytes(const std::vector<Mark>& marks) {
  std::string bytes;
  for (const Mark& mark : marks) {
    Header header;
    header.path_size = static_cast<std::uint32_t>(mark.file.size());
    header.writes = (mark.writes ? kWrites : 0) | (mark.keep ? kMayKeep : 0);
    header.fresh = mark.fresh ? 1 : 0;
    header.before = mark.before;
    header.intended = mark.intended;
    header.journal = mark.journal;
    bytes.append(reinterpret_cast<const char*>(&header), sizeof header);
    bytes += mark.file;
  }
  return bytes;
}

base::Result<std::vector<Mark>> from_bytes(std::string_view bytes, const std::string& call) {
  std::vector<Mark> marks;
  while (!bytes.empty()) {
    Header header;
    if (bytes.size() >= sizeof header) std::memcpy(&header, bytes.data(), sizeof header);
    if (bytes.size() < sizeof header || header.layout != 1 ||
        bytes.size() - sizeof header < header.path_size) {
      return base::fail(base::Code::corrupt, "the record of a call is cut", call);
    }
    marks.push_back({std::string(bytes.substr(sizeof header, header.path_size)),
                     (header.writes & kWrites) != 0, header.fresh != 0, header.before,
                     header.intended, header.journal, (header.writes & kMayKeep) != 0});
    bytes.remove_prefix(sizeof header + header.path_size);
  }
  return marks;
}

std::vector<std::string> roots_in(const CallRecord& record) {
  std::vector<std::string> roots;
  for (const std::string_view root : base::split(record.body, '\0')) {
    if (!root.empty()) roots.emplace_back(root);
  }
  return roots;
}

}  // namespace

InFlight::InFlight(base::World& world, const std::string& path)
    : calls_(world, path), away_(world, path + ".away") {}

base::Result<void> InFlight::put(const std::string& call, const std::vector<Mark>& marks) {
  return calls_.put(kBegun, call, to_bytes(marks));
}

base::Result<BegunCall> InFlight::take(const std::string& call) {
  const auto record = TRY(calls_.take(kBegun, call));
  if (!record) return BegunCall{};
  return BegunCall{record->wall_ms, TRY(from_bytes(record->body, call))};
}

base::Result<void> InFlight::owe(const std::string& call, const std::vector<Mark>& marks) {
  return calls_.put(kOwed, call, to_bytes(marks));
}

base::Result<std::vector<OwedCall>> InFlight::owed() {
  std::vector<OwedCall> all;
  for (const CallRecord& record : TRY(calls_.standing())) {
    if (record.topic != kOwed) continue;
    all.push_back({record.call, TRY(from_bytes(record.body, record.call))});
  }
  return all;
}

base::Result<void> InFlight::forgive(const std::string& call) {
  TRY(calls_.take(kOwed, call));
  return {};
}

base::Result<void> InFlight::put_away(const std::string& call,
                                      const std::vector<std::string>& roots) {
  std::string bytes;
  for (const std::string& root : roots) bytes += root + '\0';
  return away_.put(kAway, call, bytes);
}

std::vector<std::string> InFlight::take_away(const std::string& call) {
  const auto record = away_.take(kAway, call);
  return record && *record ? roots_in(**record) : std::vector<std::string>();
}

std::vector<std::string> InFlight::all_away() {
  std::set<std::string> roots;
  const auto standing = away_.standing();
  if (!standing) return {};
  for (const CallRecord& record : *standing) {
    for (std::string& root : roots_in(record)) roots.insert(std::move(root));
  }
  return {roots.begin(), roots.end()};
}

std::vector<Mark> InFlight::all() {
  std::vector<Mark> marks;
  const auto standing = calls_.standing();
  if (!standing) return marks;
  for (const CallRecord& record : *standing) {
    const auto some = from_bytes(record.body, record.call);
    if (some) marks.insert(marks.end(), some->begin(), some->end());
  }
  return marks;
}

void InFlight::clear() {
  calls_.clear();
  away_.clear();
}

}  // namespace coord
