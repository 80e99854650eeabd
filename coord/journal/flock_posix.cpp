#include <sys/time.h>

#include <csignal>

#include "coord/journal/flock.h"

namespace coord {

namespace {

constexpr suseconds_t kAgainUs = 2'000;

void wake(int /*signal*/) {}

itimerval from_now(base::Millis first_ms) {
  itimerval spec = {};
  spec.it_value.tv_sec = static_cast<time_t>(first_ms / 1000);
  spec.it_value.tv_usec = static_cast<suseconds_t>(first_ms % 1000) * 1000;
  if (first_ms <= 0) spec.it_value.tv_usec = 1;  // zero would disarm it
  spec.it_interval.tv_usec = kAgainUs;
  return spec;
}

}  // namespace

// There is one such timer per process and its signal goes to any thread: for programs of one
// thread. An alarm that was set before is armed again afterwards, late by the time of the wait.
struct Waker::Armed {
  struct sigaction action_before = {};
  sigset_t mask_before = {};
  itimerval timer_before = {};
};

Waker::Waker(base::Millis first_ms) : armed_(std::make_unique<Armed>()) {
  struct sigaction action = {};
  action.sa_handler = wake;  // no SA_RESTART, for the call is to end with EINTR
  ::sigaction(SIGALRM, &action, &armed_->action_before);
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGALRM);
  ::pthread_sigmask(SIG_UNBLOCK, &ours, &armed_->mask_before);
  const itimerval spec = from_now(first_ms);
  ::setitimer(ITIMER_REAL, &spec, &armed_->timer_before);
}

Waker::~Waker() {
  constexpr itimerval kOff = {};
  ::setitimer(ITIMER_REAL, &kOff, nullptr);
  ::pthread_sigmask(SIG_SETMASK, &armed_->mask_before, nullptr);
  ::sigaction(SIGALRM, &armed_->action_before, nullptr);
  ::setitimer(ITIMER_REAL, &armed_->timer_before, nullptr);
}

// POSIX has no way to ask who holds a flock.
std::string lock_holder(base::Disk& /*disk*/, base::FileId /*file*/) {
  return {};
}

}  // namespace coord
