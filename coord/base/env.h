// env.h - the process's surroundings, read once.
// Shape:  plain value.
// Errors: none: what is missing is empty.
// Source: docs/ARCHITECTURE.md section 5; fault rows P10. No value here may weaken a verdict.
#pragma once

#include <cstdint>
#include <string>

namespace base {

struct Env {
  std::string home;         // HOME, else the password file's; absolute or empty
  std::string config_home;  // XDG_CONFIG_HOME or home/.config
  std::string state_home;   // XDG_STATE_HOME or home/.local/state
  std::string cwd;          // empty when it is gone
  std::string self;         // path of the running binary
  std::int64_t pid = 0;
  std::uint32_t uid = 0;
  bool ci = false;        // CI=true
  bool no_color = false;  // NO_COLOR set and not empty
  bool stdout_is_tty = false;
};

Env read_env();

std::int64_t process_id();
// Of the running binary, links resolved; empty when the system does not tell.
std::string self_path();

// One variable of the caller's environment, for effects that may depend on it (certainty: maybe).
std::string env_value(const std::string& name);

}  // namespace base
