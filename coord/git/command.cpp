#include "coord/git/command.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "coord/base/disk.h"
#include "coord/base/env.h"

namespace coord {

namespace {

using base::Code;
using base::FileHandle;
using base::Result;

// What git needs of the caller's surroundings. Not GIT_DIR, GIT_INDEX_FILE and their like: they
// would make git tell of another place than the one that is judged.
constexpr std::array<std::string_view, 7> kPassed = {
    "HOME", "XDG_CONFIG_HOME", "PATH", "TMPDIR", "LANG", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"};
constexpr std::array<std::string_view, 4> kFixed = {"LC_ALL=C", "GIT_OPTIONAL_LOCKS=0",
                                                    "GIT_TERMINAL_PROMPT=0", "GIT_PAGER=cat"};

std::vector<std::string> environment(const GitAsk& ask) {
  std::vector<std::string> variables(kFixed.begin(), kFixed.end());
  variables.insert(variables.end(), ask.variables.begin(), ask.variables.end());
  for (const std::string_view name : kPassed) {
    const std::string value = base::env_value(std::string(name));
    if (!value.empty()) variables.push_back(std::string(name) + "=" + value);
  }
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

// What posix_spawn is told to do in the child; freed with the object.
class Actions {
 public:
  Actions(const FileHandle& in, const FileHandle& out) {
    ::posix_spawn_file_actions_init(&actions_);
    if (in.is_open()) {
      ::posix_spawn_file_actions_adddup2(&actions_, in.fd(), STDIN_FILENO);
    } else {
      ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    }
    ::posix_spawn_file_actions_adddup2(&actions_, out.fd(), STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_ = {};
};

Result<pid_t> start(const GitAsk& ask, const FileHandle& in, const FileHandle& out) {
  std::vector<std::string> words = {"git", "-c", "core.fsmonitor=false", "-C", ask.folder};
  words.insert(words.end(), ask.words.begin(), ask.words.end());
  std::vector<std::string> variables = environment(ask);
  const std::vector<char*> argv = pointers_to(words);
  const std::vector<char*> envp = pointers_to(variables);
  const Actions actions(in, out);
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, "git", actions.get(), nullptr, argv.data(), envp.data());
  if (failed == 0) return child;
  return base::fail(failed == ENOENT ? Code::not_found : Code::io, std::strerror(failed), "git");
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// What the child reads, piece by piece. A socket: a child that stops reading is no signal to us.
class Feed {
 public:
  Feed(const GitAsk& ask, FileHandle to) : ask_(ask), to_(std::move(to)) {}

  int fd() const { return to_.is_open() ? to_.fd() : -1; }
  Result<void> go_on() {
    if (at_ == piece_.size()) {
      piece_ = TRY(ask_.input());
      at_ = 0;
      if (piece_.empty()) to_ = FileHandle();
      if (piece_.empty()) return {};
    }
    const ssize_t put =
        ::send(to_.fd(), piece_.data() + at_, piece_.size() - at_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put > 0) at_ += static_cast<std::size_t>(put);
    // Its exit code says why it reads no more.
    if (put < 0 && errno != EAGAIN && errno != EINTR) to_ = FileHandle();
    return {};
  }

 private:
  const GitAsk& ask_;
  FileHandle to_;
  std::string piece_;
  std::size_t at_ = 0;
};

// What there is to be heard now; true at the end.
Result<bool> hear(const GitAsk& ask, const FileHandle& from, std::string& heard) {
  std::array<char, 65536> buffer;
  const ssize_t got = ::read(from.fd(), buffer.data(), buffer.size());
  if (got == 0) return true;
  if (got < 0 && errno != EINTR) return base::fail(Code::io, std::strerror(errno), "git");
  if (got > 0) heard.append(buffer.data(), static_cast<std::size_t>(got));
  if (heard.size() <= ask.max_bytes) return false;
  return base::fail(Code::io, "git says more than is listened to", ask.words.front());
}

// All that git says until it closes its end.
Result<std::string> talk(base::World& world, const GitAsk& ask, const FileHandle& from,
                         Feed& feed) {
  const base::Millis give_up = world.clock.boot_ms() + ask.limit_ms;
  std::string heard;
  for (;;) {
    const base::Millis left = give_up - world.clock.boot_ms();
    if (left <= 0) return base::fail(Code::timed_out, "git took too long", ask.words.front());
    std::array<pollfd, 2> ready = {
        pollfd{from.fd(), POLLIN,  0},
        pollfd{feed.fd(), POLLOUT, 0}
    };
    if (::poll(ready.data(), ready.size(), static_cast<int>(left)) <= 0) continue;
    if (ready[1].revents != 0) TRY_VOID(feed.go_on());
    if (ready[0].revents != 0 && TRY(hear(ask, from, heard))) return heard;
  }
}

struct Ends {
  FileHandle ours;
  FileHandle theirs;
};

Result<Ends> make_ends(bool is_input) {
  std::array<int, 2> ends = {-1, -1};
  const int failed = is_input ? ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data())
                              : ::pipe2(ends.data(), O_CLOEXEC);
  if (failed != 0) return base::fail(Code::io, std::strerror(errno), "pipe");
  return Ends{FileHandle(ends[0]), FileHandle(ends[1])};
}

}  // namespace

std::function<Result<std::string>()> once(std::string text) {
  return
      [text = std::move(text)]() mutable { return Result<std::string>(std::exchange(text, {})); };
}

Result<GitSaid> run_git(base::World& world, const GitAsk& ask) {
  Ends out = TRY(make_ends(false));
  Ends in;
  if (ask.input) in = TRY(make_ends(true));
  const pid_t child = TRY(start(ask, in.theirs, out.theirs));
  out.theirs = FileHandle();
  in.theirs = FileHandle();
  Feed feed(ask, std::move(in.ours));
  auto heard = talk(world, ask, out.ours, feed);
  if (!heard) ::kill(child, SIGKILL);
  const int exit_code = wait_for(child);
  if (!heard) return tl::unexpected(std::move(heard).error());
  return GitSaid{exit_code, *std::move(heard)};
}

}  // namespace coord
