// target.h - the files of one call under every name that a rule may know them by.
// Shape:  plain values, kept for the time of one judgement; the disk is only looked at.
// Units:  spellings are relative to the work tree, absolute, ~/ or @place/ forms.
// Errors: none: what cannot be looked at is taken as written.
// Source: docs/spec/policy.md section 3; docs/SECURITY.md.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "coord/base/world.h"
#include "guards/place.h"
#include "guards/rules/rule.h"
#include "guards/rules/self_guard.h"

namespace guards {

// The forms of one path; a pattern fits when it fits any of them.
using Spellings = std::vector<std::string>;

struct Target {
  std::string path;              // absolute, as the call named it
  std::vector<Spellings> names;  // as written, through links, and its hard-linked twins
  bool exists = false;
};

class Targets {
 public:
  // All three outlive this.
  Targets(const Place& place, const RuleSet& rules, base::World& world);

  // Looks at a file the first time it is asked for. `on_link`: the last part is not followed.
  const Target& at(const std::string& path, bool on_link);

  [[nodiscard]] Spellings spell(const std::string& path) const;

 private:
  [[nodiscard]] Target look_at(const std::string& path, bool on_link) const;
  void add_names(Target& target, const std::string& path) const;
  void add_resolved(Target& target, bool on_link) const;
  void add_twins(Target& target, const base::FileInfo& info) const;
  [[nodiscard]] bool is_interesting(const Spellings& names) const;

  const Place& place_;
  const RuleSet& rules_;
  base::World& world_;
  std::vector<OwnPlace> own_;
  std::map<std::pair<std::string, bool>, Target> seen_;
};

// What people are shown: relative to the work tree when inside it.
std::string shown(const std::string& path, const Place& place);

}  // namespace guards
