// scrub.h - text without the secrets whose shape we know.
// Shape:  pure function, one pass.
// Units:  each secret becomes "[secret]".
// Errors: none; a shape we do not know stays.
// Source: ADR-0017 (audit record); docs/spec/audit.md.
#pragma once

#include <string>
#include <string_view>

namespace hooks {

std::string scrub(std::string_view text);

}  // namespace hooks
