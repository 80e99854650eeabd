// example_world.h - the world in which examples of rules are judged: one repository, no real files.
// Shape:  resource; pinned (its World refers to its own members). Nothing outside is touched.
// Units:  the work tree is /home/dev/repo; every path is a file except those said to be missing.
// Errors: not_found for missing files and for the content of all others.
// Source: docs/spec/policy.md section 5.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "guards/judge.h"
#include "hooks/policy/policy.h"

namespace hooks {

class ExampleWorld {
 public:
  explicit ExampleWorld(const std::vector<std::string>& missing);
  ~ExampleWorld();
  ExampleWorld(const ExampleWorld&) = delete;
  ExampleWorld& operator=(const ExampleWorld&) = delete;

  base::World& world();
  const guards::Place& place() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// What the real guard remarks on an example, understood and judged as in a hook.
std::vector<guards::Finding> judge_example(const Example& example, const guards::RuleSet& rules);

}  // namespace hooks
