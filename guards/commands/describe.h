// describe.h - the room's front door: a command with its words -> what it would do.
// Shape:  pure functions; the view is only looked at.
// Errors: none: see meaning.h.
// Source: ADR-0020, ADR-0021.
#pragma once

#include <string_view>

#include "guards/commands/arguments.h"
#include "guards/commands/meaning.h"
#include "guards/commands/view.h"

namespace guards::commands {

// What `words` (program first) would do; empty `words` do nothing.
Meaning describe(const Words& words, const View& view);

// What the row's synopsis says of the call, without its special file.
Meaning describe_by_table(const Call& call, const View& view);

}  // namespace guards::commands
