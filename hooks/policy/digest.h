// digest.h - what a human trusts is bound to this: a fingerprint that withstands an attacker.
// Shape:  pure function.
// Units:  32 raw bytes, BLAKE2b.
// Errors: none.
// Source: docs/spec/policy.md section 6.
#pragma once

#include <string>
#include <string_view>

namespace hooks {

std::string digest(std::string_view bytes);

}  // namespace hooks
