// How long short-lived programs take from spawn to reaped, many commands interleaved in one run.
//   spawn_rig ROUNDS LIST [FOLDER]
// LIST has one command a line: name TAB payload file or "-" TAB program TAB argument TAB ... Every
// round runs every command once, in an order shuffled anew, so that the machine's moods fall on all
// alike. stdin is a pipe that the payload is written to, stdout and stderr a pipe read to its end,
// as agents do it. Prints, one line a command: name, minimum, median, p90, p99 (microseconds),
// median of the ratios to the first command within a round, exit status.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

extern char** environ;

namespace {

struct Command {
  std::string name;
  std::string payload;
  std::vector<std::string> argv;
  std::vector<double> micros;  // one a round
  int status = 0;
};

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "spawn_rig: %s\n", why.c_str());
  std::exit(1);
}

Pipe make_pipe() {
  std::array<int, 2> ends = {};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) give_up("no pipe");
  return {ends[0], ends[1]};
}

pid_t spawn(const Command& command, const Pipe& in, const Pipe& out) {
  std::vector<char*> argv;
  for (const std::string& word : command.argv) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write_end, STDERR_FILENO);
  pid_t pid = -1;
  if (::posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ) != 0) {
    give_up("cannot start " + command.argv[0]);
  }
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

// Feeds the payload and drains the output at once: either pipe may be full.
void talk(const std::string& payload, int to, int from) {
  ::fcntl(to, F_SETFL, O_NONBLOCK);
  std::array<char, 65536> buffer;
  for (std::size_t sent = 0;;) {
    if (to >= 0) {
      const ssize_t put = ::write(to, payload.data() + sent, payload.size() - sent);
      if (put > 0) sent += static_cast<std::size_t>(put);
      const bool broken = put < 0 && errno != EAGAIN;
      if (broken || sent == payload.size()) {
        ::close(to);
        to = -1;
      }
    }
    std::array<pollfd, 2> ends = {
        pollfd{from, POLLIN,  0},
        pollfd{to,   POLLOUT, 0}
    };
    ::poll(ends.data(), ends.size(), -1);  // a negative descriptor is left out
    if (ends[0].revents != 0 && ::read(from, buffer.data(), buffer.size()) <= 0) {
      if (to >= 0) ::close(to);
      return;
    }
  }
}

double run_once(Command& command) {
  const Pipe in = make_pipe();
  const Pipe out = make_pipe();
  const auto begin = std::chrono::steady_clock::now();
  const pid_t pid = spawn(command, in, out);
  ::close(in.read_end);
  ::close(out.write_end);
  talk(command.payload, in.write_end, out.read_end);
  ::waitpid(pid, &command.status, 0);
  const auto end = std::chrono::steady_clock::now();
  ::close(out.read_end);
  return std::chrono::duration<double, std::micro>(end - begin).count();
}

std::string slurp(const std::string& path) {
  if (path == "-") return {};
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Command> read_list(const std::string& path) {
  std::vector<Command> commands;
  std::ifstream list(path);
  for (std::string line; std::getline(list, line);) {
    std::stringstream words(line);
    std::vector<std::string> parts;
    for (std::string part; std::getline(words, part, '\t');) parts.push_back(part);
    if (parts.size() < 3) give_up("a line needs a name, a payload and a program: " + line);
    commands.push_back({
        parts[0], slurp(parts[1]), {parts.begin() + 2, parts.end()},
          {                 },
          0
    });
  }
  if (commands.empty()) give_up("no commands in " + path);
  return commands;
}

double at_share(std::vector<double> sorted, double share) {
  std::sort(sorted.begin(), sorted.end());
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(last * share)];
}

void print_row(const Command& command, const Command& unit) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < command.micros.size(); ++i) {
    ratios.push_back(command.micros[i] / unit.micros[i]);
  }
  const int status =
      WIFEXITED(command.status) ? WEXITSTATUS(command.status) : 128 + WTERMSIG(command.status);
  std::printf("%s\t%.0f\t%.0f\t%.0f\t%.0f\t%.3f\t%d\n", command.name.c_str(),
              at_share(command.micros, 0), at_share(command.micros, 0.5),
              at_share(command.micros, 0.9), at_share(command.micros, 0.99), at_share(ratios, 0.5),
              status);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) give_up("usage: spawn_rig ROUNDS LIST [FOLDER]");
  const int rounds = std::atoi(argv[1]);
  if (rounds < 1) give_up("ROUNDS is a number above 0");
  std::signal(SIGPIPE, SIG_IGN);
  std::vector<Command> commands = read_list(argv[2]);
  if (argc > 3 && ::chdir(argv[3]) != 0) give_up("cannot enter the folder");
  std::vector<Command*> order;
  for (Command& command : commands) order.push_back(&command);
  std::mt19937 dice(7);
  constexpr int kWarmUp = 5;
  for (int round = -kWarmUp; round < rounds; ++round) {
    std::shuffle(order.begin(), order.end(), dice);
    for (Command* command : order) {
      const double micros = run_once(*command);
      if (round >= 0) command->micros.push_back(micros);
    }
  }
  for (const Command& command : commands) print_row(command, commands.front());
}
