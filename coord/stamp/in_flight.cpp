#include "coord/stamp/in_flight.h"

#include <cstring>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"

namespace coord {

namespace {

constexpr std::size_t kMaxFile = 1U << 20U;
constexpr std::string_view kOwed = ".owed";
constexpr std::string_view kAway = ".away";

// As it stands in the file, before the bytes of its path.
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
    header.writes = mark.writes ? 1 : 0;
    header.fresh = mark.fresh ? 1 : 0;
    header.before = mark.before;
    header.intended = mark.intended;
    header.journal = mark.journal;
    bytes.append(reinterpret_cast<const char*>(&header), sizeof header);
    bytes += mark.file;
  }
  return bytes;
}

base::Result<std::vector<Mark>> from_bytes(std::string_view bytes, const std::string& path) {
  std::vector<Mark> marks;
  while (!bytes.empty()) {
    Header header;
    if (bytes.size() >= sizeof header) std::memcpy(&header, bytes.data(), sizeof header);
    if (bytes.size() < sizeof header || header.layout != 1 ||
        bytes.size() - sizeof header < header.path_size) {
      return base::fail(base::Code::corrupt, "the record of a call is cut", path);
    }
    marks.push_back({std::string(bytes.substr(sizeof header, header.path_size)), header.writes != 0,
                     header.fresh != 0, header.before, header.intended, header.journal});
    bytes.remove_prefix(sizeof header + header.path_size);
  }
  return marks;
}

}  // namespace

InFlight::InFlight(base::World& world, std::string folder)
    : world_(&world), folder_(std::move(folder)) {}

std::string InFlight::path_of(const std::string& call) const {
  return base::join_path(folder_, base::to_text(base::hash128(call)));
}

base::Result<void> InFlight::write(const std::string& path, const std::string& bytes) {
  auto file = world_->disk.open(path, base::Open::create_new);
  if (!file && file.error().code == base::Code::not_found) {
    TRY_VOID(base::make_dirs(world_->disk, folder_, 0700));
    file = world_->disk.open(path, base::Open::create_new);
  }
  // The same call told twice. Not cut to nothing and filled again: ext4 flushes such a file when it
  // is closed, which takes as long as all the rest.
  if (!file && file.error().code == base::Code::busy) {
    TRY_VOID(world_->disk.remove(path));
    file = world_->disk.open(path, base::Open::create_new);
  }
  const base::FileHandle open = TRY(std::move(file));
  if (TRY(world_->disk.write(open, bytes)) == bytes.size()) return {};
  TRY_VOID(world_->disk.remove(path));
  return base::fail(base::Code::io, "the record of a call could not be written whole", path);
}

base::Result<void> InFlight::put(const std::string& call, const std::vector<Mark>& marks) {
  return write(path_of(call), to_bytes(marks));
}

base::Millis InFlight::began_ms(const std::string& call) const {
  constexpr std::int64_t kNanos = 1'000'000;
  const auto info = world_->disk.info(path_of(call));
  return info ? info->modified_ns / kNanos : 0;
}

base::Result<std::vector<Mark>> InFlight::take(const std::string& call) {
  const std::string path = path_of(call);
  auto bytes = base::read_file(world_->disk, path, kMaxFile);
  if (!bytes && bytes.error().code == base::Code::not_found) return std::vector<Mark>{};
  TRY_VOID(world_->disk.remove(path));
  return from_bytes(TRY(std::move(bytes)), path);
}

// The call's own id follows the name of its file, for the lease goes by it.
base::Result<void> InFlight::owe(const std::string& call, const std::vector<Mark>& marks) {
  Mark id;
  id.file = call;
  std::vector<Mark> all{id};
  all.insert(all.end(), marks.begin(), marks.end());
  return write(path_of(call) + std::string(kOwed), to_bytes(all));
}

base::Result<std::vector<OwedCall>> InFlight::owed() {
  std::vector<OwedCall> all;
  const auto names = world_->disk.list(folder_);
  if (!names && names.error().code == base::Code::not_found) return all;
  for (const std::string& name : TRY(names)) {
    if (!name.ends_with(kOwed)) continue;
    const std::string path = base::join_path(folder_, name);
    const std::string bytes = TRY(base::read_file(world_->disk, path, kMaxFile));
    auto marks = TRY(from_bytes(bytes, path));
    if (marks.empty()) continue;
    std::string call = std::move(marks.front().file);
    marks.erase(marks.begin());
    all.push_back({std::move(call), std::move(marks)});
  }
  return all;
}

base::Result<void> InFlight::forgive(const std::string& call) {
  return world_->disk.remove(path_of(call) + std::string(kOwed));
}

base::Result<void> InFlight::put_away(const std::string& call,
                                      const std::vector<std::string>& roots) {
  std::string bytes;
  for (const std::string& root : roots) bytes += root + '\0';
  return write(path_of(call) + std::string(kAway), bytes);
}

std::vector<std::string> InFlight::take_away(const std::string& call) {
  const std::string path = path_of(call) + std::string(kAway);
  std::vector<std::string> roots = roots_in(path);
  if (!roots.empty())
    static_cast<void>(world_->disk.remove(path));  // told twice ends nothing twice
  return roots;
}

std::vector<std::string> InFlight::all_away() {
  std::set<std::string> roots;
  const auto names = world_->disk.list(folder_);
  if (!names) return {};
  for (const std::string& name : *names) {
    if (!name.ends_with(kAway)) continue;
    for (std::string& root : roots_in(base::join_path(folder_, name)))
      roots.insert(std::move(root));
  }
  return {roots.begin(), roots.end()};
}

std::vector<std::string> InFlight::roots_in(const std::string& path) {
  std::vector<std::string> roots;
  const auto bytes = base::read_file(world_->disk, path, kMaxFile);
  if (!bytes) return roots;
  for (const std::string_view root : base::split(*bytes, '\0')) {
    if (!root.empty()) roots.emplace_back(root);
  }
  return roots;
}

std::vector<Mark> InFlight::all() {
  std::vector<Mark> marks;
  const auto names = world_->disk.list(folder_);
  if (!names) return marks;
  for (const std::string& name : *names) {
    if (name.ends_with(kAway)) continue;
    const std::string path = base::join_path(folder_, name);
    const auto bytes = base::read_file(world_->disk, path, kMaxFile);
    auto some = bytes ? from_bytes(*bytes, path) : base::Result<std::vector<Mark>>();
    if (some) marks.insert(marks.end(), some->begin(), some->end());
  }
  return marks;
}

void InFlight::clear() {
  const auto names = world_->disk.list(folder_);
  if (!names) return;
  for (const std::string& name : *names) {
    // What stays behind is a record nobody takes; the next clear tries again.
    static_cast<void>(world_->disk.remove(base::join_path(folder_, name)));
  }
}

}  // namespace coord
