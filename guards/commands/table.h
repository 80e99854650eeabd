// table.h - the facts about every command we know, by name.
// Shape:  functions over constexpr rows, one sorted family file each.
// Units:  names without folder ("cp"), sub-commands behind a blank ("git push").
// Errors: none; a name without row gives null.
// Source: ADR-0021.
#pragma once

#include <span>
#include <string_view>

#include "guards/commands/index.h"

namespace guards::commands {

// The row of that name; aliases ("python3.11", "gcc-12") find the row of their family.
const Command* find(std::string_view name);

// All families, for tests and docs.
std::span<const Index> families();

}  // namespace guards::commands
