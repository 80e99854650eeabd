// zip_names.h - the names inside an archive, as far as they stand there in plain text.
// Shape:  one function over the archive's bytes.
// Errors: nothing for a compressed tar, a damaged or large archive.
// Source: tar(5) ustar header; APPNOTE.TXT 6.3.10, 4.3.12 (zip central directory).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guards/commands/view.h"

namespace guards::commands {

// In the archive's order; folders end in '/'. Parents of a listed folder are listed before it.
std::optional<std::vector<std::string>> names_in_archive(const std::string& path, const View& view);

}  // namespace guards::commands
