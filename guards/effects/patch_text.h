// patch_text.h - files named by a patch in apply_patch form.
// Shape:  one function over text.
// Errors: a text without a single known line becomes Unknown.
// Source: the "*** Begin Patch" envelope: Add File, Update File, Delete File, Move to.
#pragma once

#include "guards/action.h"
#include "guards/effects/recorder.h"

namespace guards::effects {

void understand_patch(const Action& action, Recorder& recorder);

}  // namespace guards::effects
