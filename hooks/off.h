// off.h - the emergency switch: a person has turned the rules off for a while.
// Shape:  plain value in one small file, <state dir>/off.json.
// Units:  milliseconds; the boot clock decides, so neither a changed clock nor a reboot prolongs
// it. Errors: writing says what the disk says; a file that cannot be believed means "not off".
// Source: ADR-0028 (off is a human verb); docs/spec/verdicts.md section 3; docs/spec/off.md.
#pragma once

#include <optional>
#include <string>

#include "coord/base/result.h"
#include "coord/base/world.h"

namespace hooks {

struct Off {
  base::Millis since_wall = 0;
  base::Millis until_wall = 0;  // for people
  base::Millis until_boot = 0;
  std::string boot_id;
  std::string by;  // "anna", or the uid
  std::string reason;
  bool operator==(const Off&) const = default;
};

inline constexpr base::Millis kMaxOff = 24LL * 60 * 60 * 1000;

// The switch when it is on now: written by this user, of this boot, not past its end.
std::optional<Off> read_off(base::World& world, const std::string& state_dir);

[[nodiscard]] base::Result<void> write_off(base::World& world, const std::string& state_dir,
                                           const Off& off);

// False when there was nothing to clear.
[[nodiscard]] base::Result<bool> clear_off(base::World& world, const std::string& state_dir);

// The members of the file without braces: what the journal's entry "off" says, too.
std::string off_fields(const Off& off);

}  // namespace hooks
