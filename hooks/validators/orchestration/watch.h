// watch.h - what a git command really did to the others, looked at when it is over.
// Shape:  functions over one small file a call, S/watch/<agent>/<call>; Watch is a plain value.
// Units:  names relative to the work tree's root.
// Errors: io, denied of the disk; those of the journal.
// Source: ADR-0074 (post-tool check).
#pragma once

#include <string>
#include <vector>

#include "hooks/validators/validator.h"

namespace hooks {

struct Watch {
  std::string snapshot;            // where the files are kept
  std::string command;             // as a person reads it
  std::string branch;              // HEAD's; empty: on none
  std::vector<std::string> files;  // of others, with work in them
};

struct Surprise {
  Watch watch;
  std::vector<std::string> changed;  // of its files, by nobody on record
  std::string branch_now;            // where it is another one
  bool moved = false;
};

// Kept until the call is over; `branch` is filled in.
[[nodiscard]] base::Result<void> keep_watch(const Judgement& on, const Watch& watch);

// What happened that was not foreseen; none for a call that nobody watched. Once a call.
[[nodiscard]] base::Result<std::vector<Surprise>> look_back(const ToolCall& call,
                                                            const guards::Place& place,
                                                            base::World& world);

// As the policy's rule for it says; none when that is off.
Findings surprise_findings(const guards::RuleSet& rules, const std::vector<Surprise>& surprises);

}  // namespace hooks
