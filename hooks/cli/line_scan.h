// line_scan.h - the lines of big files that hold some texts, as fast as a plain search.
// Shape:  one function; holds about 1 MiB at a time, however long the file is.
// Units:  bytes.
// Errors: io, not_found.
// Source: measured by tests/bench; the texts come from audit_filter.h.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "coord/base/disk.h"
#include "coord/base/result.h"

namespace hooks::cli {

// Calls visit(line, without its newline) for each whole line that holds all the texts, in order,
// until it says false. The line lives as long as the call. Gives the offset behind the last whole
// line looked at.
[[nodiscard]] base::Result<std::uint64_t> scan_lines(
    base::Disk& disk, const std::string& path, std::span<const std::string> texts,
    const std::function<bool(std::string_view line)>& visit);

}  // namespace hooks::cli
