// guarded.h - which files the rules in force here keep from being read, or written.
// Shape:  one function over names; the policy is loaded for it.
// Units:  names relative to the work tree's root.
// Errors: none.
// Source: ADR-0083 (shelve), ADR-0084 (export and baseline).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "guards/judge.h"
#include "hooks/cli/lease_desk.h"

namespace hooks::cli {

std::set<std::string> guarded_here(const std::vector<std::string>& names, guards::Use use,
                                   const Desk& desk, base::World& world);

}  // namespace hooks::cli
