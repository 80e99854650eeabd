#include "coord/coordinator_others.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/coordinator.h"
#include "coord/journal/names.h"
#include "coord/lease/scope.h"
#include "coord/stamp/content.h"
#include "coord/stamp/weave.h"

namespace coord {

namespace {

using base::Result;

// A call that reaches over a folder or the tree is waited for (ADR-0070): it says of no file that
// there is work in it.
bool is_reach(const HeldLease& held) {
  return held.kind == lease::Kind::call && held.claim.scope.kind != lease::ScopeKind::path;
}

std::optional<HeldLease> lease_on(const Others& others, const std::string& path) {
  const lease::Scope scope{lease::ScopeKind::path, path};
  const auto held = std::ranges::find_if(others.leases, [&](const HeldLease& one) {
    return one.claim.mode != lease::Mode::read && !is_reach(one) &&
           lease::overlaps(one.claim.scope, scope);
  });
  return held == others.leases.end() ? std::nullopt : std::optional(*held);
}

std::vector<Edit> edits_of(const Others& others, const std::string& path) {
  const auto found = others.edits.find(path);
  return found == others.edits.end() ? std::vector<Edit>{} : found->second;
}

bool has_foreign(const std::vector<Edit>& edits, const std::string& me) {
  return std::ranges::any_of(edits, [&](const Edit& edit) { return edit.agent != me; });
}

void drop_parts(std::vector<Edit>& edits, const Others& others, const std::string& path,
                const std::string& head) {
  const auto commits = others.commits.find(path);
  if (commits == others.commits.end()) return;
  const auto committed = committed_in_parts(edits, commits->second, lines_hash(head));
  std::vector<Edit> left;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (!committed[i]) left.push_back(std::move(edits[i]));
  }
  edits = std::move(left);
}

}  // namespace

bool Others::is_here(const std::string& agent) const {
  return std::ranges::find(here, agent) != here.end();
}

bool Others::are_edits_mine() const {
  return std::ranges::none_of(edits,
                              [&](const auto& file) { return has_foreign(file.second, me); });
}

Result<Whose> whose(const Others& others, const GitSpot& at, const std::string& path) {
  Whose out;
  out.lease = lease_on(others, path);
  std::vector<Edit> edits = edits_of(others, path);
  if (has_foreign(edits, others.me)) {
    auto bytes = TRY(committed_bytes(at, path));
    drop_parts(edits, others, path, bytes.value_or(""));
    drop_committed(edits, bytes ? base::hash128(*bytes) : kAbsent);
    out.head = std::move(bytes).value_or("");
  }
  for (const Edit& edit : edits) {
    if (edit.agent == others.me) {
      out.mine = true;
    } else {
      out.theirs = edit;
    }
  }
  return out;
}

Others others_of(const Standing& standing, const std::string& me, base::Millis wall_ms) {
  Others out;
  out.me = me;
  out.wall_ms = wall_ms;
  for (const Member& member : standing.agents) {
    if (member.name != me && member.idle_ms < kGoneMs) out.here.push_back(member.name);
  }
  for (const HeldLease& held : standing.leases) {
    if (held.agent != me) out.leases.push_back(held);
  }
  return out;
}

Result<void> read_edits(base::World& world, const std::string& journal, const std::string& root,
                        Others& others) {
  sort_edits(TRY(edits_since(world.disk, journal, {})), journal, root, others);
  return {};
}

void sort_edits(EditsSince since, const std::string& journal, const std::string& root,
                Others& others) {
  const bool main_tree = base::is_within(journal, root);
  // Empty: of the main work tree, and we are in another.
  const auto name_of = [&](const std::string& path) {
    const bool known = main_tree || base::is_absolute(path);
    const std::string file = known ? base::join_path(root, path) : std::string();
    return base::is_within(file, root) ? base::relative_to(file, root) : std::string();
  };
  for (Edit& edit : since.edits) {
    const std::string name = name_of(edit.path);
    if (!name.empty()) others.edits[name].push_back(std::move(edit));
  }
  for (PartCommit& commit : since.commits) {
    const std::string name = name_of(commit.path);
    const auto edits = others.edits.find(name);
    if (name.empty() || edits == others.edits.end()) continue;
    commit.behind = static_cast<std::size_t>(std::ranges::count_if(
        edits->second, [&](const Edit& edit) { return edit.seq <= commit.last; }));
    others.commits[name].push_back(std::move(commit));
  }
}

// Each commit began with what the one before led to; with them go the edits before them.
std::vector<bool> committed_in_parts(const std::vector<Edit>& edits,
                                     const std::vector<PartCommit>& commits, base::Hash128 head) {
  std::vector<bool> out(edits.size(), false);
  for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit) {
    if (commit->after != head) continue;
    for (std::size_t i = 0; i < std::min(edits.size(), commit->behind); ++i)
      out[i] = out[i] || edits[i].agent == commit->agent;
    head = commit->head;
  }
  return out;
}

Result<Others> Coordinator::others() {
  TRY_VOID(arrive());
  return others_of(TRY(backend_->standing()), name_, world_.clock.wall_ms());
}

Result<Standing> Coordinator::standing() {
  TRY_VOID(arrive());
  return backend_->standing();
}

}  // namespace coord
