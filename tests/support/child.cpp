#include "tests/support/child.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "coord/base/clock.h"

namespace support {

Child::Child(const std::function<int()>& body) : pid_(::fork()) {
  if (pid_ == 0) ::_exit(body());
  if (pid_ < 0) ADD_FAILURE() << "cannot fork";
}

Child::~Child() {
  if (pid_ <= 0) return;
  send(SIGKILL);
  wait();
}

void Child::send(int signal) const {
  ::kill(pid_, signal);
}

void Child::wait_until_stopped() const {
  int status = 0;
  ::waitpid(pid_, &status, WUNTRACED);
  EXPECT_TRUE(WIFSTOPPED(status));
}

int Child::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

Gate::Gate() {
  if (::pipe2(ends_.data(), O_CLOEXEC) == -1) ADD_FAILURE() << "cannot make a pipe";
}

Gate::~Gate() {
  ::close(ends_[0]);
  ::close(ends_[1]);
}

void Gate::open() const {
  if (::write(ends_[1], ".", 1) != 1) ::_exit(99);
}

void Gate::pass() const {
  char byte = 0;
  if (::read(ends_[0], &byte, 1) != 1) ::_exit(99);
}

bool until(const std::function<bool()>& claim) {
  constexpr base::Millis kPatience = 30'000;
  const base::Millis stop = base::real_clock().boot_ms() + kPatience;
  while (!claim()) {
    if (base::real_clock().boot_ms() > stop) return false;
    ::sched_yield();
  }
  return true;
}

}  // namespace support
