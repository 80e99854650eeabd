// The rows. A new verb: one declaration in commands.h, one row here, its file in CMakeLists.txt.
#include <algorithm>
#include <array>

#include "hooks/cli/args.h"
#include "hooks/cli/commands.h"

namespace hooks::cli {

namespace {

constexpr std::array kDemoFlags = {
    Flag{"--agents", "N", "how many at once (7)"                 },
    Flag{"--rounds", "N", "rounds of each (12)"                  },
    Flag{"--keep",   "",  "leave the scratch repositories behind"},
};

// clang-format off
constexpr std::array kVerbs = {
    Verb{"demo", "", "agents at work in a scratch repository, with the guard and without", kDemoFlags, false, command_demo},
    Verb{"help", "[VERB]", "all verbs, or one verb with its flags", {}, false, command_help},
    Verb{"version", "", "the version of this program", {}, false, command_version},
};
// clang-format on

static_assert(std::ranges::is_sorted(kVerbs, {}, &Verb::name));

}  // namespace

std::span<const Verb> verbs() {
  return kVerbs;
}

}  // namespace hooks::cli
