// hook_entries.h - our entries in an agent's settings text: put in, taken out, found.
// Shape:  pure functions from text to text; everything foreign keeps its bytes.
// Units:  none.
// Errors: invalid_input: the settings are not what the platform would read (line and column).
// Source: the clients' own manuals; ADR-0027 (install by span edits, byte-for-byte undo).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "hooks/cli/hook_handler.h"

namespace hooks::cli {

// Our entries in the order of the text.
[[nodiscard]] base::Result<std::vector<HookEntry>> find_entries(std::string_view settings);

// Settings with exactly the wanted entries of ours; unchanged when they are there already. Text
// without any value counts as {}.
[[nodiscard]] base::Result<std::string> add_entries(std::string_view settings,
                                                    const Wanted& wanted);

// Settings without any entry of ours, and without the containers that held nothing else.
[[nodiscard]] base::Result<std::string> remove_entries(std::string_view settings);

// Settings that keep hooks from running at all, in words; broken settings say nothing here.
std::vector<std::string> hooks_switched_off(std::string_view settings);

}  // namespace hooks::cli
