// external.h - a program that is started: what its facts say happens to the machine.
// Shape:  short-lived helper of a Machine.
// Errors: none: what is not understood is a doubt of the machine.
// Source: ADR-0020; ADR-0045 (programs in other languages).
#pragma once

#include <string>

#include "guards/effects/machine.h"

namespace guards::effects {

class External {
 public:
  explicit External(Machine& machine) : machine_(machine) {}

  // words[0] is the program.
  void run(const commands::Words& words);

 private:
  // A script of one's own is followed; false when it is none that can be read.
  bool run_own_script(const commands::Words& words);
  void apply(const commands::Meaning& meaning, const commands::Words& words);
  void apply_doubt(const commands::Doubt& one, const std::string& by, const commands::Words& words);
  void apply_run(const commands::Run& run);
  void start(const commands::Run& run);

  Machine& machine_;
};

}  // namespace guards::effects
