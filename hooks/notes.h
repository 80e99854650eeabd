// notes.h - what an agent shall be told after the tool, kept from the pre to the post event.
// Shape:  functions over S/notes/<agent>/<call>; one small file a call, no lock.
// Units:  at most three lines of 200 bytes; a note older than ten minutes is dropped unread.
// Errors: io and denied of the disk; a lost note never changes a verdict.
// Source: ADR-0040 (warnings after the tool); docs/spec/verdicts.md section 5.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "hooks/tool_call.h"

namespace hooks {

// Keeps the text for this call's post event.
[[nodiscard]] base::Result<void> keep_note(const ToolCall& call, std::string_view text,
                                           const std::string& state_dir, base::World& world);

// Takes the text kept for this call; empty when there is none or it is too old.
std::string take_note(const ToolCall& call, const std::string& state_dir, base::World& world);

// Drops all notes of this agent (its session ended).
void drop_notes(const ToolCall& call, const std::string& state_dir, base::World& world);

}  // namespace hooks
