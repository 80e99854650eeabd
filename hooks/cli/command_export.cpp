// A copy of the work tree as it is between two writes, and a command run in one without one's own
// changes.
// Source: ADR-0084 (export and baseline); docs/man/flockgate.1.
#include <algorithm>
#include <string>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/cli/caller.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/conflict_text.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/exporting.h"
#include "hooks/cli/guest.h"
#include "hooks/cli/output.h"
#include "hooks/cli/scratch.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;

constexpr base::Millis kWaitMs = 5'000;
constexpr base::Millis kTickMs = 60'000;
constexpr std::size_t kNamed = 5;

std::vector<std::string> with_of(const Invocation& call) {
  const auto values = call.values("--with");
  return {values.begin(), values.end()};
}

// There, empty, and not in the tree that is copied.
Result<std::string> target_of(const Invocation& call, const Desk& desk, base::World& world) {
  if (call.words.size() != 1) {
    return base::fail(Code::invalid_input, "export takes the folder to make", {},
                      "flockgate export ../copy");
  }
  const std::string path =
      TRY(world.disk.resolve(base::join_path(world.env.cwd, call.words.front())));
  if (base::is_within(path, desk.place.root)) {
    return base::fail(Code::invalid_input, "that is inside the work tree", path, "name another");
  }
  const auto info = world.disk.info(path);
  if (!info) TRY_VOID(base::make_dirs(world.disk, path, 0777));
  if (info && info->kind == base::FileKind::directory && TRY(world.disk.list(path)).empty()) {
    return path;
  }
  if (!info) return path;
  return base::fail(Code::denied, "there is something already", path, "name a new folder");
}

Result<Exported> export_to(const Invocation& call, const std::string& folder, Desk& desk,
                           base::World& world) {
  const base::Millis wait = TRY(time_of(call, "--wait", kWaitMs));
  const Hold hold = TRY(Hold::quiet(desk, wait, world));
  return export_tree(desk, folder, with_of(call), world);
}

struct Baseline {
  Exported copy;
  ShelfPlan changes;
};

// Both belong to one moment.
Result<Baseline> make_baseline(const Invocation& call, const std::string& folder, Desk& desk,
                               base::World& world) {
  const base::Millis wait = TRY(time_of(call, "--wait", kWaitMs));
  const Hold hold = TRY(Hold::quiet(desk, wait, world));
  Baseline made;
  const ShelfChoice choice = TRY(choose_for_shelf(desk, {}, world));
  made.changes = TRY(plan_shelving(desk, choice, world));
  if (!made.changes.conflicts.empty()) return made;
  made.copy = TRY(export_tree(desk, folder, with_of(call), world));
  TRY_VOID(take_out(made.changes, folder, world));
  return made;
}

std::string some_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kNamed, names.size()); ++i) {
    text += (i == 0 ? "" : ", ") + base::one_line(names[i], 60);
  }
  return names.size() > kNamed ? text + " ..." : text;
}

void say_what_stays(const Exported& copy) {
  if (!copy.ignored.empty()) {
    say("flockgate: not copied, for git ignores it: " + some_of(copy.ignored) +
        " (--with PATH copies one)");
  }
  for (const coord::Unsaved& one : copy.left) {
    say("flockgate: not copied: " + base::one_line(one.path) + ": " + one.why);
  }
}

void say_baseline(const Baseline& made) {
  std::vector<std::string> names;
  for (const coord::ShelfFile& file : made.changes.kept) names.push_back(file.name);
  say("flockgate: " + std::to_string(made.copy.files.size()) +
      " files copied, without your changes" +
      (names.empty() ? ": there are none" : " in " + some_of(names)));
  say_what_stays(made.copy);
}

Result<int> run_baseline(const Invocation& call, base::World& world) {
  if (call.rest.empty()) {
    return base::fail(Code::invalid_input, "baseline takes a command behind --", {},
                      "flockgate baseline -- make test");
  }
  Desk desk = TRY(open_checkout(call, world));
  const Scratch scratch = TRY(Scratch::make(temporary_folder(), "baseline", world));
  const std::string folder = base::join_path(scratch.path(), base::base_name(desk.place.root));
  TRY_VOID(world.disk.make_dir(folder, 0755));
  const Baseline made = TRY(make_baseline(call, folder, desk, world));
  if (!made.changes.conflicts.empty()) {
    show_conflicts(made.changes.conflicts);
    return base::fail(Code::denied,
                      "others wrote the same lines since: your changes cannot be "
                      "told from theirs");
  }
  say_baseline(made);
  const std::string from =
      base::join_path(folder, base::relative_to(world.env.cwd, desk.place.root));
  TRY_VOID(base::make_dirs(world.disk, from, 0755));
  return run_guest(
      call.rest, kTickMs, [] {}, from);
}

}  // namespace

int command_export(const Invocation& call, base::World& world) {
  Result<Desk> desk = open_checkout(call, world);
  if (!desk) return complain(desk.error(), call.json());
  const auto folder = target_of(call, *desk, world);
  if (!folder) return complain(folder.error(), call.json());
  const auto done = export_to(call, *folder, *desk, world);
  if (!done) return complain(done.error(), call.json());
  if (call.json()) {
    print(R"({"schema":"export/1","folder":)" + base::json_string(*folder) +
          ",\"files\":" + std::to_string(done->files.size()) + "}\n");
  } else {
    print(std::to_string(done->files.size()) + " files copied to " + base::one_line(*folder) +
          "\n");
  }
  say_what_stays(*done);
  return kOk;
}

int command_baseline(const Invocation& call, base::World& world) {
  const Result<int> code = run_baseline(call, world);
  return code ? *code : complain(code.error(), call.json());
}

}  // namespace hooks::cli
