// recent.h - the youngest entries of a journal, for answers that need no older ones.
// Shape:  functions; bounded: at most the last MiB, or kOnRecord, is read.
// Units:  entries of the kinds that are asked for, in order; a damaged line is passed over.
// Errors: io, denied.
// Source: docs/spec/stamps.md; ADR-0055.
#pragma once

#include <functional>
#include <string>

#include "coord/base/world.h"
#include "coord/journal/reader.h"
#include "coord/stamp/stamps.h"

namespace coord {

using TakeEntry = std::function<void(const Entry&)>;

// Tells what came behind `from` (everything, when that is another file); returns where it ended.
[[nodiscard]] base::Result<JournalPlace> each_recent(base::Disk& disk, const std::string& journal,
                                                     const JournalPlace& from, Kinds kinds,
                                                     const TakeEntry& take);

// As much as is looked at where an answer needs more than the youngest.
inline constexpr std::uint64_t kOnRecord = 32U << 20U;

// Tells all entries, those of older segments first, but at most the last kOnRecord bytes; were
// there more?
[[nodiscard]] base::Result<bool> each_on_record(base::Disk& disk, const std::string& journal,
                                                Kinds kinds, const TakeEntry& take);

}  // namespace coord
