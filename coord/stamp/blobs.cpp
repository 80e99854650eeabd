#include "coord/stamp/blobs.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "coord/base/path.h"

namespace coord {

namespace {

constexpr std::size_t kMaxBlob = 1U << 20U;
constexpr std::size_t kMaxLooked = 20'000;
constexpr std::uint64_t kMaxAll = 200U << 20U;
constexpr std::int64_t kMaxAge = 7LL * 24 * 3600 * 1'000'000'000;

std::string path_of(const std::string& folder, const base::Hash128& hash) {
  return base::join_path(folder, base::to_text(hash));
}

// One of another length was cut short by a crash.
bool is_whole(base::Disk& disk, const std::string& path, std::uint64_t size) {
  const auto info = disk.info(path);
  return info && info->size == size;
}

struct Kept {
  std::string path;
  std::int64_t since_ns = 0;
  std::uint64_t size = 0;
};

}  // namespace

base::Result<void> keep_blob(base::World& world, const std::string& folder,
                             const base::Hash128& hash, std::string_view bytes) {
  if (bytes.size() > kMaxBlob) return {};
  const std::string path = path_of(folder, hash);
  auto file = world.disk.open(path, base::Open::create_new);
  if (!file && file.error().code == base::Code::not_found) {
    TRY_VOID(base::make_dirs(world.disk, folder, 0700));
    file = world.disk.open(path, base::Open::create_new);
  }
  if (!file && file.error().code == base::Code::busy) {
    if (is_whole(world.disk, path, bytes.size())) return {};
    TRY_VOID(world.disk.remove(path));
    file = world.disk.open(path, base::Open::create_new);
  }
  const base::FileHandle open = TRY(std::move(file));
  if (TRY(world.disk.write(open, bytes)) == bytes.size()) return {};
  TRY_VOID(world.disk.remove(path));
  return base::fail(base::Code::io, "the bytes before a write could not be kept", path);
}

base::Result<void> keep_file(base::World& world, const std::string& folder,
                             const base::Hash128& hash, const std::string& path) {
  const base::FileInfo info = TRY(world.disk.info(path));
  if (info.size > kMaxBlob || is_whole(world.disk, path_of(folder, hash), info.size)) return {};
  if (TRY(world.disk.resolve(path)) != path) return {};
  const std::string bytes = TRY(base::read_file(world.disk, path, kMaxBlob, info.size));
  return base::hash128(bytes) == hash ? keep_blob(world, folder, hash, bytes)
                                      : base::Result<void>();
}

base::Result<std::string> read_blob(base::World& world, const std::string& folder,
                                    const base::Hash128& hash) {
  std::string bytes = TRY(base::read_file(world.disk, path_of(folder, hash), kMaxBlob));
  if (base::hash128(bytes) == hash) return bytes;
  return base::fail(base::Code::corrupt, "kept bytes are not what their name says",
                    path_of(folder, hash));
}

base::Result<void> prune_blobs(base::World& world, const std::string& folder) {
  std::vector<Kept> all;
  const auto names = world.disk.list(folder);
  if (!names && names.error().code == base::Code::not_found) return {};
  for (const std::string& name : TRY(names)) {
    if (all.size() >= kMaxLooked) break;  // the next time sees more
    const std::string path = base::join_path(folder, name);
    if (const auto info = world.disk.info(path)) {
      all.push_back({path, info->modified_ns, info->size});
    }
  }
  std::ranges::sort(all, std::ranges::greater(), &Kept::since_ns);
  const std::int64_t oldest = world.clock.wall_ms() * 1'000'000 - kMaxAge;
  std::uint64_t sum = 0;
  for (const Kept& blob : all) {
    sum += blob.size;
    if (blob.since_ns < oldest || sum > kMaxAll) TRY_VOID(world.disk.remove(blob.path));
  }
  return {};
}

}  // namespace coord
