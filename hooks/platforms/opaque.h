// opaque.h - the call of a tool we do not know: what in its input may be a path.
// Shape:  pure functions.
// Units:  every text of the input is looked at, at any depth a JsonView allows.
// Errors: none.
// Source: ADR-0041 (unknown tools); docs/spec/verdicts.md section 5.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/json_view.h"
#include "guards/action.h"

namespace hooks {

// Might a tool take this text for a path? One word, not a web address, with a '/' or a '.' in it.
bool is_path_like(std::string_view text);

// ActionKind::opaque with every path-like text, and every one-word text under a member that
// usually holds a path, in document order. With one such member and one that holds a file's new
// text beside it, as file servers have them: opaque_write.
guards::Action read_opaque(const base::JsonRef& input, std::string cwd);

}  // namespace hooks
