// recent.h - the youngest entries of a journal, for answers that need no older ones.
// Shape:  function; bounded: at most the last MiB is read.
// Units:  entries in order; a damaged line is passed over.
// Errors: io, denied.
// Source: docs/spec/stamps.md; ADR-0055.
#pragma once

#include <functional>
#include <string>

#include "coord/base/world.h"
#include "coord/entry.h"
#include "coord/stamp/stamps.h"

namespace coord {

// Tells what came behind `from` (everything, when that is another file); returns where it ended.
[[nodiscard]] base::Result<JournalPlace> each_recent(base::Disk& disk, const std::string& journal,
                                                     const JournalPlace& from,
                                                     const std::function<void(const Entry&)>& take);

}  // namespace coord
