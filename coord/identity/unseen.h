// unseen.h - agents at work in a folder of whom no hook ever told.
// Shape:  function over /proc; empty where processes cannot be listed.
// Units:  pids of our own namespace.
// Errors: none: what cannot be read is not told.
// Source: ADR-0063; known programs as for people's verbs (human.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coord/base/world.h"

namespace coord {

struct UnseenAgent {
  std::int64_t pid = 0;
  std::string program;  // "Gemini CLI"
};

// Known agent programs whose working folder is in `folder`, and who are neither above nor below any
// of `owners` or ourselves; a launcher and what it launched are one.
std::vector<UnseenAgent> unseen_agents(base::World& world, const std::string& folder,
                                       const std::vector<std::int64_t>& owners);

}  // namespace coord
