// The lean program: answers `hook` itself, hands every other verb to flockgate-cli beside it.
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include "coord/base/env.h"
#include "coord/base/path.h"
#include "hooks/cli/command_hook.h"
#include "hooks/cli/crash_net.h"
#include "hooks/cli/exit_code.h"

namespace {

int hand_over(char** argv) {
  const std::string self = base::read_env().self;
  const std::string program = base::join_path(base::dir_name(self), "flockgate-cli");
  execv(program.c_str(), argv);
  const std::string text = "flockgate: cannot start " + program + ": " + std::strerror(errno) +
                           "; it belongs beside this program\n";
  const ssize_t ignored = write(STDERR_FILENO, text.data(), text.size());
  static_cast<void>(ignored);
  return hooks::cli::kUnavailable;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || std::string_view(argv[1]) != "hook") return hand_over(argv);
  try {
    hooks::cli::command_hook(argc - 2, argv + 2);
  } catch (...) {
    hooks::cli::leave_with_best();
  }
}
