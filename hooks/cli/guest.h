// guest.h - runs a command in our place: our streams, our terminal, its exit code.
// Shape:  one function; blocks until the command has ended.
// Units:  Millis; exit codes as a shell shows them (128 + signal).
// Errors: not_found, io when the command cannot be started.
// Source: posix_spawn(3), pselect(2).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "coord/base/clock.h"
#include "coord/base/result.h"

namespace hooks::cli {

// `tick` is called about every `every` while the command runs. Signals that end us are passed on.
// `folder`: where it stands, when that is not here.
[[nodiscard]] base::Result<int> run_guest(const std::vector<std::string>& words, base::Millis every,
                                          const std::function<void()>& tick,
                                          const std::string& folder = {});

}  // namespace hooks::cli
