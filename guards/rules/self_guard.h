// self_guard.h - the guard's own things, whatever way they are reached.
// Shape:  pure functions.
// Errors: none.
// Source: ADR-0008 (the self-protection floor); docs/spec/policy.md section 3 (@places).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/env.h"
#include "guards/place.h"
#include "guards/rules/rule.h"

namespace guards {

struct OwnPlace {
  std::string_view name;  // "@state"
  std::string path;
};

// Only those that there are.
std::vector<OwnPlace> own_places(const Place& place, const base::Env& env);

// Adds "@state/journal.jsonl" and the like when `path` is one of ours.
void add_own_names(std::vector<std::string>& names, const std::string& path,
                   const std::vector<OwnPlace>& own);

// Absolute paths of the files that floors name without a wildcard: where a hard link may lead.
std::vector<std::string> floor_files(const RuleSet& rules, const Place& place,
                                     const std::vector<OwnPlace>& own);

}  // namespace guards
