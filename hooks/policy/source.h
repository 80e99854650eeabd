// source.h - one policy file: text -> Source, strictly.
// Shape:  pure function.
// Errors: invalid_input; `where` is "line L, column C, /json/pointer", `hint` the nearest known
// word. Source: docs/spec/policy.md sections 1, 2, 5.
#pragma once

#include <string_view>

#include "coord/base/result.h"
#include "hooks/policy/policy.h"

namespace hooks {

// Which files may say what: floors and pack names belong to the embedded policy.
enum class SourceKind : std::uint8_t { embedded, layer };

inline constexpr std::size_t kMaxSourceBytes = 4U << 20U;

[[nodiscard]] base::Result<Source> read_source(std::string_view text, SourceKind kind);

}  // namespace hooks
