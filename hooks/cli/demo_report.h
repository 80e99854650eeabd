// demo_report.h - what both runs of the demo came to, claim by claim.
// Shape:  plain values; show() prints and returns the exit code.
// Errors: a claim that does not hold is said and ends in exit code 1.
// Source: command_demo.cpp.
#pragma once

#include <cstdint>

#include "hooks/cli/demo_scene.h"
#include "hooks/cli/demo_tally.h"

namespace hooks::cli {

// One of the two runs: what agents reported and what became of the repository.
struct Side {
  Scene scene;
  Tally tally;
  Aftermath after;
};

// Both runs, and what flockgate wrote down during the first.
struct Outcome {
  Side guarded;
  Side bare;
  Records audit;
  std::uint64_t lines = 0;  // that agents shared, in each run
};

// The table (or one JSON object), then every claim that does not hold.
int show(const Outcome& outcome, bool json);

}  // namespace hooks::cli
