// audit.h - one line about each pre-tool verdict.
// Shape:  functions; the only state is S/audit.jsonl, a journal with its own chain.
// Units:  a record is at most 4 KiB; command text at most 2 KiB and only when a rule remarked.
// Errors: whatever the journal says; the caller counts the loss and goes on.
// Source: ADR-0017 (audit record), docs/spec/audit.md.
#pragma once

#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"
#include "guards/judge.h"
#include "hooks/tool_call.h"
#include "hooks/verdict.h"

namespace hooks {

// Appends the record to <state_dir>/audit.jsonl, making the folder when it is missing.
[[nodiscard]] base::Result<void> record(const ToolCall& call, const Verdict& verdict,
                                        const guards::Place& place, base::World& world);

// The file whose bytes count the records that could not be written.
std::string audit_tally(const guards::Place& place);

// The members of a record, without braces: what `record` appends.
std::string audit_fields(const ToolCall& call, const Verdict& verdict, const guards::Place& place);

}  // namespace hooks
