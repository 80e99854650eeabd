// Source: the R 4.2 reference: base, utils and grDevices; readr 2.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    {"writeLines write saveRDS write.csv write.table write_csv write_tsv dput.file", Act::write, 1},
    {"sink pdf png jpeg svg save.image dump file.create fwrite", Act::write},
    {"file gzfile", Act::open},
    {"file.remove", Act::remove, kAll},
    {"unlink", Act::prune},
    {"file.rename", Act::move},
    {"file.copy", Act::copy},
    {"dir.create", Act::folder},
    {"Sys.chmod", Act::meta},
    {"file.symlink", Act::symlink},
    {"file.append", Act::append},
    {"readLines readRDS read.csv read.table readr::read_csv read_csv scan load", Act::read},
    {"source", Act::load},
    {"system shell", Act::shell},
    {"system2", Act::hidden},
    {"setwd", Act::chdir},
    {"getwd", Act::here},
    {"file.path", Act::join},
    {"dirname", Act::dirname},
    {"basename", Act::basename},
    {"Sys.getenv", Act::env},
    {"list.files dir", Act::entries},
    {"tempfile", Act::temporary},
    {"tempdir", Act::system_temp},
    {"c list", Act::elements, kAll},
    {"sprintf", Act::format},
    {"paste0", Act::same},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts r_facts() {
  return kFacts;
}

}  // namespace guards::commands::program
