#include "tests/support/faulty_disk.h"

#include <algorithm>
#include <utility>

namespace support {

// Every call is the wrapped disk's unless a plan stops it.
#define PASS_ON(kind, call)                                \
  if (std::optional<base::Error> error = planned(kind)) {  \
    return tl::unexpected<base::Error>(std::move(*error)); \
  }                                                        \
  return below_.call

bool FaultyDisk::Plan::fits(DiskCall call, std::size_t of_kind, std::size_t of_all) const {
  if (kind && *kind != call) return false;
  const std::size_t count = kind ? of_kind : of_all;
  return count >= first && count - first < times;
}

std::optional<base::Error> FaultyDisk::planned(DiskCall call) {
  log_.push_back(call);
  const std::size_t of_kind = calls(call);
  const std::size_t of_all = log_.size();
  std::optional<base::Error> error;
  // NOLINTNEXTLINE(modernize-loop-convert): an action may plan more and move the vector
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    if (!plans_[i].fits(call, of_kind, of_all)) continue;
    // A copy, for the same reason.
    if (const std::function<void()> action = plans_[i].action) action();
    if (plans_[i].error) error = plans_[i].error;
  }
  return error;
}

void FaultyDisk::fail(std::optional<DiskCall> kind, std::size_t nth, base::Error error,
                      std::size_t times) {
  plans_.push_back({kind, nth, times, std::move(error), {}});
}

void FaultyDisk::shorten_write(std::size_t nth, std::size_t bytes) {
  short_writes_.emplace_back(nth, bytes);
}

void FaultyDisk::before(std::optional<DiskCall> kind, std::size_t nth,
                        std::function<void()> action) {
  plans_.push_back({kind, nth, 1, std::nullopt, std::move(action)});
}

std::size_t FaultyDisk::calls(DiskCall kind) const {
  return static_cast<std::size_t>(std::count(log_.begin(), log_.end(), kind));
}

void FaultyDisk::reset() {
  plans_.clear();
  short_writes_.clear();
  log_.clear();
}

base::Result<base::FileHandle> FaultyDisk::open(const std::string& path, base::Open how,
                                                std::uint32_t mode) {
  PASS_ON(DiskCall::open, open(path, how, mode));
}

base::Result<std::size_t> FaultyDisk::read_at(const base::FileHandle& file, char* to,
                                              std::size_t size, std::uint64_t offset) {
  PASS_ON(DiskCall::read_at, read_at(file, to, size, offset));
}

std::string_view FaultyDisk::shortened(std::string_view bytes) const {
  const std::size_t nth = calls(DiskCall::write) + 1;
  for (const auto& [planned_nth, kept] : short_writes_) {
    if (planned_nth == nth) bytes = bytes.substr(0, kept);
  }
  return bytes;
}

base::Result<std::size_t> FaultyDisk::write(const base::FileHandle& file, std::string_view bytes) {
  bytes = shortened(bytes);
  PASS_ON(DiskCall::write, write(file, bytes));
}

base::Result<std::size_t> FaultyDisk::write_at(const base::FileHandle& file, std::string_view bytes,
                                               std::uint64_t offset) {
  bytes = shortened(bytes);
  PASS_ON(DiskCall::write, write_at(file, bytes, offset));
}

base::Result<void> FaultyDisk::truncate(const base::FileHandle& file, std::uint64_t size) {
  PASS_ON(DiskCall::truncate, truncate(file, size));
}

base::Result<void> FaultyDisk::sync(const base::FileHandle& file) {
  PASS_ON(DiskCall::sync, sync(file));
}

base::Result<void> FaultyDisk::sync_dir(const std::string& path) {
  PASS_ON(DiskCall::sync_dir, sync_dir(path));
}

base::Result<base::FileInfo> FaultyDisk::info(const base::FileHandle& file) {
  PASS_ON(DiskCall::info_file, info(file));
}

base::Result<base::FileInfo> FaultyDisk::info(const std::string& path, bool follow) {
  PASS_ON(DiskCall::info_path, info(path, follow));
}

base::Result<void> FaultyDisk::make_dir(const std::string& path, std::uint32_t mode) {
  PASS_ON(DiskCall::make_dir, make_dir(path, mode));
}

base::Result<void> FaultyDisk::rename(const std::string& from, const std::string& to) {
  PASS_ON(DiskCall::rename, rename(from, to));
}

base::Result<void> FaultyDisk::link(const std::string& from, const std::string& to) {
  PASS_ON(DiskCall::link, link(from, to));
}

base::Result<void> FaultyDisk::remove(const std::string& path) {
  PASS_ON(DiskCall::remove, remove(path));
}

base::Result<void> FaultyDisk::remove_dir(const std::string& path) {
  PASS_ON(DiskCall::remove_dir, remove_dir(path));
}

base::Result<void> FaultyDisk::set_mode(const std::string& path, std::uint32_t mode) {
  PASS_ON(DiskCall::set_mode, set_mode(path, mode));
}

base::Result<void> FaultyDisk::touch(const std::string& path) {
  PASS_ON(DiskCall::touch, touch(path));
}

base::Result<std::string> FaultyDisk::read_link(const std::string& path) {
  PASS_ON(DiskCall::read_link, read_link(path));
}

base::Result<std::string> FaultyDisk::resolve(const std::string& path) {
  PASS_ON(DiskCall::resolve, resolve(path));
}

base::Result<std::vector<std::string>> FaultyDisk::list(const std::string& path) {
  PASS_ON(DiskCall::list, list(path));
}

#undef PASS_ON

}  // namespace support
