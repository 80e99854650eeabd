// What a command destroyed comes back from the snapshot taken before it.
// Source: ADR-0073 (snapshot before risk).
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_others.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "coord/stamp/content.h"
#include "hooks/cli/caller.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"
#include "hooks/cli/rewriting.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;
using coord::SavedFile;
using coord::Snapshot;

constexpr base::Millis kWaitMs = 5'000;

// Those of this work tree.
Result<std::vector<Snapshot>> snapshots_here(const Desk& desk, base::World& world) {
  const std::string tree = coord::tree_prefix(desk.place.state_dir, desk.place.git_dir);
  auto all = TRY(coord::list_snapshots(root_of(desk, world)));
  std::erase_if(all, [&](const Snapshot& one) { return one.tree != tree; });
  return all;
}

// "20261121-1422" names a snapshot when no other begins so.
bool looks_like_id(std::string_view word) {
  return word.size() >= 8 && word.find_first_not_of("0123456789-") == std::string_view::npos;
}

Result<Snapshot> choose(const std::vector<Snapshot>& all, const std::string& id, const Desk& desk) {
  std::vector<Snapshot> fit;
  for (const Snapshot& one : all) {
    const bool mine = one.agent == desk.agent && one.files > one.beside.size();
    if (id.empty() ? mine : one.id.starts_with(id)) fit.push_back(one);
  }
  const std::string see = "see flockgate restore --list";
  if (fit.empty()) {
    return base::fail(Code::not_found,
                      id.empty() ? "nothing was kept of " + desk.agent : "no snapshot of this name",
                      id, see);
  }
  if (id.empty() || fit.size() == 1) return fit.back();
  return base::fail(Code::invalid_input, "several snapshots begin so", id, see);
}

struct Order {
  std::string id;  // empty: the last one of who asks
  std::vector<std::string> names;
};

Order read_order(const Invocation& call, const Desk& desk, base::World& world) {
  Order order;
  std::vector<std::string> paths = call.words;
  if (!paths.empty() && looks_like_id(paths.front())) {
    order.id = paths.front();
    paths.erase(paths.begin());
  }
  paths.insert(paths.end(), call.rest.begin(), call.rest.end());
  for (const std::string& path : paths) {
    order.names.push_back(base::relative_to(base::join_path(world.env.cwd, path), desk.place.root));
  }
  return order;
}

Result<std::vector<SavedFile>> named_files(std::vector<SavedFile> files, const Snapshot& from,
                                           const Order& order) {
  if (order.names.empty()) {
    std::erase_if(files, [&](const SavedFile& one) { return from.beside.contains(one.name); });
    return files;
  }
  std::set<std::string> used;
  std::erase_if(files, [&](const SavedFile& file) {
    bool named = false;
    for (const std::string& name : order.names) {
      if (name != "." && !base::is_within(file.name, name)) continue;
      named = true;
      used.insert(name);
    }
    return !named;
  });
  for (const std::string& name : order.names) {
    if (used.contains(name)) continue;
    return base::fail(Code::not_found, "this snapshot does not hold it", base::one_line(name));
  }
  return files;
}

struct Restored {
  std::string id;
  std::string kept;  // the snapshot of what stood there
  std::vector<std::string> files;
  std::vector<coord::Unsaved> left;  // not written, and why
};

bool is_there_already(const SavedFile& file, const std::string& bytes, const Desk& desk,
                      base::World& world) {
  const std::string path = base::join_path(desk.place.root, file.name);
  const auto info = world.disk.info(path);
  if (!info || (info->kind == base::FileKind::link) != file.link) return false;
  if (file.link) return world.disk.read_link(path).value_or("") == bytes;
  return info->mode == file.mode && info->size == bytes.size() &&
         base::read_file(world.disk, path, bytes.size()).value_or("") == bytes;
}

// An agent does not write over what another is in the middle of; a person may.
Result<std::string> reason_to_leave(const std::string& name, const Desk& desk,
                                    const coord::Others& others, base::World& world) {
  std::string obstacle = obstacle_at(name, desk, world);
  if (!obstacle.empty() || desk.agent.starts_with("human@")) return obstacle;
  if (!world.disk.info(base::join_path(desk.place.root, name))) return obstacle;
  const coord::Whose whose = TRY(coord::whose(others, root_of(desk, world), name));
  if (!whose.theirs || !others.is_here(whose.theirs->agent)) return std::string();
  // What it left there is gone already: nothing of it can be written over.
  const auto now = coord::read_hash(world.disk, base::join_path(desk.place.root, name));
  if (now && *now != whose.theirs->after) return std::string();
  return base::one_line(whose.theirs->agent, 46) + " changed it and has not committed it yet";
}

