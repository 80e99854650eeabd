// policy_place.h - what `flockgate policy` works on: the files in force here, and their whole text.
// Shape:  plain values.
// Errors: as find_layout; corrupt when the program's own policies cannot be read.
// Source: docs/spec/policy.md section 6.
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "hooks/policy/layers.h"

namespace hooks::cli {

struct PolicyPlace {
  guards::Place place;
  LayerFiles files;
};

[[nodiscard]] base::Result<PolicyPlace> find_policy_place(base::World& world);

// The embedded policy with its examples, and the layers of this place on it.
[[nodiscard]] base::Result<Policy> whole_policy(const PolicyPlace& at, base::World& world);
// The embedded policy with its examples and one file on it, as if it were trusted.
[[nodiscard]] base::Result<Policy> whole_policy(const std::string& file, base::World& world);

// The layer that `file` is, or the only one that is there; invalid_input when that is not clear.
[[nodiscard]] base::Result<LayerFile> pick_layer(const PolicyPlace& at, std::string_view file,
                                                 const base::Env& env);

}  // namespace hooks::cli
