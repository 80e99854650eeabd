// names.h - where the journals of one state folder lie.
// Shape:  pure functions on paths; open_coordination as Journal::open.
// Errors: invalid_input for a stream that is no plain name, or a bad deadline.
// Source: docs/spec/journal.md section 1.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/world.h"
#include "coord/journal/journal.h"

namespace coord {

std::string journal_path(const std::string& state_dir);

// Beside the state folder, so that it outlives it.
std::string epoch_path(const std::string& state_dir);

// The coordination journal of a state folder with its epoch file; never open it without.
[[nodiscard]] base::Result<Journal> open_coordination(base::World& world,
                                                      const std::string& state_dir,
                                                      JournalOptions options = {});

[[nodiscard]] base::Result<std::string> stream_path(const std::string& state_dir,
                                                    std::string_view name);

}  // namespace coord
