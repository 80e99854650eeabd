// blobs.h - the bytes that stood in a file before it was written.
// Shape:  functions over a folder of files named by their content.
// Units:  at most 1 MiB each, 200 MiB together, 7 days.
// Errors: io, denied, not_found; corrupt when a kept file is not what its name says.
// Source: docs/spec/stamps.md section 5; ADR-0055.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/hash.h"
#include "coord/base/world.h"

namespace coord {

// Keeps `bytes`, whose hash is `hash`; what is too long, or there already, is fine.
[[nodiscard]] base::Result<void> keep_blob(base::World& world, const std::string& folder,
                                           const base::Hash128& hash, std::string_view bytes);

// The same of what stands at `path`, while it has that hash. What a link leads to is another
// file's.
[[nodiscard]] base::Result<void> keep_file(base::World& world, const std::string& folder,
                                           const base::Hash128& hash, const std::string& path);

[[nodiscard]] base::Result<std::string> read_blob(base::World& world, const std::string& folder,
                                                  const base::Hash128& hash);

// Drops what is too old, then the oldest until the rest fits.
[[nodiscard]] base::Result<void> prune_blobs(base::World& world, const std::string& folder);

}  // namespace coord
