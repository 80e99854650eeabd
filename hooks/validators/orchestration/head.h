// head.h - the branch of this work tree: where HEAD is, who moves it, and who has heard of it.
// Shape:  functions over values; HEAD is read as a file, git is not asked.
// Units:  none.
// Errors: none of its own; what cannot be read names no branch.
// Source: gitrepository-layout(5); ADR-0066 (the pin is what HEAD says), ADR-0070 (one line).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coord/coordinator.h"
#include "hooks/validators/validator.h"

namespace hooks {

// "main"; empty when HEAD is on no branch.
std::string branch_of(const Judgement& on);
std::string branch_of(const guards::Place& place, base::World& world);

// What a call that writes index, refs or HEAD takes for itself: the resource git, and HEAD as the
// file it may change. Calls that do much else besides take HEAD alone, if they may move it.
std::optional<coord::Touch> git_touch(const Judgement& on);

// All that a discarding verb may reach: nobody writes there between the verdict and its end. Not of
// calls that take long.
std::vector<coord::Touch> reach_touches(const Judgement& on);

// A write by an agent that has not heard yet where HEAD is now.
[[nodiscard]] base::Result<Findings> news_of_head(const Judgement& on,
                                                  coord::Coordinator& coordinator);

}  // namespace hooks
