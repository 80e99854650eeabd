#include "hooks/cli/child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

#include "coord/base/disk.h"

namespace hooks::cli {

namespace {

using base::FileHandle;

struct Pipe {
  FileHandle read;
  FileHandle write;
};

base::Result<Pipe> make_pipe() {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe(ends.data()) != 0) return base::fail(base::Code::io, std::strerror(errno), "pipe");
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  return Pipe{FileHandle(ends[0]), FileHandle(ends[1])};
}

// What posix_spawn is told to do in the child; freed with the object.
class Actions {
 public:
  Actions() { ::posix_spawn_file_actions_init(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }

  void use(const FileHandle& file, int as) {
    ::posix_spawn_file_actions_adddup2(&actions_, file.fd(), as);
  }
  void run_in(const std::string& folder) {
    ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
  }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_ = {};
};

base::Result<pid_t> start(const Command& command, const Actions& actions) {
  const std::vector<char*> words = pointers_to(command.words);
  const std::vector<char*> environment = pointers_to(command.environment);
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, words[0], actions.get(), nullptr, words.data(), environment.data());
  if (failed != 0) {
    const base::Code code = failed == ENOENT ? base::Code::not_found : base::Code::io;
    return base::fail(code, std::strerror(failed), command.words[0]);
  }
  return child;
}

// Closes the handle at the end of the stream.
void drain(FileHandle& from, std::string& into) {
  std::array<char, 16384> buffer = {};
  const ssize_t got = ::read(from.fd(), buffer.data(), buffer.size());
  if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
  if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) from = FileHandle();
}

// Closes the handle when all is written or nobody reads any more.
void feed(FileHandle& to, std::string_view& rest) {
  const ssize_t put = ::write(to.fd(), rest.data(), rest.size());
  if (put > 0) rest.remove_prefix(static_cast<std::size_t>(put));
  if (rest.empty() || (put < 0 && errno != EINTR && errno != EAGAIN)) to = FileHandle();
}

void talk(FileHandle input, FileHandle out, FileHandle err, const Command& command, Ran& ran) {
  std::string_view rest = command.input;
  if (rest.empty()) input = FileHandle();
  if (input.is_open()) ::fcntl(input.fd(), F_SETFL, O_NONBLOCK);
  while (input.is_open() || out.is_open() || err.is_open()) {
    std::array<pollfd, 3> ready = {
        pollfd{input.fd(), POLLOUT, 0},
        pollfd{out.fd(),   POLLIN,  0},
        pollfd{err.fd(),   POLLIN,  0}
    };
    if (::poll(ready.data(), ready.size(), -1) < 0) continue;
    if (ready[0].revents != 0) feed(input, rest);
    if (ready[1].revents != 0) drain(out, ran.out);
    if (ready[2].revents != 0) drain(err, ran.err);
  }
}

}  // namespace

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

base::Result<Ran> run_command(const Command& command) {
  Pipe input = TRY(make_pipe());
  Pipe out = TRY(make_pipe());
  Pipe err = TRY(make_pipe());
  std::optional<Actions> actions(std::in_place);
  actions->use(input.read, STDIN_FILENO);
  actions->use(out.write, STDOUT_FILENO);
  actions->use(err.write, STDERR_FILENO);
  if (!command.folder.empty()) actions->run_in(command.folder);

  std::signal(SIGPIPE, SIG_IGN);  // a child that does not read its stdin is no reason to die
  const pid_t child = TRY(start(command, *actions));
  input.read = FileHandle();
  out.write = FileHandle();
  err.write = FileHandle();
  Ran ran;
  talk(std::move(input.write), std::move(out.read), std::move(err.read), command, ran);
  ran.exit_code = wait_for(child);
  return ran;
}

}  // namespace hooks::cli
