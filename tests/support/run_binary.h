// run_binary.h - one run of a real program, with every stream and limit in the test's hands.
// Shape:  plain values in and out; blocks until the program has ended.
// Units:  limits as setrlimit(2) takes them.
// Errors: a program that cannot be started has exit code 127.
// Source: fault rows P6-P14.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace support {

enum class In {
  text,       // `input`, then the end
  silence,    // `input`, then nothing, but the pipe stays open
  flood,      // `input` over and over until nobody reads, at most 2 GiB
  closed,     // no descriptor 0 at all
  null,       // /dev/null
  directory,  // a folder
};

enum class Out {
  caught,  // a pipe we read
  closed,  // no such descriptor
  full,    // /dev/full
  stuck,   // a full pipe nobody reads
};

struct Start {
  std::vector<std::string> argv;  // argv[0] is the program
  std::string input = {};
  In in = In::text;
  Out out = Out::caught;
  Out err = Out::caught;
  std::string cwd = {};  // empty: ours
  bool remove_cwd = false;
  std::vector<std::string> env = {};                       // NAME=value; nothing else
  std::vector<std::pair<int, unsigned long>> limits = {};  // RLIMIT_x, soft and hard
  std::vector<int> blocked = {};                           // signals blocked at start
  int signal_on_idle = 0;  // sent once the program waits for more input (with In::silence)
};

struct Ended {
  int code = -1;   // exit code; -1 when a signal ended it
  int signal = 0;  // the signal that ended it
  std::string out;
  std::string err;
};

Ended run(const Start& how);

// A line of the shell, in a folder where git knows who commits and nothing of the user's settings.
Ended run_shell(const std::string& folder, const std::string& command);

// A program of this build: "flockgate".
std::string built(const std::string& program);

}  // namespace support
