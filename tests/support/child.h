// child.h - other processes of a test: started, met, and ended by their pid.
// Shape:  resources; pinned.
// Units:  exit codes; a child that died by a signal has none.
// Errors: a test that cannot fork ends with a failure that says so.
// Source: tests/fault/rows.txt.
#pragma once

#include <sys/types.h>

#include <array>
#include <functional>

namespace support {

// Runs `body` in a process of its own, which ends with what it returns.
class Child {
 public:
  explicit Child(const std::function<int()>& body);
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();  // killed when nobody waited for it

  pid_t pid() const { return pid_; }
  void send(int signal) const;
  void wait_until_stopped() const;
  // The exit code, or -signal.
  int wait();

 private:
  pid_t pid_ = -1;
};

// Where processes meet: one pass() per open(), in any order. Made before the children.
class Gate {
 public:
  Gate();
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;
  ~Gate();

  void open() const;
  void pass() const;

 private:
  std::array<int, 2> ends_ = {-1, -1};
};

// Gives way to others until `claim` holds; false when it does not within half a minute.
bool until(const std::function<bool()>& claim);

}  // namespace support
