// Source: Ruby 3.1 core (File, IO, Dir, Kernel, Process), FileUtils, Pathname, Tempfile, CSV and
// YAML.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    {"File.open File.new open Kernel.open IO.open CSV.open Zlib::GzipWriter.open URI.open "
     "File.sysopen", Act::open},
    {"File.write IO.write File.binwrite IO.binwrite", Act::write},
    {"File.read IO.read File.readlines IO.readlines File.binread IO.binread File.foreach IO.foreach "
     "YAML.load_file YAML.safe_load_file CSV.read CSV.foreach CSV.table JSON.load_file", Act::text},
    {"File.delete File.unlink Dir.rmdir Dir.delete Dir.unlink FileUtils.rm FileUtils.rm_f "
     "FileUtils.remove FileUtils.rmdir FileUtils.safe_unlink FileUtils.remove_file rm rm_f",
     Act::remove, kAll},
    {"FileUtils.rm_r FileUtils.rm_rf FileUtils.rmtree FileUtils.remove_dir FileUtils.remove_entry "
     "FileUtils.remove_entry_secure rm_r rm_rf", Act::prune, kAll},
    {"File.rename FileUtils.mv FileUtils.move mv", Act::move},
    {"FileUtils.cp FileUtils.copy FileUtils.copy_file FileUtils.install cp", Act::copy},
    {"FileUtils.cp_r FileUtils.copy_entry cp_r", Act::copy_tree},
    {"IO.copy_stream", Act::copy},
    {"Dir.mkdir FileUtils.mkdir FileUtils.mkdir_p FileUtils.makedirs FileUtils.mkpath mkdir mkdir_p "
     "File.mkfifo", Act::folder, kAll},
    {"FileUtils.touch touch", Act::touch, kAll},
    {"File.chmod FileUtils.chmod FileUtils.chmod_R File.lchmod chmod", Act::meta, kRest},
    {"File.chown FileUtils.chown FileUtils.chown_R File.utime", Act::meta, kLater},
    {"File.symlink FileUtils.ln_s FileUtils.symlink FileUtils.ln_sf ln_s", Act::symlink},
    {"File.link FileUtils.ln FileUtils.link", Act::hard_link},
    {"File.truncate", Act::edit},
    {"PStore.new YAML::Store.new SQLite3::Database.new", Act::edit},
    {"Logger.new", Act::append},
    {".write .binwrite", Act::write, kReceiver},
    {".read .binread .readlines", Act::text, kReceiver},
    {".open", Act::open, kReceiver, 0},
    {".delete .unlink .rmdir", Act::remove, kReceiver},
    {".rmtree", Act::prune, kReceiver},
    {".mkpath .mkdir", Act::folder, kReceiver},
    {".rename", Act::move, kReceiver, 0},
    {"Tempfile.new Tempfile.create Tempfile.open", Act::temporary},
    {"Dir.mktmpdir", Act::temporary_folder},
    {"Dir.tmpdir", Act::system_temp},
    {"system exec spawn Process.spawn IO.popen Open3.capture2 Open3.capture2e Open3.capture3 "
     "Open3.popen3 Open3.pipeline sh", Act::command, kAll},
    {"eval instance_eval class_eval", Act::evaluate},
    {"load require_relative", Act::load},
    {"Dir.chdir FileUtils.cd FileUtils.chdir", Act::chdir},
    {"Net::HTTP.get Net::HTTP.post", Act::network},
    {"String File.expand_path File.absolute_path File.realpath", Act::same},
    {".to_s .strip .chomp .dup .freeze .to_path .expand_path .realpath .to_str .to_a",
     Act::same, kReceiver},
    {"File.join Pathname.new Pathname Pathname.join", Act::join},
    {".join", Act::joined, 0, kReceiver},
    {"File.dirname", Act::dirname},
    {".dirname .parent", Act::dirname, kReceiver},
    {"File.basename", Act::basename},
    {".basename", Act::basename, kReceiver},
    {"Dir.home", Act::home, kNone},
    {"Dir.pwd Dir.getwd", Act::here},
    {"ENV.fetch", Act::env},
    {"Dir.glob Dir.[] Pathname.glob", Act::glob},
    {"Dir.entries Dir.children Dir.each_child Dir.foreach", Act::entries},
    {"format sprintf", Act::format},
    {".gsub .sub", Act::replace, kReceiver},
    {".sort .select .reject .map .uniq .reverse .compact .flatten .to_set",
     Act::elements, kReceiver},
    {".first .shift", Act::first, kReceiver},
    {".each_with_index", Act::elements, kReceiver},
    {".push .append", Act::push, kReceiver},
    {"Shellwords.split", Act::words},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts ruby_facts() {
  return kFacts;
}

}  // namespace guards::commands::program
