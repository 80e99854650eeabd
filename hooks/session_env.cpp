#include "hooks/session_env.h"

#include <string>
#include <string_view>

#include "coord/base/env.h"

namespace hooks {

namespace {

constexpr std::string_view kLine = "export GIT_OPTIONAL_LOCKS=0\n";
constexpr std::size_t kMaxFile = 1U << 20U;

}  // namespace

base::Result<void> quiet_readers(const Platform& platform, base::World& world) {
  if (platform.session_env.empty()) return {};
  const std::string path = base::env_value(std::string(platform.session_env));
  if (!path.starts_with('/')) return {};
  const auto there = base::read_file(world.disk, path, kMaxFile);
  if (!there && there.error().code != base::Code::not_found) return tl::unexpected(there.error());
  const std::string before = there.value_or("");
  if (before.find(kLine) != std::string::npos) return {};  // the session goes on
  const bool open_end = !before.empty() && !before.ends_with('\n');
  const auto file = TRY(world.disk.open(path, base::Open::create_append, 0644));
  TRY(world.disk.write(file, (open_end ? "\n" : "") + std::string(kLine)));
  return {};
}

}  // namespace hooks
