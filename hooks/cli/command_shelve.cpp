// An agent's own changes put aside by name, and brought back beside what others did since.
// Source: ADR-0083 (shelve instead of stash).
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "hooks/cli/caller.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/conflict_text.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/json_list.h"
#include "hooks/cli/output.h"
#include "hooks/cli/shelving.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;
using coord::Snapshot;

constexpr base::Millis kWaitMs = 5'000;

// What was typed: `save` may be left out.
struct Order {
  std::string verb;
  std::string name;
  std::vector<std::string> paths;
};

Order read_order(const Invocation& call) {
  constexpr std::array<std::string_view, 6> kVerbs = {"apply", "drop", "list",
                                                      "pop",   "save", "show"};
  std::vector<std::string> words = call.words;
  Order order{call.verb == "unshelve" ? "pop" : "save", {}, {}};
  if (!words.empty() && std::ranges::find(kVerbs, words[0]) != kVerbs.end()) {
    order.verb = words[0];
    words.erase(words.begin());
  }
  if (!words.empty()) {
    order.name = words[0];
    words.erase(words.begin());
  }
  order.paths = std::move(words);
  order.paths.insert(order.paths.end(), call.rest.begin(), call.rest.end());
  return order;
}

struct Shelved {
  std::string name;
  std::vector<std::string> files;
  std::vector<coord::Unsaved> left;
  std::vector<Conflict> conflicts;
  std::string kept;  // the snapshot of what stood there, or of what was on the shelf
};

Result<std::vector<Snapshot>> shelves(const Desk& desk, base::World& world) {
  return coord::list_snapshots(root_of(desk, world), coord::kShelfRefs);
}

Result<Snapshot> find(const Desk& desk, const std::string& name, base::World& world) {
  const std::string id = TRY(coord::shelf_id(desk.agent, name));
  const auto all = TRY(shelves(desk, world));
  const auto found = std::ranges::find(all, id, &Snapshot::id);
  if (found != all.end()) return *found;
  return base::fail(Code::not_found, "no shelf of this name belongs to " + desk.agent, name,
                    "see flockgate shelve list");
}

Result<Snapshot> new_shelf(const Desk& desk, const std::string& name, base::World& world) {
  Snapshot shelf;
  shelf.id = TRY(coord::shelf_id(desk.agent, name));
  shelf.agent = desk.agent;
  shelf.before = "flockgate shelve save " + name;
  shelf.tree = coord::tree_prefix(desk.place.state_dir, desk.place.git_dir);
  for (const Snapshot& one : TRY(shelves(desk, world))) {
    if (one.id != shelf.id) continue;
    return base::fail(Code::denied, "a shelf of this name is there already", name,
                      "flockgate shelve show " + name);
  }
  return shelf;
}

Result<Shelved> save(const Order& order, base::Millis wait, Desk& desk, base::World& world) {
  const Snapshot shelf = TRY(new_shelf(desk, order.name, world));
  ShelfChoice choice = TRY(choose_for_shelf(desk, order.paths, world));
  const Hold hold = TRY(Hold::take(desk, choice.all(), wait, world));
  choice = TRY(choose_for_shelf(desk, order.paths, world));
  ShelfPlan plan = TRY(plan_shelving(desk, choice, world));
  Shelved done{order.name, {}, choice.left, std::move(plan.conflicts), {}};
  if (!done.conflicts.empty()) return done;
  if (plan.files.empty()) {
    return base::fail(Code::not_found, "no changed file is the work of " + desk.agent,
                      choice.left.empty() ? "" : base::one_line(choice.left[0].path),
                      choice.left.empty() ? "" : choice.left[0].why);
  }
  TRY_VOID(coord::save_shelf(root_of(desk, world), shelf, plan.kept));
  auto kept = rewrite(desk, plan.files, shelf.before, world);
  if (!kept) {
    static_cast<void>(coord::drop_shelf(root_of(desk, world), shelf));
    return tl::unexpected(kept.error());
  }
  TRY_VOID(coord::unstage(root_of(desk, world), choice.whole));
  done.files = names_of(plan.files);
  return done;
}

