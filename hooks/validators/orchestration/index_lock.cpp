// Removing index.lock: only when nobody can be behind it.
// Source: git(1), "index.lock"; ADR-0072.
#include "coord/git/index_lock.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/lease/scope.h"
#include "hooks/validators/orchestration/company.h"

namespace hooks {

namespace {

using guards::Verb;

std::string lock_path(const guards::Place& place) {
  return base::join_path(place.git_dir, "index.lock");
}

// The agent that writes git now, as far as leases tell.
const coord::HeldLease* writer(const coord::Others& others) {
  const auto held = std::ranges::find_if(others.leases, [](const coord::HeldLease& one) {
    const coord::lease::Scope& scope = one.claim.scope;
    return scope.kind == coord::lease::ScopeKind::resource && scope.text == "git";
  });
  return held == others.leases.end() ? nullptr : &*held;
}

// Why somebody may be behind the lock; empty: nobody is.
std::string behind_it(const Company& company) {
  if (const coord::HeldLease* held = writer(company.others)) {
    return base::one_line(held->agent, 46) + " writes git since " +
           std::to_string(held->age_ms / 1000) + " s";
  }
  const auto process = coord::git_at_work(company.on.world, company.at.root);
  if (!process) return base::to_text(process.error());
  return *process ? "process " + std::to_string(**process) + " is a git at work here" : "";
}

}  // namespace

bool removes_index_lock(const Judgement& on) {
  const std::string lock = lock_path(on.place);
  return std::ranges::any_of(on.effects.list, [&](const guards::Effect& effect) {
    return (effect.verb == Verb::remove || effect.verb == Verb::rename) && effect.path == lock;
  });
}

Findings judge_index_lock(const Company& company) {
  if (!company.on.world.disk.info(lock_path(company.on.place))) return {};
  const std::string why = behind_it(company);
  if (why.empty()) return {};
  return finding_for(company, "locks-index", "removing .git/index.lock while somebody may need it",
                     {}, {why});
}

}  // namespace hooks
