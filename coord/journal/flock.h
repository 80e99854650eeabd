// flock.h - the one lock of a journal, had by a deadline or not at all.
// Shape:  FileLock is a resource (move-only): owned from take() to its destructor.
// Units:  instants in Millis of Clock::wait_ms().
// Errors: timed_out (the holder in `where`), unsupported (this file system locks nothing), io.
// Source: flock(2), timer_create(2); ADR-0003; tests/fault/rows.txt.
#pragma once

#include <memory>
#include <string>

#include "coord/base/world.h"

namespace coord {

inline constexpr base::Millis kMaxDeadline = base::Millis{10} * 60 * 1000;

class FileLock {
 public:
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

  // Exclusive lock on an open file: one try, then asleep until it is ours or `give_up_at` has
  // passed; an instant in the past means one try. `path` is for messages. The file must
  // stay open as long as the lock lives.
  [[nodiscard]] static base::Result<FileLock> take(base::World& world, const base::FileHandle& file,
                                                   const std::string& path,
                                                   base::Millis give_up_at);

 private:
  explicit FileLock(int fd) noexcept : fd_(fd) {}
  void release() noexcept;

  int fd_ = -1;
};

// What a failed flock means; `path` names the file.
base::Error lock_error(int os_error, const std::string& path);

// "pid 4242 (python3), stopped (T)" of who holds the lock on this file; "" when nobody can tell.
std::string lock_holder(base::Disk& disk, base::FileId file);

// Interrupts a blocking call of this thread with a signal: first after `first_ms`, then every 2 ms,
// for one shot that comes just before the call blocks would be lost. Ends with its destructor.
class Waker {
 public:
  explicit Waker(base::Millis first_ms);
  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;
  ~Waker();

  bool is_armed() const { return armed_ != nullptr; }

 private:
  struct Armed;
  std::unique_ptr<Armed> armed_;
};

}  // namespace coord
