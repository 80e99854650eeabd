// guard_world.h - a scratch home with a repository in it, and effects written by hand.
// Shape:  resource; the files are real, the clock is not.
// Units:  paths are relative to the repository unless absolute or ~/.
// Errors: none.
// Source: docs/TESTING.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/world.h"
#include "guards/judge.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace support {

class GuardWorld {
 public:
  GuardWorld();

  base::World& world() { return world_; }
  const guards::Place& place() const { return place_; }
  base::Env& env() { return env_; }
  const TempDir& home() const { return home_; }
  FakeClock& clock() { return clock_; }

  // "src/a.c", "~/.ssh/id" or "/etc/shadow" -> absolute.
  std::string path(std::string_view name) const;
  void write(std::string_view name, std::string_view bytes = "x") const;

  guards::Effect effect(guards::Verb verb, std::string_view name) const;
  // Ids of the rules that remark, in order, as judged with the policy in force here.
  std::vector<std::string> remarks(const std::vector<guards::Effect>& effects);
  std::vector<guards::Finding> findings(const guards::Action& action,
                                        const guards::Effects& effects);

 private:
  TempDir home_;
  base::Env env_;
  FakeClock clock_;
  guards::Place place_;
  base::World world_;
};

}  // namespace support
