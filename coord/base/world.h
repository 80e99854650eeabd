// world.h - what a function may touch: disk, clock, surroundings, handed down.
// Shape:  references only; no globals behind it.
// Source: docs/ARCHITECTURE.md section 1.
#pragma once

#include "coord/base/clock.h"
#include "coord/base/disk.h"
#include "coord/base/env.h"

namespace base {

struct World {
  Disk& disk;
  Clock& clock;
  const Env& env;
};

}  // namespace base
