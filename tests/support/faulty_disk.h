// faulty_disk.h - a disk whose Nth call fails, is short, or waits for the test.
// Shape:  wraps any base::Disk; counts every call; deterministic.
// Units:  calls are counted from 1, over all kinds or of one kind.
// Errors: the planned ones; everything else is the wrapped disk's.
// Source: tests/fault/rows.txt.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coord/base/disk.h"

namespace support {

enum class DiskCall {
  open,
  read_at,
  write,
  truncate,
  sync,
  sync_dir,
  info_file,
  info_path,
  make_dir,
  rename,
  link,
  remove,
  remove_dir,
  set_mode,
  touch,
  read_link,
  resolve,
  list,
};

class FaultyDisk : public base::Disk {
 public:
  explicit FaultyDisk(base::Disk& below) : below_(below) {}

  // From call `nth` on (of this kind, or of any), `times` calls fail with `error` and do nothing.
  void fail(std::optional<DiskCall> kind, std::size_t nth, base::Error error,
            std::size_t times = 1);
  // Write number `nth` (at a place or not) really writes only the first `bytes` bytes.
  void shorten_write(std::size_t nth, std::size_t bytes);
  // Runs `action` just before call `nth` (of this kind, or of any).
  void before(std::optional<DiskCall> kind, std::size_t nth, std::function<void()> action);

  std::size_t calls() const { return log_.size(); }
  std::size_t calls(DiskCall kind) const;
  const std::vector<DiskCall>& log() const { return log_; }
  // Forgets plans and counts.
  void reset();

  base::Result<base::FileHandle> open(const std::string& path, base::Open how,
                                      std::uint32_t mode) override;
  base::Result<std::size_t> read_at(const base::FileHandle& file, char* to, std::size_t size,
                                    std::uint64_t offset) override;
  base::Result<std::size_t> write(const base::FileHandle& file, std::string_view bytes) override;
  base::Result<std::size_t> write_at(const base::FileHandle& file, std::string_view bytes,
                                     std::uint64_t offset) override;
  base::Result<void> truncate(const base::FileHandle& file, std::uint64_t size) override;
  base::Result<void> sync(const base::FileHandle& file) override;
  base::Result<void> sync_dir(const std::string& path) override;
  base::Result<base::FileInfo> info(const base::FileHandle& file) override;
  base::Result<base::FileInfo> info(const std::string& path, bool follow) override;
  base::Result<void> make_dir(const std::string& path, std::uint32_t mode) override;
  base::Result<void> rename(const std::string& from, const std::string& to) override;
  base::Result<void> link(const std::string& from, const std::string& to) override;
  base::Result<void> remove(const std::string& path) override;
  base::Result<void> remove_dir(const std::string& path) override;
  base::Result<void> set_mode(const std::string& path, std::uint32_t mode) override;
  base::Result<void> touch(const std::string& path) override;
  base::Result<std::string> read_link(const std::string& path) override;
  base::Result<std::string> resolve(const std::string& path) override;
  base::Result<std::vector<std::string>> list(const std::string& path) override;

 private:
  struct Plan {
    std::optional<DiskCall> kind;
    std::size_t first = 0;
    std::size_t times = 1;
    std::optional<base::Error> error;
    std::function<void()> action;
    bool fits(DiskCall call, std::size_t of_kind, std::size_t of_all) const;
  };

  // What the next write is to write of `bytes`.
  std::string_view shortened(std::string_view bytes) const;
  // Counts the call, runs what is planned before it, and says with what it shall fail.
  std::optional<base::Error> planned(DiskCall call);

  base::Disk& below_;
  std::vector<Plan> plans_;
  std::vector<std::pair<std::size_t, std::size_t>> short_writes_;  // nth write, bytes
  std::vector<DiskCall> log_;
};

}  // namespace support