Result<Shelved> bring_back(const Order& order, base::Millis wait, Desk& desk, base::World& world) {
  const Snapshot shelf = TRY(find(desk, order.name, world));
  auto files = TRY(coord::shelf_files(root_of(desk, world), shelf));
  const Hold hold = TRY(Hold::take(desk, names_of(files), wait, world));
  ShelfPlan plan = TRY(plan_return(desk, std::move(files), world));
  Shelved done{order.name, {}, {}, std::move(plan.conflicts), {}};
  if (!done.conflicts.empty()) return done;
  done.kept =
      TRY(rewrite(desk, plan.files, "flockgate shelve " + order.verb + " " + order.name, world));
  done.files = names_of(plan.files);
  if (order.verb == "pop") TRY_VOID(coord::drop_shelf(root_of(desk, world), shelf));
  return done;
}

Result<Shelved> drop(const Order& order, base::Millis wait, Desk& desk, base::World& world) {
  const Hold hold = TRY(Hold::take(desk, {}, wait, world));
  const Snapshot shelf = TRY(find(desk, order.name, world));
  return Shelved{order.name, {}, {}, {}, TRY(coord::drop_shelf(root_of(desk, world), shelf))};
}

std::string json_of(const Snapshot& one) {
  return "{\"name\":" + base::json_string(coord::shelf_name(one.id)) +
         ",\"agent\":" + base::json_string(one.agent) +
         ",\"wall_ms\":" + std::to_string(one.wall_ms) + ",\"files\":" + std::to_string(one.files) +
         "}";
}

int list(const Invocation& call, const Desk& desk, base::World& world) {
  const auto all = shelves(desk, world);
  if (!all) return complain(all.error(), call.json());
  if (call.json()) {
    const auto text = [](const Snapshot& one) { return json_of(one); };
    print(R"({"schema":"shelves/1","shelves":)" + json_list(*all, text) + "}\n");
    return kOk;
  }
  for (const Snapshot& one : *all) {
    print(std::string(coord::shelf_name(one.id)) + "  " +
          base::brief_time(world.clock.wall_ms() - one.wall_ms) + " ago  " +
          base::one_line(one.agent, 46) + "  " + std::to_string(one.files) +
          (one.files == 1 ? " file\n" : " files\n"));
  }
  return kOk;
}

int show(const Invocation& call, const Order& order, const Desk& desk, base::World& world) {
  const auto shelf = find(desk, order.name, world);
  if (!shelf) return complain(shelf.error(), call.json());
  const auto patch = coord::shelf_patch(root_of(desk, world), *shelf);
  if (!patch) return complain(patch.error(), call.json());
  print(call.json() ? R"({"schema":"shelf/1","patch":)" + base::json_string(*patch) + "}\n"
                    : *patch);
  return kOk;
}

int tell(const Shelved& done, const Order& order, bool as_json) {
  const bool fits = done.conflicts.empty();
  std::vector<std::string> left;
  for (const coord::Unsaved& one : done.left) left.push_back(one.path);
  if (as_json) {
    print(R"({"schema":"shelve/1","name":)" + base::json_string(done.name) +
          ",\"done\":" + (fits ? "true" : "false") + ",\"files\":" + json_list(done.files) +
          ",\"left\":" + json_list(left) + ",\"conflicts\":" + json_of(done.conflicts) +
          ",\"kept_as\":" + base::json_string(done.kept) + "}\n");
    return fits ? kOk : kNo;
  }
  show_conflicts(done.conflicts);
  if (!fits) {
    say("flockgate: nothing was changed: others wrote there since");
    return kNo;
  }
  const std::string what = order.verb == "save" ? "shelved " : "brought back ";
  for (const std::string& name : done.files) print(what + base::one_line(name) + "\n");
  for (const coord::Unsaved& one : done.left) {
    say("left as it is: " + base::one_line(one.path) + ": " + one.why);
  }
  if (order.verb == "save") say("it comes back with flockgate shelve pop " + done.name);
  if (!done.kept.empty()) {
    say((order.verb == "drop" ? "its files are kept: flockgate restore "
                              : "what stood there is kept: flockgate restore ") +
        done.kept);
  }
  return kOk;
}

}  // namespace

int command_shelve(const Invocation& call, base::World& world) {
  Result<Desk> desk = open_checkout(call, world);
  if (!desk) return complain(desk.error(), call.json());
  const Order order = read_order(call);
  if (order.verb == "list") return list(call, *desk, world);
  if (order.verb == "show") return show(call, order, *desk, world);
  const auto wait = time_of(call, "--wait", kWaitMs);
  if (!wait) return complain(wait.error(), call.json());
  const auto act = order.verb == "save" ? save : order.verb == "drop" ? drop : bring_back;
  const Result<Shelved> done = act(order, *wait, *desk, world);
  return done ? tell(*done, order, call.json()) : complain(done.error(), call.json());
}

}  // namespace hooks::cli
