#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "coord/base/disk.h"
#include "coord/base/link_walk.h"
#include "coord/base/os_error.h"
#include "coord/base/path.h"

namespace base {

namespace {

constexpr std::array kOpenFlags = {O_RDONLY, O_RDWR | O_APPEND, O_RDWR | O_APPEND | O_CREAT,
                                   O_RDWR | O_CREAT | O_EXCL, O_RDWR};
static_assert(kOpenFlags.size() == static_cast<std::size_t>(Open::read_write) + 1);

tl::unexpected<Error> os_fail(std::string_view doing, std::string where) {
  return tl::unexpected<Error>(os_error(errno, doing, std::move(where)));
}

// Calls again while a signal interrupts it.
template <class Call>
auto retried(Call call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

// A NUL would end the name early for the kernel, and we would judge another file than it opens.
Result<void> check_name(const std::string& path) {
  if (path.empty()) return fail(Code::invalid_input, "the path is empty");
  if (path.find('\0') == std::string::npos) return {};
  return fail(Code::invalid_input, "the path has a NUL byte", path);
}

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::regular;
  if (S_ISDIR(mode)) return FileKind::directory;
  if (S_ISLNK(mode)) return FileKind::link;
  return FileKind::other;
}

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileInfo info_of(const struct stat& from) {
  FileInfo info;
  info.id = {from.st_dev, from.st_ino};
  info.kind = kind_of(from.st_mode);
  info.size = static_cast<std::uint64_t>(from.st_size);
  info.mode = from.st_mode & 07777U;
  info.owner = from.st_uid;
  info.links = from.st_nlink;
  info.modified_ns = nanoseconds(from.st_mtim);
  info.changed_ns = nanoseconds(from.st_ctim);
  return info;
}

Result<void> done(int result, std::string_view doing, const std::string& where) {
  if (result == -1) return os_fail(doing, where);
  return {};
}

class RealDisk : public Disk {
 public:
  explicit RealDisk(const std::string& cwd = {}) : name_(cwd) {}

  Result<FileHandle> open(const std::string& path, Open how, std::uint32_t mode) override;
  Result<std::size_t> read_at(const FileHandle& file, char* to, std::size_t size,
                              std::uint64_t offset) override;
  Result<std::size_t> write(const FileHandle& file, std::string_view bytes) override;
  Result<std::size_t> write_at(const FileHandle& file, std::string_view bytes,
                               std::uint64_t offset) override;
  Result<void> truncate(const FileHandle& file, std::uint64_t size) override;
  Result<void> sync(const FileHandle& file) override;
  Result<void> sync_dir(const std::string& path) override;
  Result<FileInfo> info(const FileHandle& file) override;
  Result<FileInfo> info(const std::string& path, bool follow) override;
  Result<void> make_dir(const std::string& path, std::uint32_t mode) override;
  Result<void> rename(const std::string& from, const std::string& to) override;
  Result<void> link(const std::string& from, const std::string& to) override;
  Result<void> remove(const std::string& path) override;
  Result<void> remove_dir(const std::string& path) override;
  Result<void> set_mode(const std::string& path, std::uint32_t mode) override;
  Result<void> touch(const std::string& path) override;
  Result<std::string> read_link(const std::string& path) override;
  Result<std::string> resolve(const std::string& path) override;
  Result<std::vector<std::string>> list(const std::string& path) override;

