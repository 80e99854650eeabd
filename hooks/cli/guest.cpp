#include "hooks/cli/guest.h"

#include <spawn.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "coord/base/environment.h"
#include "hooks/cli/child.h"

namespace hooks::cli {

namespace {

// What a handler may touch: whom to pass a signal on to.
std::atomic<pid_t> guest_pid = 0;

constexpr std::array kPassedOn = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};

extern "C" void pass_on(int signal) {
  const int kept = errno;
  const pid_t guest = guest_pid;
  if (guest > 0) ::kill(guest, signal);
  errno = kept;
}

extern "C" void wake_up(int) {}

void listen(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  ::sigaction(signal, &action, nullptr);
}

// SIGCHLD stays blocked but for the moment of waiting, so that no end is missed in between.
sigset_t block_child_signal() {
  sigset_t child;
  sigset_t before;
  ::sigemptyset(&child);
  ::sigaddset(&child, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &child, &before);
  ::sigdelset(&before, SIGCHLD);
  return before;
}

base::Result<pid_t> start(const std::vector<std::string>& words, const sigset_t& signals,
                          const std::string& folder) {
  const std::vector<std::string> environment = base::environment();
  const std::vector<char*> pointers = pointers_to(words);
  const std::vector<char*> variables = pointers_to(environment);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  ::posix_spawnattr_setsigmask(&attributes, &signals);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  if (!folder.empty()) ::posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, pointers[0], &actions, &attributes, pointers.data(), variables.data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  if (failed == 0) return child;
  const base::Code code = failed == ENOENT ? base::Code::not_found : base::Code::io;
  return base::fail(code, std::strerror(failed), words[0]);
}

}  // namespace

base::Result<int> run_guest(const std::vector<std::string>& words, base::Millis every,
                            const std::function<void()>& tick, const std::string& folder) {
  const sigset_t outside = block_child_signal();
  listen(SIGCHLD, wake_up);
  auto child = start(words, outside, folder);
  if (!child) return tl::unexpected(child.error());
  guest_pid = *child;
  for (const int signal : kPassedOn) listen(signal, pass_on);
  int status = 0;
  for (;;) {
    const pid_t ended = ::waitpid(*child, &status, WNOHANG);
    if (ended == *child) break;
    timespec time = {every / 1000, (every % 1000) * 1'000'000};
    if (::pselect(0, nullptr, nullptr, nullptr, &time, &outside) == 0) tick();
  }
  guest_pid = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace hooks::cli
