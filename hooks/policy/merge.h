// merge.h - layers laid over one another, rule by rule; untrusted layers can only tighten.
// Shape:  pure functions on values.
// Errors: invalid_input, `where` a JSON pointer: a new rule that lacks something.
// Source: docs/spec/policy.md section 6.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "coord/base/result.h"
#include "hooks/policy/policy.h"

namespace hooks {

struct Layer {
  std::string_view name;  // "project"
  bool trusted = false;
};

// `below` with `source` laid over it. What would weaken and is not trusted is left out and noted.
// On an Error `below` is unchanged.
[[nodiscard]] base::Result<void> merge(Policy& below, const Source& source, Layer layer);

// The embedded policy: packs first, then the switches of the default file.
[[nodiscard]] base::Result<Policy> make_embedded(const std::vector<Source>& packs,
                                                 const Source& defaults);

// Floors and the rest: two policies of the same digest, for two images.
std::pair<Policy, Policy> split_floors(const Policy& policy);

// Order of judgement: category, then the order of appearance.
void sort_rules(Policy& policy);

}  // namespace hooks
