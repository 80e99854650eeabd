// demo_crowd.h - many agents at once, each a process of its own.
// Shape:  one function; returns when all have ended.
// Errors: io when a process cannot be started; internal when one did not end well.
// Source: command_demo.cpp.
#pragma once

#include <functional>
#include <vector>

#include "hooks/cli/demo_agent.h"
#include "hooks/cli/demo_tally.h"

namespace hooks::cli {

// `progress` is called now and then with what has been reported so far.
[[nodiscard]] base::Result<Tally> run_crowd(const std::vector<AgentJob>& jobs, base::World& world,
                                            const std::function<void(const Tally&)>& progress);

}  // namespace hooks::cli
