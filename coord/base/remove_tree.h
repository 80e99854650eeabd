// remove_tree.h - a folder goes with all that lies below.
// Shape:  one function over the disk.
// Units:  absolute paths.
// Errors: those of the disk; what was removed before an error is gone.
// Source: rm(1), -r.
#pragma once

#include <string>

#include "coord/base/disk.h"

namespace base {

// Folders that may not be written to as well; links are not followed.
[[nodiscard]] Result<void> remove_tree(Disk& disk, const std::string& path);

}  // namespace base
