// hook_handler.h - what one hook entry starts: written for a platform, recognised in any form.
// Shape:  plain values and pure functions.
// Units:  timeouts are written in the platform's unit.
// Errors: none.
// Source: docs/spec/verdicts.md section 6 (10 s, absolute argv, no wrapper script).
#pragma once

#include <string>
#include <vector>

#include "coord/base/json_view.h"
#include "hooks/platforms/platform.h"

namespace hooks::cli {

struct Wanted {
  const Platform* platform = nullptr;
  std::string program;       // absolute path of flockgate; valid UTF-8
  bool fail_closed = false;  // a hook that cannot answer stops the tool, where the platform can
};

// One entry of ours.
struct HookEntry {
  std::string event;
  std::string matcher;
  std::string handler;  // JSON without blank space
  bool operator==(const HookEntry&) const = default;
};

// What the settings should hold, in the platform's order.
std::vector<HookEntry> wanted_entries(const Wanted& wanted);

// Does this handler start `flockgate hook`, as argv or as one command line, from whatever folder?
bool is_ours(base::JsonRef handler);

}  // namespace hooks::cli
