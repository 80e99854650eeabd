// state_place.h - where the state of this folder is, for verbs.
// Shape:  functions to paths.
// Units:  absolute paths.
// Errors: not_found (the current folder is gone), denied (a state folder we do not trust), io.
// Source: docs/man/flockgate.1; docs/spec/verdicts.md section 7.
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "guards/place.h"

namespace hooks::cli {

// The state folder for here; it need not exist.
[[nodiscard]] base::Result<std::string> find_state_dir(base::World& world);

// Where the rules see this folder.
[[nodiscard]] base::Result<guards::Place> find_place(base::World& world);

// The state folder, made and checked: for verbs that write.
[[nodiscard]] base::Result<std::string> own_state_dir(base::World& world);

std::string audit_path(const std::string& state_dir);

}  // namespace hooks::cli
