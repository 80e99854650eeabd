// One branch for all: git verbs that move it, or that reach into the work of others.
// Source: ADR-0066 (pin), ADR-0067 (blast set), ADR-0068 (sweeps), ADR-0069 (the stash).
#include <algorithm>
#include <iterator>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/journal/names.h"
#include "guards/words.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/company.h"
#include "hooks/validators/orchestration/deeds.h"
#include "hooks/validators/orchestration/head.h"
#include "hooks/validators/registry.h"

namespace hooks {

namespace {

using base::Result;
using guards::Effect;
using guards::commands::GitDeed;
using guards::commands::Loss;

// The few questions to git that one verb can need.
constexpr base::Millis kGitMs = 10'000;

// Does HEAD stay although the words look like a move? Settles what only git can tell.
Result<bool> stays(Company& company) {
  GitDeed& deed = company.deed;
  const std::string branch = branch_of(company.on);
  if (!deed.renamed.empty()) return deed.renamed != branch;
  if (deed.target.empty()) return false;
  const bool resets = deed.verb == "reset";
  if (deed.target == "HEAD" || deed.target == "@") return true;
  if (!resets && deed.target == branch) return true;
  const std::string target = deed.target == "-" ? "@{-1}" : deed.target;
  const auto commit = TRY(coord::commit_named(company.at, target));
  if (commit) return resets && commit == TRY(coord::commit_named(company.at, "HEAD"));
  // Git will refuse, or make a branch of a remote one.
  const bool is_path =
      deed.maybe_path && !TRY(coord::tracked_files(company.at, {deed.target})).empty();
  if (!is_path) return resets || !TRY(coord::is_remote_branch(company.at, deed.target));
  if (!resets) {  // a file that is gone: it comes back from the index
    deed.loss = Loss::changes;
    deed.paths = {deed.target};
  }
  return true;
}

Result<Findings> judge_move(Company& company) {
  if (!company.deed.moves_head || company.others.is_alone()) return Findings{};
  if (TRY(stays(company))) {
    company.deed.moves_head = false;
    return Findings{};
  }
  std::vector<std::string> details = {"here too: " + base::join(company.others.here, ", ")};
  return finding_for(company, "moves-head", company.said + " while others work on this branch", {},
                     std::move(details));
}

Findings judge_stash(const Company& company) {
  if (!company.deed.shares_stash || company.others.is_alone()) return {};
  return finding_for(company, "shares-stash", company.said + " on the one stash of all", {}, {});
}

// The first reason is enough: what stops the call needs no more questions to git.
Result<Findings> judge(Company company) {
  Findings moved = TRY(judge_move(company));
  if (!moved.empty()) return moved;
  Findings stashed = judge_stash(company);
  if (!stashed.empty()) return stashed;
  Findings erased = TRY(judge_blast(company));
  if (!erased.empty()) return erased;
  return judge_sweep(company);
}

std::string named(const std::vector<const Effect*>& removals) {
  return removals.empty() ? std::string() : base::one_line(removals.front()->by, 40);
}

// Has anybody else a stake in this? To an agent alone only a loss can matter: of work that others
// left behind.
Result<bool> in_company(const Judgement& on, const Deeds& deeds, coord::Others& others) {
  const bool alone = others.is_alone() && others.leases.empty();
  const bool may_lose =
      std::ranges::any_of(deeds, [](const auto& deed) { return deed.second.loss != Loss::none; });
  if (alone && !may_lose) return false;
  TRY_VOID(
      coord::read_edits(on.world, coord::journal_path(on.place.state_dir), on.place.root, others));
  return !alone || !others.are_edits_mine();
}

Result<Findings> judge_all(const Judgement& on, const coord::Others& others, const Deeds& deeds) {
  if (on.more_time) on.more_time(kGitMs);
  Findings all;
  for (const auto& [effect, deed] : deeds) {
    Findings found =
        TRY(judge(Company{on, others, spot_of(on, *effect), deed, said_by(*effect), effect}));
    std::ranges::move(found, std::back_inserter(all));
  }
  return all;
}

Result<Findings> check(const Judgement& on) {
  if (!is_coordinated(on.place) || on.call.caller.session.empty()) return Findings{};
  if (on.place.root.empty()) return Findings{};  // bare: no files, index or stash to share
  const Deeds deeds = deeds_of(on);
  const bool unlocks = removes_index_lock(on);
  const std::vector<const Effect*> removals = removals_of(on);
  if (deeds.empty() && removals.empty() && !unlocks) return Findings{};
  coord::Coordinator coordinator(on.world, on.place.state_dir, on.place.root, who_of(on.call));
  coord::Others others = TRY(coordinator.others());
  const coord::GitSpot root{on.world, on.place.root, on.place.root};
  if (unlocks) {
    Findings locked = judge_index_lock(Company{on, others, root, {}, {}});
    if (!locked.empty()) return locked;
  }
  if (deeds.empty() && (removals.empty() || others.is_alone())) return Findings{};
  if (!TRY(in_company(on, deeds, others))) return Findings{};
  Findings removed = TRY(judge_removals(Company{on, others, root, {}, named(removals)}, removals));
  return removed.empty() ? judge_all(on, others, deeds) : removed;
}

// Between the verdict and the lease another may have written what nobody had to lose before.
Result<Findings> check_again(const Judgement& on) {
  const bool may_lose =
      !removals_of(on).empty() || std::ranges::any_of(deeds_of(on), [](const auto& one) {
        return one.second.loss != Loss::none;
      });
  if (!may_lose) return Findings{};
  Findings found = TRY(check(on));
  if (found.empty()) return found;
  coord::Coordinator coordinator(on.world, on.place.state_dir, on.place.root, who_of(on.call));
  TRY_VOID(coordinator.after_call(call_key(on.call),
                                  {.saw = false}));  // what does not run holds nothing
  return found;
}

}  // namespace

constinit const Validator kBranch{"coord.branch", guards::Category::orchestration, check};
constinit const Validator kBranchAgain{"coord.branch-again", guards::Category::orchestration,
                                       check_again};

}  // namespace hooks
