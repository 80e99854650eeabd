#include "tests/support/run_binary.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>

namespace support {

namespace {

constexpr std::size_t kFloodBytes = 2UL << 30U;

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) {
      read = ends[0];
      write = ends[1];
    }
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_read() { shut(read); }
  void close_write() { shut(write); }

 private:
  static void shut(int& fd) {
    if (fd >= 0) close(fd);
    fd = -1;
  }
};

void fill(const Pipe& pipe) {
  fcntl(pipe.write, F_SETFL, O_NONBLOCK);
  const std::string block(4096, 'x');
  while (write(pipe.write, block.data(), block.size()) > 0) {
  }
  fcntl(pipe.write, F_SETFL, 0);
}

void give_out(int fd, Out how, const Pipe& pipe) {
  if (how == Out::closed) {
    close(fd);
  } else if (how == Out::full) {
    dup2(open("/dev/full", O_WRONLY), fd);
  } else {
    dup2(pipe.write, fd);
  }
}

void give_in(const Start& how, const Pipe& pipe) {
  if (how.in == In::closed) {
    close(STDIN_FILENO);
  } else if (how.in == In::null) {
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  } else if (how.in == In::directory) {
    dup2(open("/", O_RDONLY | O_DIRECTORY), STDIN_FILENO);
  } else {
    dup2(pipe.read, STDIN_FILENO);
  }
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

[[noreturn]] void become(const Start& how, const Pipe& in, const Pipe& out, const Pipe& err) {
  const std::vector<char*> argv = pointers(how.argv);
  const std::vector<char*> env = pointers(how.env);
  if (!how.cwd.empty() && chdir(how.cwd.c_str()) != 0) _exit(126);
  if (how.remove_cwd) rmdir(how.cwd.c_str());
  sigset_t blocked;
  sigemptyset(&blocked);
  for (const int signal : how.blocked) sigaddset(&blocked, signal);
  sigprocmask(SIG_SETMASK, &blocked, nullptr);
  signal(SIGPIPE, SIG_DFL);
  give_in(how, in);
  give_out(STDOUT_FILENO, how.out, out);
  give_out(STDERR_FILENO, how.err, err);
  for (const auto& [what, value] : how.limits) {
    const rlimit limit{value, value};
    setrlimit(static_cast<__rlimit_resource>(what), &limit);
  }
  execve(argv.front(), argv.data(), env.data());
  _exit(127);
}

// Does the program sleep in a read of its stdin? Told by the kernel, so no test has to guess.
bool waits_for_input(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/wchan");
  std::string where;
  std::getline(file, where);
  return where.find("pipe_read") != std::string::npos;
}

// Feeds stdin and drains both outputs until the program has closed them.
class Talk {
 public:
  Talk(const Start& how, pid_t pid, Pipe& in, Pipe& out, Pipe& err)
      : how_(how), pid_(pid), in_(in), out_(out), err_(err) {
    fcntl(in_.write, F_SETFL, O_NONBLOCK);
    if (how_.in != In::text && how_.in != In::silence && how_.in != In::flood) in_.close_write();
  }

  void hold(Ended& ended) {
    while (out_.read >= 0 || err_.read >= 0 || wants_input()) {
      feed_done();
      std::array<pollfd, 3> fds = {
          pollfd{wants_input() ? in_.write : -1, POLLOUT, 0},
          pollfd{out_.read,                      POLLIN,  0},
          pollfd{err_.read,                      POLLIN,  0}
      };
      poll(fds.data(), fds.size(), 1);
      if (fds[0].revents != 0) feed();
      if (fds[1].revents != 0) drain(out_, ended.out);
      if (fds[2].revents != 0) drain(err_, ended.err);
      poke();
    }
    feed_done();
  }

 private:
  bool wants_input() const {
    if (in_.write < 0) return false;
    return how_.in == In::flood ? fed_ < kFloodBytes : fed_ < how_.input.size();
  }
  void feed_done() {
    if (!wants_input() && how_.in != In::silence) in_.close_write();
  }
  void feed() {
    const std::size_t at = fed_ % std::max<std::size_t>(how_.input.size(), 1);
    const ssize_t done = write(in_.write, how_.input.data() + at, how_.input.size() - at);
    if (done > 0) {
      fed_ += static_cast<std::size_t>(done);
    } else if (done < 0 && errno != EAGAIN) {
      in_.close_write();
    }
  }
  static void drain(Pipe& from, std::string& to) {
    std::array<char, 65536> buffer;
    const ssize_t got = read(from.read, buffer.data(), buffer.size());
    if (got > 0) {
      to.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      from.close_read();
    }
  }
  void poke() {
    if (how_.signal_on_idle == 0 || poked_ || wants_input() || !waits_for_input(pid_)) return;
    kill(pid_, how_.signal_on_idle);
    poked_ = true;
  }

  const Start& how_;
  pid_t pid_;
  Pipe& in_;
  Pipe& out_;
  Pipe& err_;
  std::size_t fed_ = 0;
  bool poked_ = false;
};

// Our own ends of what the program shall not have.
void keep_only_what_is_read(Out how, Pipe& pipe) {
  pipe.close_write();
  if (how != Out::caught) pipe.close_read();
}

}  // namespace

Ended run(const Start& how) {
  signal(SIGPIPE, SIG_IGN);
  Pipe in;
  Pipe out;
  Pipe err;
  if (how.out == Out::stuck) fill(out);
  if (how.err == Out::stuck) fill(err);
  const pid_t pid = fork();
  if (pid == 0) become(how, in, out, err);
  in.close_read();
  // A stuck pipe must keep its reader: without one it would be a broken pipe.
  const int stuck_out = how.out == Out::stuck ? dup(out.read) : -1;
  const int stuck_err = how.err == Out::stuck ? dup(err.read) : -1;
  keep_only_what_is_read(how.out, out);
  keep_only_what_is_read(how.err, err);
  Ended ended;
  Talk(how, pid, in, out, err).hold(ended);
  int status = 0;
  waitpid(pid, &status, 0);
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  ended.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (stuck_out >= 0) close(stuck_out);
  if (stuck_err >= 0) close(stuck_err);
  return ended;
}

Ended run_shell(const std::string& folder, const std::string& command) {
  return run({
      .argv = {"/bin/sh",                            "-c",                   command},
      .cwd = folder,
      .env = { "HOME=/nonexistent", "PATH=/usr/bin:/bin", "GIT_AUTHOR_NAME=t",
               "GIT_AUTHOR_EMAIL=t@example.invalid", "GIT_COMMITTER_NAME=t",
               "GIT_COMMITTER_EMAIL=t@example.invalid"}
  });
}

std::string built(const std::string& program) {
  return std::string(FLOCKGATE_BINARY_DIR) + "/bin/" + program;
}

}  // namespace support
