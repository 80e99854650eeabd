// pack_files.h - the files of policies/ -> the embedded policy, examples included.
// Shape:  pure function; policyc runs it at build time, `flockgate policy` at run time.
// Errors: as source.h; `where` begins with the file's name.
// Source: policies/README.md.
#pragma once

#include <span>

#include "coord/base/result.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/policy.h"

namespace hooks {

// Names as in policies/: "default.json", "schema.json" (not a policy), "packs/secrets.json".
[[nodiscard]] base::Result<Policy> read_pack_files(std::span<const EmbeddedFile> files);

}  // namespace hooks
