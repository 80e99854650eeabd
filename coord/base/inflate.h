// inflate.h - what deflate made small, made large again: git objects, .tar.gz members; and back.
// Shape:  pure functions over bytes.
// Units:  bytes; never more than `most` of them come out.
// Errors: corrupt when it is none of the format; what was read before the damage is lost.
// Source: zlib.h; RFC 1950 (zlib), RFC 1952 (gzip).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "coord/base/result.h"

namespace base {

// The first `most` bytes of a zlib stream; bytes behind the stream are not looked at.
[[nodiscard]] Result<std::string> inflate_zlib(std::string_view bytes, std::size_t most);

// The same of the first member of a gzip file.
[[nodiscard]] Result<std::string> inflate_gzip(std::string_view bytes, std::size_t most);

// A zlib stream that holds the bytes as they are: quick to make, for what is dropped soon.
std::string stored_zlib(std::string_view bytes);

}  // namespace base
