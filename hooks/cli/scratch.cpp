#include "hooks/cli/scratch.h"

#include "coord/base/env.h"

namespace hooks::cli {

std::string scratch_name(std::string_view what, const base::World& world) {
  const std::string temporary = base::env_value("TMPDIR");
  return (temporary.empty() ? "/tmp" : temporary) + "/flockgate-" + std::string(what) + "-" +
         std::to_string(world.env.pid) + "-" + std::to_string(world.clock.wall_ms());
}

}  // namespace hooks::cli
