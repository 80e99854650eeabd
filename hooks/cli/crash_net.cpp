// Everything here runs, or may run, inside a signal handler: no allocation, no locks, no stdio.
#include "hooks/cli/crash_net.h"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <exception>
#include <new>

#include "coord/base/ensure.h"
#include "coord/base/tally.h"

namespace hooks::cli {

namespace {

constexpr std::int64_t kNetMs = 1'000;
// Installed entries give the hook 10 s, and a platform that waits no longer lets the call go on.
constexpr std::int64_t kLatestMs = 8'000;
constexpr int kBlocked = 2;  // on every platform that reads exit codes

// What handlers see. A signal handler can be handed nothing, so this is the one place where
// process-wide state is allowed.
std::atomic<const Answer*> best = nullptr;
std::atomic_flag printing = ATOMIC_FLAG_INIT;
std::atomic<const char*> tally = nullptr;  // where a call that leaves no record is counted
std::int64_t spent_ms = 0;                 // before the net was put up last
std::int64_t armed_ms = 0;                 // how long it was to hold then
static_assert(std::atomic<const Answer*>::is_always_lock_free);

// Room for a handler when the ordinary stack is what broke; AVX-512 frames need 4 KiB and more.
alignas(64) std::array<char, 64U << 10U> handler_stack;

// False when the stream takes no more; the exit code then carries the verdict alone.
bool put(int fd, const std::string& text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t done = write(fd, text.data() + at, text.size() - at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    at += static_cast<std::size_t>(done);
  }
  return true;
}

int code_when_unheard(const Answer& answer) noexcept {
  return answer.stops ? kBlocked : answer.exit_code;
}

// After the answer is out: it must not wait for a file.
void count_this_call() noexcept {
  if (const char* const file = tally.exchange(nullptr)) base::add_to_tally(file);
}

void on_signal(int signal) {
  // Late, perhaps because the disk hangs: it is not touched again.
  if (signal == SIGALRM) tally.store(nullptr);
  leave_with_best();
}

void last_act(const char*) noexcept {
  leave_with_best();
}

// Broken programs and requests to end, alike: whoever sent it, the platform still needs an answer.
constexpr std::array kAnswered = {SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,    SIGABRT, SIGSYS,
                                  SIGTRAP, SIGTERM, SIGINT,  SIGHUP,    SIGQUIT, SIGXCPU,
                                  SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF};
// These become errors of the call that raised them: a closed stdout, a file size limit.
constexpr std::array kIgnored = {SIGPIPE, SIGXFSZ};

void catch_signals() noexcept {
  stack_t stack{};
  stack.ss_sp = handler_stack.data();
  stack.ss_size = handler_stack.size();
  sigaltstack(&stack, nullptr);

  struct sigaction action {};
  action.sa_flags = SA_ONSTACK;
  sigfillset(&action.sa_mask);
  action.sa_handler = on_signal;
  for (const int signal : kAnswered) sigaction(signal, &action, nullptr);
  action.sa_handler = SIG_IGN;
  for (const int signal : kIgnored) sigaction(signal, &action, nullptr);
}

// A parent may have started us with signals blocked; a blocked SIGALRM would be no net.
void unblock_signals() noexcept {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

std::int64_t since_start_ms() noexcept {
  itimerval net{};
  getitimer(ITIMER_REAL, &net);
  return spent_ms + armed_ms - net.it_value.tv_sec * 1000 - net.it_value.tv_usec / 1000;
}

void arm_deadline(std::int64_t in_ms) noexcept {
  spent_ms = since_start_ms();
  armed_ms = std::clamp<std::int64_t>(in_ms, 1, std::max<std::int64_t>(kLatestMs - spent_ms, 1));
  itimerval net{};
  net.it_value.tv_sec = armed_ms / 1000;
  net.it_value.tv_usec = armed_ms % 1000 * 1000;
  setitimer(ITIMER_REAL, &net, nullptr);
}

}  // namespace

void install_crash_net(const Answer& fail_side) noexcept {
  set_best_answer(fail_side);
  base::set_last_act(last_act);
  std::set_terminate(leave_with_best);
  std::set_new_handler(leave_with_best);
  catch_signals();
  unblock_signals();
  arm_deadline(kNetMs);
}

void put_off_deadline(std::int64_t by_ms) noexcept {
  arm_deadline(kNetMs + by_ms);
}

void set_best_answer(const Answer& answer) noexcept {
  best.store(&answer);
}

void count_unless_recorded(const char* file) noexcept {
  tally.store(file);
}

void leave_with_best() noexcept {
  const Answer* answer = best.load();
  if (answer == nullptr) _exit(kBlocked);
  leave_with(*answer);
}

void leave_with(const Answer& answer) noexcept {
  // Entered a second time: interrupted while printing. Another copy on stdout would spoil the one
  // object that counts, so the exit code has to carry the verdict.
  if (printing.test_and_set()) _exit(code_when_unheard(answer));
  put(STDERR_FILENO, answer.err);
  const bool heard = put(STDOUT_FILENO, answer.out);
  if (!heard) put(STDERR_FILENO, answer.out);
  count_this_call();
  _exit(heard ? answer.exit_code : code_when_unheard(answer));
}

}  // namespace hooks::cli
