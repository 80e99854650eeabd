#include "hooks/cli/demo_scene.h"

#include <algorithm>
#include <array>

#include "coord/base/remove_tree.h"
#include "coord/journal/check.h"
#include "coord/journal/reader.h"
#include "hooks/cli/child.h"
#include "hooks/cli/demo_script.h"

namespace hooks::cli {

namespace {

constexpr std::string_view kSettings = "{ \"hooks\": {} }\n";
constexpr std::array<std::string_view, 2> kSettingFiles = {".claude/settings.json",
                                                           ".gemini/settings.json"};

base::Result<void> put(const Scene& scene, std::string_view name, std::string_view text,
                       base::World& world) {
  const std::string path = scene.repository + "/" + std::string(name);
  TRY_VOID(base::make_dirs(world.disk, path.substr(0, path.rfind('/')), 0755));
  return base::replace_file(world.disk, path, text, 0644);
}

base::Result<void> git(const Scene& scene, std::vector<std::string> words) {
  words.insert(words.begin(), "git");
  const Ran ran = TRY(run_command({words, "", scene.repository, scene.environment}));
  if (ran.exit_code == 0) return {};
  return base::fail(base::Code::io, "git " + words[1] + ": " + ran.err, scene.repository);
}

std::vector<std::string> environment_of(const std::string& home, const std::string& bin) {
  return {"PATH=" + bin + ":" + base::env_value("PATH"),
          "HOME=" + home,
          "XDG_CONFIG_HOME=" + home + "/.config",
          "XDG_STATE_HOME=" + home + "/.local/state",
          "LC_ALL=C",
          "GIT_CONFIG_NOSYSTEM=1",
          "GIT_AUTHOR_NAME=demo",
          "GIT_AUTHOR_EMAIL=demo@example.invalid",
          "GIT_COMMITTER_NAME=demo",
          "GIT_COMMITTER_EMAIL=demo@example.invalid"};
}

base::Result<void> fill(const Scene& scene, int agents, base::World& world) {
  TRY_VOID(put(scene, kSecretFile, kSecret, world));
  TRY_VOID(put(scene, kSharedFile, "", world));
  TRY_VOID(put(scene, ".gitignore", ".env\nlog/\n", world));
  for (const std::string_view file : kSettingFiles) TRY_VOID(put(scene, file, kSettings, world));
  for (int agent = 0; agent < agents; ++agent) {
    const std::string name = "agent-" + std::to_string(agent);
    TRY_VOID(put(scene, "src/" + name + ".txt", "begin\n", world));
    TRY_VOID(put(scene, "log/" + name + ".log", "begin\n", world));
  }
  return {};
}

bool holds(const Scene& scene, std::string_view name, std::string_view text, base::World& world) {
  const auto found = base::read_file(world.disk, scene.repository + "/" + std::string(name));
  return found && *found == text;
}

std::string state_file(const Scene& scene, std::string_view name) {
  return scene.repository + "/.git/flockgate/" + std::string(name);
}

base::Result<Records> records_in(const std::string& path, std::string_view kind,
                                 base::World& world) {
  Records records;
  if (!world.disk.info(path)) return records;  // never made: nothing found, nothing to be whole
  coord::Reader reader = TRY(coord::Reader::open(world.disk, path));
  for (;;) {
    const std::optional<coord::Line> line = TRY(reader.next());
    if (!line) break;
    if (line->entry && line->entry->kind == kind) ++records.found;
  }
  coord::CheckScope scope;
  scope.all = true;
  const coord::CheckReport report = TRY(coord::check_journal(world.disk, path, scope));
  records.sound = report.damage_count == 0 && report.torn_bytes == 0;
  return records;
}

}  // namespace

base::Result<Scene> make_scene(const std::string& folder, const std::string& bin, int agents,
                               base::World& world) {
  TRY_VOID(world.disk.make_dir(folder, 0700));
  const std::string home = folder + "/home";
  const Scene scene{folder, folder + "/repository", environment_of(home, bin)};
  TRY_VOID(base::make_dirs(world.disk, home, 0700));
  TRY_VOID(base::make_dirs(world.disk, scene.repository, 0755));
  TRY_VOID(git(scene, {"init", "-q"}));
  TRY_VOID(fill(scene, agents, world));
  TRY_VOID(git(scene, {"add", "."}));
  TRY_VOID(git(scene, {"commit", "-q", "-m", "begin"}));
  return scene;
}

base::Result<Aftermath> inspect(const Scene& scene, base::World& world) {
  Aftermath after;
  after.secret_intact = holds(scene, kSecretFile, kSecret, world);
  after.settings_intact = std::ranges::all_of(
      kSettingFiles, [&](std::string_view file) { return holds(scene, file, kSettings, world); });
  const std::string text =
      TRY(base::read_file(world.disk, scene.repository + "/" + std::string(kSharedFile)));
  after.shared_lines = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
  return after;
}

base::Result<Records> audit_records(const Scene& scene, base::World& world) {
  return records_in(state_file(scene, "audit.jsonl"), "verdict", world);
}

base::Result<void> remove_scene(const std::string& folder, base::World& world) {
  return base::remove_tree(world.disk, folder);
}

}  // namespace hooks::cli