 protected:
  const KernelName name_;
};

Result<FileHandle> RealDisk::open(const std::string& path, Open how, std::uint32_t mode) {
  TRY_VOID(check_name(path));
  const int flags =
      kOpenFlags[static_cast<std::size_t>(how)] | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  FileHandle file(retried([&] { return ::open(name_(path), flags, mode); }));
  if (!file.is_open()) return os_fail("open", path);
  struct stat found = {};
  if (::fstat(file.fd(), &found) == -1) return os_fail("inspect", path);
  if (!S_ISREG(found.st_mode)) {
    return fail(Code::denied, "cannot open: it is no regular file", path);
  }
  return file;
}

Result<std::size_t> RealDisk::read_at(const FileHandle& file, char* to, std::size_t size,
                                      std::uint64_t offset) {
  const ssize_t got =
      retried([&] { return ::pread(file.fd(), to, size, static_cast<off_t>(offset)); });
  if (got == -1) return os_fail("read", {});
  return static_cast<std::size_t>(got);
}

Result<std::size_t> RealDisk::write(const FileHandle& file, std::string_view bytes) {
  // Interrupted means nothing was written: once a byte is out, write(2) returns the short count.
  const ssize_t put = retried([&] { return ::write(file.fd(), bytes.data(), bytes.size()); });
  if (put == -1) return os_fail("write", {});
  return static_cast<std::size_t>(put);
}

Result<std::size_t> RealDisk::write_at(const FileHandle& file, std::string_view bytes,
                                       std::uint64_t offset) {
  const ssize_t put = retried(
      [&] { return ::pwrite(file.fd(), bytes.data(), bytes.size(), static_cast<off_t>(offset)); });
  if (put == -1) return os_fail("write", {});
  return static_cast<std::size_t>(put);
}

Result<void> RealDisk::truncate(const FileHandle& file, std::uint64_t size) {
  return done(retried([&] { return ::ftruncate(file.fd(), static_cast<off_t>(size)); }), "truncate",
              {});
}

Result<void> RealDisk::sync(const FileHandle& file) {
  return done(retried([&] { return ::fdatasync(file.fd()); }), "sync", {});
}

Result<void> RealDisk::sync_dir(const std::string& path) {
  TRY_VOID(check_name(path));
  const FileHandle dir(
      retried([&] { return ::open(name_(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
  if (!dir.is_open()) return os_fail("open", path);
  return done(retried([&] { return ::fsync(dir.fd()); }), "sync", path);
}

Result<FileInfo> RealDisk::info(const FileHandle& file) {
  struct stat found = {};
  if (::fstat(file.fd(), &found) == -1) return os_fail("inspect", {});
  return info_of(found);
}

Result<FileInfo> RealDisk::info(const std::string& path, bool follow) {
  TRY_VOID(check_name(path));
  struct stat found = {};
  const int result = follow ? ::stat(name_(path), &found) : ::lstat(name_(path), &found);
  if (result == -1) return os_fail("inspect", path);
  return info_of(found);
}

Result<void> RealDisk::make_dir(const std::string& path, std::uint32_t mode) {
  TRY_VOID(check_name(path));
  return done(::mkdir(name_(path), mode), "make the folder", path);
}

Result<void> RealDisk::rename(const std::string& from, const std::string& to) {
  TRY_VOID(check_name(from));
  TRY_VOID(check_name(to));
  return done(::rename(name_(from), name_(to)), "rename to " + to, from);
}

Result<void> RealDisk::link(const std::string& from, const std::string& to) {
  TRY_VOID(check_name(from));
  TRY_VOID(check_name(to));
  return done(::link(name_(from), name_(to)), "link as " + to, from);
}

Result<void> RealDisk::remove(const std::string& path) {
  TRY_VOID(check_name(path));
  return done(::unlink(name_(path)), "remove", path);
}

Result<void> RealDisk::remove_dir(const std::string& path) {
  TRY_VOID(check_name(path));
  return done(::rmdir(name_(path)), "remove", path);
}

Result<void> RealDisk::set_mode(const std::string& path, std::uint32_t mode) {
  TRY_VOID(check_name(path));
  return done(::fchmodat(AT_FDCWD, name_(path), mode, AT_SYMLINK_NOFOLLOW), "change the mode",
              path);
}

Result<void> RealDisk::touch(const std::string& path) {
  TRY_VOID(check_name(path));
  return done(::utimensat(AT_FDCWD, name_(path), nullptr, AT_SYMLINK_NOFOLLOW), "touch", path);
}

Result<std::string> RealDisk::read_link(const std::string& path) {
  TRY_VOID(check_name(path));
  LinkTarget target;
  const ssize_t size = ::readlink(name_(path), target.data(), target.size());
  if (size == -1) return os_fail("read the link", path);
  return std::string(target.data(), static_cast<std::size_t>(size));
}

Result<std::string> RealDisk::resolve(const std::string& path) {
  TRY_VOID(check_name(path));
  if (!is_absolute(path)) return fail(Code::invalid_input, "the path is not absolute", path);
  LinkWalk walk;
  Result<void> followed = follow(name_, walk, path);
  if (followed) return std::move(walk.solid);
  if (followed.error().where.empty()) followed.error().where = path;
  return tl::unexpected<Error>(std::move(followed).error());
}

class CallDisk final : public RealDisk {
 public:
  explicit CallDisk(const std::string& cwd) : RealDisk(cwd) {
    if (!cwd.empty()) known_.push_back({.path = cwd, .walk = {.solid = cwd}});
  }

  Result<std::string> resolve(const std::string& path) override;

 private:
  struct Known {
    std::string path;  // as asked for
    LinkWalk walk;
  };
  static constexpr std::size_t kMaxKnown = 64;

  const Known* nearest(std::string_view path) const;

  std::vector<Known> known_;
};

// The path itself, or the longest of the known folders above it.
const CallDisk::Known* CallDisk::nearest(std::string_view path) const {
  const Known* best = nullptr;
  for (const Known& one : known_) {
    if (best != nullptr && one.path.size() < best->path.size()) continue;
    if (is_within(path, one.path)) best = &one;
  }
  return best;
}

Result<std::string> CallDisk::resolve(const std::string& path) {
  // Behind ".." a folder has another name than the one that was asked for.
  if (!check_name(path) || !is_absolute(path) || path != normalise(path))
    return RealDisk::resolve(path);
  LinkWalk walk;
  std::size_t at = 0;
  if (const Known* known = nearest(path)) {
    walk = known->walk;
    at = known->path.size();
  }
  while (at < path.size()) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    // Whatever goes wrong is told in the words of the whole path.
    if (!follow(name_, walk, path.substr(at, end - at))) return RealDisk::resolve(path);
    if (known_.size() < kMaxKnown) known_.push_back({path.substr(0, end), walk});
    at = end;
  }
  return std::move(walk.solid);
}

Result<std::vector<std::string>> RealDisk::list(const std::string& path) {
  TRY_VOID(check_name(path));
  DIR* dir = ::opendir(name_(path));
  if (dir == nullptr) return os_fail("list", path);
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(dir)) {
    const std::string_view name = static_cast<const char*>(entry->d_name);
    if (name != "." && name != "..") names.emplace_back(name);
  }
  ::closedir(dir);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

FileHandle::~FileHandle() {
  if (fd_ >= 0) ::close(fd_);
}

int FileHandle::release() noexcept {
  return std::exchange(fd_, -1);
}

Disk& real_disk() {
  static RealDisk disk;
  return disk;
}

std::unique_ptr<Disk> make_call_disk(const std::string& cwd) {
  return std::make_unique<CallDisk>(cwd);
}

}  // namespace base
