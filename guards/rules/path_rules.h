// path_rules.h - does a rule's list of patterns mean this file?
// Shape:  functions over a Target; the disk is asked only whether it folds letters.
// Errors: none.
// Source: docs/spec/policy.md section 3.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "guards/rules/rule.h"
#include "guards/rules/target.h"

namespace guards {

// In order; "!" excludes; the last match decides. `fold`: letters of both cases are one.
bool means(const std::vector<std::string_view>& patterns, const Spellings& names,
           bool fold = false);

// Any of the target's names; letters are folded where the file system does.
bool means(const std::vector<std::string_view>& patterns, const Target& target, base::Disk& disk);

// Does an anchored pattern lie at or below this folder ("rm -rf .claude")?
bool lies_below(const std::vector<std::string_view>& patterns, const Target& folder);

// A glob that was kept as a pattern names a rule's files only when nothing else can fit it.
bool only_means(const std::vector<std::string_view>& patterns, const Target& glob,
                const Targets& targets);

// Rules that mind this file, ascending; `tree`: also those with something below it.
std::vector<std::uint32_t> rules_for(const Target& target, bool tree, const RuleSet& rules);

}  // namespace guards
