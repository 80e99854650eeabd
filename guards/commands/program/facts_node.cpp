// Source: the Node.js 20 manual (fs, child_process, path, process); fs-extra 11, Bun 1 and Deno 1
// manuals.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    // files; the names of the synchronous twins end in Sync, which is taken off
    {"fs.writeFile fs.outputFile fs.writeJson fs.writeJSON fs.outputJson fs.writev Bun.write "
     "Deno.writeTextFile Deno.writeFile", Act::write},
    {"fs.createWriteStream", Act::opened},
    {"fs.appendFile", Act::append},
    {"fs.truncate Deno.truncate", Act::edit},
    {"fs.open Deno.open", Act::open},
    {"Deno.create", Act::write},
    {"fs.readFile fs.createReadStream fs.readJson fs.readJSON fs.openAsBlob Bun.file "
     "Deno.readTextFile Deno.readFile", Act::text},
    {"fs.unlink fs.rmdir", Act::remove},
    {"fs.rm fs.remove fs.emptyDir Deno.remove rimraf rimraf.rimraf del", Act::prune},
    {"fs.rename fs.move Deno.rename", Act::move},
    {"fs.copyFile Deno.copyFile", Act::copy},
    {"fs.cp fs.copy", Act::copy_tree},
    {"fs.mkdir fs.mkdirp fs.ensureDir fs.mkdirs mkdirp Deno.mkdir", Act::folder},
    {"fs.ensureFile fs.createFile", Act::touch},
    {"fs.mkdtemp Deno.makeTempDir", Act::temporary_folder},
    {"Deno.makeTempFile", Act::temporary},
    {"fs.chmod fs.lchmod fs.chown fs.lchown fs.utimes fs.lutimes Deno.chmod Deno.chown", Act::meta},
    {"fs.symlink Deno.symlink fs.ensureSymlink", Act::symlink},
    {"fs.link Deno.link fs.ensureLink", Act::hard_link},
    {".writeFile .appendFile .createWriteStream .outputFile", Act::write, 0, kNone, true},
    {".truncate", Act::edit, kNone},
    // programs
    {"child_process.exec shelljs.exec execa.command execaCommand Bun.$", Act::shell},
    {"child_process.spawn child_process.execFile cross-spawn spawn execa Bun.spawn Deno.Command "
     "Deno.run", Act::command},
    {"child_process.fork", Act::load},
    {"vm.runInThisContext vm.runInNewContext eval Function", Act::evaluate},
    {"require import", Act::load},
    {"process.chdir Deno.chdir", Act::chdir},
    {"fetch http.request https.request http.get https.get axios.get axios.post net.connect",
     Act::network},
    // values
    {"String path.normalize url.fileURLToPath Buffer.from path.toNamespacedPath fileURLToPath "
     "structuredClone Array.from Promise.resolve", Act::same},
    {".toString .trim .trimEnd .trimStart .concat .href .pathname", Act::same, kReceiver},
    {"path.join path.posix.join", Act::join},
    {"path.resolve path.posix.resolve", Act::join},
    {"URL", Act::join, 1},
    {"path.dirname path.posix.dirname", Act::dirname},
    {"path.basename path.posix.basename", Act::basename},
    {"os.homedir", Act::home, kNone},
    {"process.cwd Deno.cwd", Act::here},
    {"os.tmpdir", Act::system_temp},
    {"Deno.env.get", Act::env},
    {"fs.readdir Deno.readDir", Act::entries},
    {"fs.glob glob.globSync glob.glob globSync fast-glob", Act::glob},
    {".replace .replaceAll", Act::replace, kReceiver},
    {".split", Act::lines, kReceiver},
    {".filter .sort .slice .reverse .flat .values", Act::elements, kReceiver},
    {"Object.entries .entries", Act::pairs},
    {"Object.values", Act::elements},
    {".join", Act::joined, 0, kReceiver},
    {".push .unshift", Act::push, kReceiver},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts node_facts() {
  return kFacts;
}

}  // namespace guards::commands::program
