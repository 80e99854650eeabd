// effects_scene.h - a small repository that shell commands are explained and run in.
// Shape:  resource; a fresh one per command that really runs.
// Units:  paths relative to the repository, "../x" for the home around it.
// Errors: none.
// Source: docs/TESTING.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "guards/judge.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace support {

class EffectsScene {
 public:
  EffectsScene();

  guards::Effects effects(const std::string& command);
  // As `explain` lists them, relative to the repository.
  std::vector<std::string> writes(const guards::Effects& effects) const;
  std::vector<std::string> reads(const guards::Effects& effects) const;

  // Runs it with real bash; the paths that changed.
  std::vector<std::string> run(const std::string& command) const;

 private:
  std::string named(const std::string& path) const;
  std::map<std::string, std::string> snapshot() const;

  TempDir home_;
  base::Env env_;
  FakeClock clock_;
  guards::Place place_;
  base::World world_;
};

// Said by name, by a folder above it, by a glob, or as the folder that appeared around it.
bool was_said(const std::vector<std::string>& said, const std::string& path);

}  // namespace support
