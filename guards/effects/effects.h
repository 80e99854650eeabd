// effects.h - the room's front door: what an action would do.
// Shape:  one function; the world is touched only to look (links, globs, scripts).
// Units:  see effect.h.
// Errors: none: what cannot be told is Unknown.
// Source: ADR-0020.
#pragma once

#include "coord/base/world.h"
#include "guards/action.h"
#include "guards/effect.h"
#include "guards/place.h"

namespace guards {

// What the action would do. Total: any input gives an answer, in time linear in its size.
Effects understand(const Action& action, const Place& place, base::World& world);

}  // namespace guards
