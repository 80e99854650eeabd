// Source: perlfunc(1), perlrun(1); File::Copy, File::Path, File::Basename, File::Temp,
// IO::File(3pm); Path::Tiny 0.144.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    {"open sysopen", Act::open, 1, 2},
    {"IO::File.new FileHandle.new", Act::open},
    {"unlink rmdir", Act::remove, kAll},
    {"rename move mv File::Copy::move File::Copy::mv", Act::move},
    {"copy cp File::Copy::copy File::Copy::cp syscopy", Act::copy},
    {"mkdir", Act::folder},
    {"make_path mkpath File::Path::make_path File::Path::mkpath", Act::folder, kAll},
    {"remove_tree rmtree File::Path::remove_tree File::Path::rmtree", Act::prune, kAll},
    {"symlink", Act::symlink},
    {"link", Act::hard_link},
    {"chmod", Act::meta, kRest},
    {"chown utime", Act::meta, kLater},
    {"truncate", Act::edit},
    {"write_file File::Slurp::write_file overwrite_file append_file spew", Act::write},
    {"read_file slurp File::Slurp::read_file", Act::read},
    {".spew .spew_utf8 .spew_raw .append .append_utf8", Act::write, kReceiver},
    {".slurp .slurp_utf8 .lines", Act::text, kReceiver},
    {".touch .touchpath", Act::touch, kReceiver},
    {".remove", Act::remove, kReceiver},
    {".remove_tree", Act::prune, kReceiver},
    {".mkpath", Act::folder, kReceiver},
    {"tempfile File::Temp.new", Act::temporary},
    {"tempdir File::Temp.newdir", Act::temporary_folder},
    {"system exec", Act::command, kAll},
    {"readpipe", Act::shell},
    {"eval", Act::evaluate},
    {"do require", Act::load},
    {"chdir", Act::chdir},
    {"dbmopen", Act::edit, 1},
    {"store nstore Storable::store", Act::write, 1},
    {"getstore mirror LWP::Simple::getstore", Act::write, 1},
    {"retrieve", Act::read},
    {"File::Spec.catfile File::Spec.catdir catfile catdir path Path::Tiny::path", Act::join},
    {"dirname", Act::dirname},
    {"basename", Act::basename},
    {"getcwd cwd Cwd::getcwd Cwd::cwd", Act::here},
    {"File::Spec.tmpdir", Act::system_temp},
    {"glob", Act::glob},
    {"readdir", Act::entries},
    {"abs_path realpath rel2abs lc uc quotemeta", Act::same},
    {"sprintf", Act::format},
    {"sort reverse grep map keys values", Act::elements, kAll},
    {"join", Act::joined},
    {"push unshift", Act::push},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts perl_facts() {
  return kFacts;
}

}  // namespace guards::commands::program
