// target.h - one file of a call under every name that a rule may know it by.
// Shape:  plain values; the disk is only looked at (links, hard links, existence).
// Units:  spellings are relative to the work tree, absolute, ~/ or @place/ forms.
// Errors: none: what cannot be looked at is taken as written.
// Source: docs/spec/policy.md section 3; docs/SECURITY.md.
#pragma once

#include <string>
#include <vector>

#include "coord/base/world.h"
#include "guards/place.h"
#include "guards/rules/rule.h"

namespace guards {

// The forms of one path; a pattern fits when it fits any of them.
using Spellings = std::vector<std::string>;

Spellings spell(const std::string& path, const Place& place, const base::Env& env);

struct Target {
  std::string path;              // absolute, as the call named it
  std::vector<Spellings> names;  // as written, through links, and its hard-linked twins
  bool exists = false;
};

// `on_link`: the last part is not followed.
Target make_target(const std::string& path, bool on_link, const Place& place, const RuleSet& rules,
                   base::World& world);

// What people are shown: relative to the work tree when inside it.
std::string shown(const std::string& path, const Place& place);

}  // namespace guards
