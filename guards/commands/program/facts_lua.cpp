// Source: the Lua 5.4 reference manual, 6.8 and 6.9; LuaFileSystem 1.8.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    {"io.open", Act::open},
    {"io.output", Act::opened},
    {"io.input io.lines", Act::text},
    {"io.popen os.execute", Act::shell},
    {"os.remove lfs.rmdir", Act::remove},
    {"os.rename", Act::move},
    {"os.tmpname", Act::temporary},
    {"lfs.mkdir", Act::folder},
    {"lfs.touch", Act::touch},
    {"lfs.link", Act::symlink},
    {"lfs.chdir", Act::chdir},
    {"lfs.currentdir", Act::here},
    {"lfs.dir", Act::entries},
    {"dofile loadfile require", Act::load},
    {"load loadstring", Act::evaluate},
    {"os.getenv", Act::env},
    {"string.format", Act::format},
    {"ipairs pairs", Act::pairs},
    {"table.concat", Act::joined},
    {"table.insert", Act::push},
    {"tostring", Act::same},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts lua_facts() {
  return kFacts;
}

}  // namespace guards::commands::program
