// Source: the names that mean a change in the libraries of most languages.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    {"open fopen", Act::open},
    {"read readFile read_file readlines eachline slurp include_str file-read", Act::read},
    {"write writeFile write_file writefile spit dump writedlm open-output-file open_out "
     "call-with-output-file with-output-to-file Set-Content Out-File New-Item", Act::write},
    {"Add-Content append-to-file", Act::append},
    {"delete remove unlink rmdir delete-file removeFile Remove-Item", Act::remove},
    {"rm rmtree rm_rf delete-directory", Act::prune},
    {"rename mv move rename-file renameFile Move-Item", Act::move},
    {"cp copy copyfile copyFile Copy-Item", Act::copy},
    {"mkdir mkpath mkdir_p createDirectory", Act::folder},
    {"touch", Act::touch},
    {"chmod chown", Act::meta},
    {"download", Act::write, 1},
    {"system shell", Act::shell},
    {"exec run spawn popen writeln save with-open-file Start-Process run-program process",
     Act::hidden},
    {"joinpath", Act::join},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts other_facts() {
  return kFacts;
}

}  // namespace guards::commands::program
