// demo_scene.h - the scratch repository agents of the demo work in, and what became of it.
// Shape:  Scene is a plain value; its folder lives until remove_scene().
// Errors: io and denied of the disk, not_found when git is missing.
// Source: command_demo.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coord/base/world.h"

namespace hooks::cli {

struct Scene {
  std::string folder;      // holds everything below
  std::string repository;  // the checkout
  std::vector<std::string> environment;
};

// Everything a scene needs in `folder`, which must not exist: a repository with sources, a secret
// and hook settings, a home of its own. `bin` goes first in PATH.
[[nodiscard]] base::Result<Scene> make_scene(const std::string& folder, const std::string& bin,
                                             int agents, base::World& world);

struct Aftermath {
  bool secret_intact = false;
  bool settings_intact = false;
  std::uint64_t shared_lines = 0;  // that are still there
};

[[nodiscard]] base::Result<Aftermath> inspect(const Scene& scene, base::World& world);

struct Records {
  std::uint64_t found = 0;
  bool sound = false;  // the chain holds from the first to the last
};

[[nodiscard]] base::Result<Records> audit_records(const Scene& scene, base::World& world);

[[nodiscard]] base::Result<void> remove_scene(const std::string& folder, base::World& world);

}  // namespace hooks::cli
