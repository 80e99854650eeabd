// scratch.h - folders of our own for a while, where temporary files go.
// Shape:  a function to paths; base/remove_tree.h ends them.
// Units:  absolute paths.
// Errors: none.
// Source: ADR-0084 (export and baseline); POSIX.1-2017 XBD 8.3 (TMPDIR).
#pragma once

#include <string>
#include <string_view>

#include "coord/base/world.h"

namespace hooks::cli {

// A name no other process of ours has: "/tmp/flockgate-demo-4711-1700000000000". Not made yet.
std::string scratch_name(std::string_view what, const base::World& world);

}  // namespace hooks::cli