Result<std::vector<Rewrite>> plan(const std::vector<SavedFile>& files, Desk& desk, Restored& out,
                                  base::World& world) {
  coord::Others others =
      coord::others_of(TRY(desk.leases->standing()), desk.agent, world.clock.wall_ms());
  TRY_VOID(
      coord::read_edits(world, coord::journal_path(desk.place.state_dir), desk.place.root, others));
  auto bytes = TRY(coord::saved_bytes(root_of(desk, world), files));
  std::vector<Rewrite> plan;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const SavedFile& file = files[i];
    if (is_there_already(file, bytes[i], desk, world)) continue;
    std::string why = TRY(reason_to_leave(file.name, desk, others, world));
    if (!why.empty()) {
      out.left.push_back({file.name, std::move(why)});
    } else if (file.link) {
      plan.push_back({file.name, std::nullopt, {}, file});
    } else {
      plan.push_back({file.name, std::move(bytes[i]), file.mode});
    }
  }
  return plan;
}

// Under leases, so that nobody is writing what is written over.
Result<Restored> write_back(const Snapshot& from, const std::vector<SavedFile>& files,
                            base::Millis wait, Desk& desk, base::World& world) {
  const Hold hold = TRY(Hold::take(desk, names_of(files), wait, world));
  Restored out;
  out.id = from.id;
  const auto rewrites = TRY(plan(files, desk, out, world));
  out.files = names_of(rewrites);
  out.kept = TRY(rewrite(desk, rewrites, "flockgate restore " + from.id, world));
  return out;
}

Result<Restored> restore(const Invocation& call, Desk& desk, base::World& world) {
  const Order order = read_order(call, desk, world);
  const auto all = TRY(snapshots_here(desk, world));
  const Snapshot from = TRY(choose(all, order.id, desk));
  auto saved = TRY(coord::saved_files(root_of(desk, world), from));
  const auto files = TRY(named_files(std::move(saved), from, order));
  return write_back(from, files, TRY(time_of(call, "--wait", kWaitMs)), desk, world);
}

std::string line_of(const Snapshot& one, base::Millis now) {
  return one.id + "  " + base::brief_time(now - one.wall_ms) + " ago  " +
         base::one_line(one.agent, 46) + "  " + std::to_string(one.files) +
         (one.files == 1 ? " file  " : " files  ") + base::one_line(one.before, 120) + "\n";
}

std::string json_of(const Snapshot& one) {
  return "{\"id\":" + base::json_string(one.id) + ",\"wall_ms\":" + std::to_string(one.wall_ms) +
         ",\"agent\":" + base::json_string(one.agent) + ",\"files\":" + std::to_string(one.files) +
         ",\"before\":" + base::json_string(one.before) + "}";
}

int list(const Invocation& call, const Desk& desk, base::World& world) {
  const auto all = snapshots_here(desk, world);
  if (!all) return complain(all.error(), call.json());
  std::string json;
  for (const Snapshot& one : *all) {
    if (call.json()) {
      json += (json.empty() ? "" : ",") + json_of(one);
    } else {
      print(line_of(one, world.clock.wall_ms()));
    }
  }
  if (call.json()) print(R"({"schema":"snapshots/1","snapshots":[)" + json + "]}\n");
  return kOk;
}

int tell(const Restored& done, bool as_json) {
  std::string files;
  std::string left;
  for (const std::string& name : done.files) {
    files += (files.empty() ? "" : ",") + base::json_string(name);
    if (!as_json) print("restored " + base::one_line(name) + "\n");
  }
  for (const coord::Unsaved& one : done.left) {
    left += (left.empty() ? "" : ",") + base::json_string(one.path);
    say("left as it is: " + base::one_line(one.path) + ": " + one.why);
  }
  if (as_json) {
    print(R"({"schema":"restore/1","snapshot":)" + base::json_string(done.id) + ",\"files\":[" +
          files + "],\"left\":[" + left + "],\"kept_as\":" + base::json_string(done.kept) + "}\n");
  } else if (!done.kept.empty()) {
    say("what stood there is kept: flockgate restore " + done.kept);
  }
  return done.left.empty() ? kOk : kNo;
}

}  // namespace

int command_restore(const Invocation& call, base::World& world) {
  Result<Desk> desk = open_checkout(call, world);
  if (!desk) return complain(desk.error(), call.json());
  if (call.has("--list")) return list(call, *desk, world);
  const Result<Restored> done = restore(call, *desk, world);
  return done ? tell(*done, call.json()) : complain(done.error(), call.json());
}

}  // namespace hooks::cli
