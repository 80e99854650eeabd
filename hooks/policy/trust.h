// trust.h - which policy files a human has agreed to, by content and place.
// Shape:  TrustList is a plain value; the file is in the user's state home, outside any checkout.
// Units:  digests are raw 32 bytes.
// Errors: io, denied (the file is not ours alone); reading an unusable list trusts nothing.
// Source: docs/spec/policy.md section 6; ADR-0033.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace hooks {

struct TrustList {
  std::vector<std::string> lines;  // "<64 hex> <absolute path>"
};

std::string trust_path(const base::Env& env);

// Empty when there is no file, or one that others could have written.
TrustList read_trust(base::World& world);

bool is_trusted(const TrustList& list, std::string_view digest, const std::string& path);

// Adds one line; older lines for the same path go.
[[nodiscard]] base::Result<void> add_trust(base::World& world, std::string_view digest,
                                           const std::string& path);

}  // namespace hooks
