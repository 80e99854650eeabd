#include "hooks/cli/lease_desk.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "coord/base/clock_pause.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_caller.h"
#include "coord/coordinator_look.h"
#include "coord/coordinator_owner.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "coord/lease/scope.h"
#include "hooks/cli/lease_words.h"
#include "hooks/cli/state_place.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::fail;
using base::Result;

// Between two looks; longer the longer one waits.
constexpr base::Millis kFirstStepMs = 20;
constexpr base::Millis kLongStepMs = 250;

// A file is leased under its own name, not under that of a link to it; a folder as a folder.
Result<coord::lease::Scope> settle(coord::lease::Scope scope, const guards::Place& place,
                                   base::World& world) {
  using coord::lease::ScopeKind;
  if (scope.kind == ScopeKind::resource) return scope;
  const std::string folder = base::relative_to(world.env.cwd, place.root);
  if (folder != "." && !base::is_absolute(folder)) {
    scope.text = scope.kind == ScopeKind::tree ? folder : base::join_path(folder, scope.text);
    if (scope.kind == ScopeKind::tree) scope.kind = ScopeKind::directory;
  }
  if (scope.kind == ScopeKind::path || scope.kind == ScopeKind::directory) {
    const std::string file =
        TRY(world.disk.resolve(base::join_path(place.root, base::normalise(scope.text))));
    scope.text = base::relative_to(file, place.root);
    if (base::is_absolute(scope.text) || scope.text.starts_with("..")) {
      return fail(Code::invalid_input, "that is outside the work tree", file);
    }
    const auto info = world.disk.info(file);
    if (info && info->kind == base::FileKind::directory) scope.kind = ScopeKind::directory;
  }
  scope.text = coord::tree_prefix(place.state_dir, place.git_dir) + scope.text;
  return scope;
}

}  // namespace

Result<Desk> open_desk(base::World& world) {
  Desk desk;
  desk.place = TRY(find_place(world));
  if (desk.place.git_dir.empty()) {
    return fail(Code::not_found, "this is no repository: nobody to share it with", world.env.cwd);
  }
  TRY_VOID(coord::open_state_dir(world, desk.place.state_dir));
  desk.leases = TRY(coord::open_leases(world, desk.place.state_dir, desk.place.root));
  desk.agent = TRY(coord::join_caller(world, *desk.leases));
  return desk;
}

bool is_begun(const guards::Place& place, base::World& world) {
  return world.disk.info(coord::journal_path(place.state_dir)).has_value();
}

Result<coord::lease::Scope> read_scope(std::string_view text, const guards::Place& place,
                                       base::World& world) {
  std::string typed(text);
  if (base::is_absolute(typed)) typed = base::relative_to(typed, world.env.cwd);
  if (typed.starts_with("./")) typed.erase(0, 2);
  return settle(TRY(coord::lease::parse_scope(typed)), place, world);
}

Result<void> add_claims(std::string_view text, coord::lease::Mode mode, const guards::Place& place,
                        base::World& world, std::vector<coord::lease::Claim>& claims) {
  const coord::lease::Scope scope = TRY(read_scope(text, place, world));
  claims.push_back({scope, mode});
  if (scope.kind != coord::lease::ScopeKind::path) return {};
  const std::string prefix = coord::tree_prefix(place.state_dir, place.git_dir);
  const auto info = world.disk.info(base::join_path(place.root, scope.text.substr(prefix.size())));
  if (info && info->links > 1) claims.push_back({coord::scope_of_inode(info->id), mode});
  return {};
}

Result<base::Millis> time_of(const Invocation& call, std::string_view flag,
                             base::Millis otherwise) {
  const auto text = call.value(flag);
  if (!text) return otherwise;
  const auto time = base::to_millis(*text);
  if (time && *time >= 0) return *time;
  return fail(Code::invalid_input, std::string(flag) + " takes a time", base::one_line(*text),
              "write 500ms, 5s, 2m");
}

Result<coord::lease::Fence> fence_of(std::string_view text) {
  coord::lease::Fence fence = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), fence);
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && fence != 0) {
    return fence;
  }
  return fail(Code::invalid_input, "a lease is named by its number", base::one_line(text),
              "see flockgate lock list");
}

namespace {

// Would asking again get the same answer?
bool is_final(const Result<coord::Reply>& reply) {
  if (!reply) return !coord::is_contended(reply.error());
  return reply->granted() || !reply->ring.empty();
}

// Who gives up may come again; who is killed while it waits does not.
Result<coord::Reply> keep_place(Desk& desk, coord::Ask ask, Result<coord::Reply> reply) {
  if (!reply) return reply;
  ask.waiter = {};
  ask.queue = true;
  auto last = desk.leases->ask(ask);
  return last ? last : reply;
}

}  // namespace

Result<coord::Reply> ask_for(Desk& desk, coord::Ask ask, base::Millis wait, base::World& world) {
  const base::Millis give_up = world.clock.boot_ms() + wait;
  base::Millis step = kFirstStepMs;
  ask.agent = desk.agent;
  const coord::lease::Owner own = coord::own_process(world);
  if (wait > 0 && own.proven != 0) ask.waiter = own;
  for (;;) {
    auto reply = desk.leases->ask(ask);
    if (is_final(reply)) return reply;
    const base::Millis left = give_up - world.clock.boot_ms();
    if (left <= 0) return wait > 0 ? keep_place(desk, std::move(ask), reply) : reply;
    if (reply) ask.queue = reply->ticket == 0 && ask.queue;  // one refusal is enough on record
    base::pause_ms(std::min(step, left));
    step = std::min(step * 2, kLongStepMs);
  }
}

std::string obstacle_words(const coord::Reply& reply) {
  std::string words;
  for (const coord::Obstacle& obstacle : reply.obstacles) {
    words += base::one_line(obstacle.agent, 46) + (obstacle.waits ? " waits for " : " holds ") +
             std::string(name_of(obstacle.held.mode)) + " " +
             base::one_line(coord::lease::to_text(obstacle.held.scope), 120) + " since " +
             base::brief_time(obstacle.age_ms);
    if (!obstacle.waits && obstacle.left_ms != coord::lease::kForever) {
      words += ", " + base::brief_time(obstacle.left_ms) + " left";
    }
    if (!obstacle.task.empty()) words += " (" + base::one_line(obstacle.task, 60) + ")";
    words += '\n';
  }
  if (!reply.ring.empty()) {
    words += "you would wait for each other: " + base::join(reply.ring, " -> ") + " -> you\n";
  }
  return words;
}

std::string obstacles_json(const coord::Reply& reply) {
  std::string json = "[";
  for (const coord::Obstacle& obstacle : reply.obstacles) {
    json += json.size() > 1 ? "," : "";
    json += "{\"agent\":" + base::json_string(obstacle.agent) +
            ",\"waits\":" + (obstacle.waits ? "true" : "false") + R"(,"for":")" +
            name_of(obstacle.kind) + R"(","mode":")" + name_of(obstacle.held.mode) +
            R"(","scope":)" + base::json_string(coord::lease::to_text(obstacle.held.scope)) +
            ",\"age_ms\":" + std::to_string(obstacle.age_ms) +
            ",\"left_ms\":" + left_json(obstacle.left_ms) + "}";
  }
  return json + "]";
}

}  // namespace hooks::cli
