#include "coord/base/env.h"

#include <unistd.h>

#include <array>
#include <climits>
#include <cstdlib>

#include "coord/base/disk.h"
#include "coord/base/environment.h"
#include "coord/base/path.h"
#include "coord/base/text.h"

namespace base {

namespace {

// A relative HOME or XDG folder would depend on where the agent stands: treated as missing (XDG
// base directory specification, "must be absolute").
std::string absolute_or_empty(const std::string& value) {
  return is_absolute(value) ? normalise(value) : std::string();
}

// The password file is read as a file: getpwuid(3) in a static program loads shared libraries at
// run time. Users from a directory service without HOME have no home then.
std::string home_in_password_file() {
  constexpr std::size_t kUid = 2;
  constexpr std::size_t kHome = 5;
  const Result<std::string> users = read_file(real_disk(), "/etc/passwd", 1U << 20U);
  if (!users) return {};
  const std::string uid = std::to_string(::getuid());
  for (const std::string_view line : split(*users, '\n')) {
    const std::vector<std::string_view> fields = split(line, ':');
    if (fields.size() > kHome && fields[kUid] == uid) {
      return absolute_or_empty(std::string(fields[kHome]));
    }
  }
  return {};
}

std::string home_folder() {
  std::string home = absolute_or_empty(env_value("HOME"));
  return home.empty() ? home_in_password_file() : home;
}

std::string xdg_folder(const char* variable, const std::string& home, std::string_view below) {
  std::string folder = absolute_or_empty(env_value(variable));
  if (folder.empty() && !home.empty()) folder = join_path(home, below);
  return folder;
}

std::string current_folder() {
  std::array<char, PATH_MAX> buffer;
  const char* cwd = ::getcwd(buffer.data(), buffer.size());
  // Linux answers "(unreachable)/..." for a folder outside our root: getcwd(3).
  return cwd == nullptr ? std::string() : absolute_or_empty(cwd);
}

}  // namespace

Env read_env() {
  Env env;
  env.home = home_folder();
  env.config_home = xdg_folder("XDG_CONFIG_HOME", env.home, ".config");
  env.state_home = xdg_folder("XDG_STATE_HOME", env.home, ".local/state");
  env.cwd = current_folder();
  env.self = self_path();
  env.pid = process_id();
  env.uid = ::getuid();
  env.ci = env_value("CI") == "true";
  env.no_color = !env_value("NO_COLOR").empty();
  env.stdout_is_tty = ::isatty(STDOUT_FILENO) == 1;
  return env;
}

std::int64_t process_id() {
  return ::getpid();
}

std::vector<std::string> environment() {
  std::vector<std::string> variables;
  for (char** one = environ; one != nullptr && *one != nullptr; ++one) variables.emplace_back(*one);
  return variables;
}

std::string env_value(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace base
