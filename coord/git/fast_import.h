// fast_import.h - the pieces of what git fast-import reads, and the git that reads them.
// Shape:  pure functions; importer() is an order without its input.
// Units:  modes as stat(2) has them; Millis since 1970.
// Errors: none.
// Source: git-fast-import(1); ADR-0073 (snapshot before risk).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "coord/git/work_tree.h"

namespace coord {

// A name as git reads it between lines: in quotes, whatever is in it. Our messages have it, too.
std::string quoted(std::string_view name);

// The bytes behind their number.
std::string sized(std::string_view bytes);

// Who makes our commits, and when: "author" or "committer" stands before it.
std::string maker_line(std::string_view role, base::Millis wall_ms);
std::string committer_line(base::Millis wall_ms);

// Git knows links, 644 and 755; what else there is, is_odd_mode() tells.
const char* git_mode(bool link, std::uint32_t mode);
bool is_odd_mode(bool link, std::uint32_t mode);

GitAsk importer(const GitSpot& at);

}  // namespace coord
