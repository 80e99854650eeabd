// disk.h - what we ask of a file system, so that tests can make any call fail.
// Shape:  Disk is an interface (a resource, passed by reference); FileHandle owns a descriptor.
// Units:  bytes; times are nanoseconds since 1970.
// Errors: os_error.h has the table (path in `where`); not_found, denied, busy (exists already), io.
// Source: ADR-0003; tests/fault/rows.txt (FaultyDisk wraps the real one).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"

namespace base {

class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int fd) noexcept : fd_(fd) {}
  FileHandle(FileHandle&& other) noexcept : fd_(other.release()) {}
  FileHandle& operator=(FileHandle&& other) noexcept;
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle();

  int fd() const noexcept { return fd_; }
  bool is_open() const noexcept { return fd_ >= 0; }
  int release() noexcept;

 private:
  int fd_ = -1;
};

struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  bool operator==(const FileId&) const = default;
};

enum class FileKind : std::uint8_t { regular, directory, link, other };

struct FileInfo {
  FileId id;
  FileKind kind = FileKind::other;
  std::uint64_t size = 0;
  std::uint32_t mode = 0;   // permission bits
  std::uint32_t owner = 0;  // uid
  std::uint64_t links = 0;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;
};

// How to open a regular file (denied for anything else). All are close-on-exec, never follow a link
// in the last part, never block on a FIFO. The append kinds may read as well; create_new is busy
// when the name exists.
enum class Open : std::uint8_t { read, append, create_append, create_new, read_write };

class Disk {
 public:
  virtual ~Disk() = default;

  [[nodiscard]] virtual Result<FileHandle> open(const std::string& path, Open how,
                                                std::uint32_t mode = 0600) = 0;
  // Bytes read (0 at the end); EINTR is retried.
  [[nodiscard]] virtual Result<std::size_t> read_at(const FileHandle& file, char* to,
                                                    std::size_t size, std::uint64_t offset) = 0;
  // Exactly one write call; may be short: the caller decides what that means.
  [[nodiscard]] virtual Result<std::size_t> write(const FileHandle& file,
                                                  std::string_view bytes) = 0;
  // The same at a place; not for files opened to append, which Linux writes to the end anyway.
  [[nodiscard]] virtual Result<std::size_t> write_at(const FileHandle& file, std::string_view bytes,
                                                     std::uint64_t offset) = 0;
  [[nodiscard]] virtual Result<void> truncate(const FileHandle& file, std::uint64_t size) = 0;
  [[nodiscard]] virtual Result<void> sync(const FileHandle& file) = 0;  // data, not times
  [[nodiscard]] virtual Result<void> sync_dir(const std::string& path) = 0;
  [[nodiscard]] virtual Result<FileInfo> info(const FileHandle& file) = 0;
  // Of the name; links are not followed unless asked.
  [[nodiscard]] virtual Result<FileInfo> info(const std::string& path, bool follow = false) = 0;
  [[nodiscard]] virtual Result<void> make_dir(const std::string& path, std::uint32_t mode) = 0;
  [[nodiscard]] virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
  [[nodiscard]] virtual Result<void> link(const std::string& from, const std::string& to) = 0;
  [[nodiscard]] virtual Result<void> remove(const std::string& path) = 0;
  [[nodiscard]] virtual Result<void> remove_dir(const std::string& path) = 0;  // an empty one
  [[nodiscard]] virtual Result<void> set_mode(const std::string& path, std::uint32_t mode) = 0;
  [[nodiscard]] virtual Result<void> touch(const std::string& path) = 0;  // modified now
  [[nodiscard]] virtual Result<std::string> read_link(const std::string& path) = 0;
  // Every link of an absolute path resolved; parts that do not exist are kept as written.
  // invalid_input: relative, or more than 40 links; denied: a folder on the way cannot be searched.
  [[nodiscard]] virtual Result<std::string> resolve(const std::string& path) = 0;
  // Names in the folder, sorted, without . and ..
  [[nodiscard]] virtual Result<std::vector<std::string>> list(const std::string& path) = 0;
};

// The operating system's own; stateless.
Disk& real_disk();

// The same for a single call: resolves a folder once and goes on from there; links that are changed
// meanwhile are seen as they were. `cwd`: the working directory as getcwd(3) tells it, or empty.
[[nodiscard]] std::unique_ptr<Disk> make_call_disk(const std::string& cwd);

// Whole regular file up to `limit` bytes, never more than that in memory; invalid_input when
// longer. `expected`: its size, where that is known; spares copies and memory.
[[nodiscard]] Result<std::string> read_file(Disk& disk, const std::string& path,
                                            std::size_t limit = 8U << 20U,
                                            std::size_t expected = 0);
// A new file that holds all of `bytes`; busy when the name is taken. Cut short, it stays.
[[nodiscard]] Result<void> write_new(Disk& disk, const std::string& path, std::string_view bytes,
                                     std::uint32_t mode);
// Temp file beside it, sync, rename: old bytes or new bytes, never a mixture.
[[nodiscard]] Result<void> replace_file(Disk& disk, const std::string& path, std::string_view bytes,
                                        std::uint32_t mode = 0600);
// Removes temp files that a crash in replace_file left beside `path`; only for whoever holds the
// lock that replacing `path` needs.
[[nodiscard]] Result<void> remove_leftovers(Disk& disk, const std::string& path);
// Makes the folder and its missing parents; a folder that is there already is fine.
[[nodiscard]] Result<void> make_dirs(Disk& disk, const std::string& path, std::uint32_t mode);

}  // namespace base
