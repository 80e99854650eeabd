// Sweeps: whose work a verb would put into the index or a commit beside one's own.
// Source: git-add(1), git-commit(1) of 2.39; ADR-0068.
#include <algorithm>
#include <iterator>

#include "coord/base/path.h"
#include "coord/git/difference.h"
#include "hooks/validators/orchestration/company.h"
#include "hooks/validators/orchestration/own_command.h"

namespace hooks {

namespace {

using base::Result;
using coord::Names;
using guards::commands::Sweep;

// Plain files named one by one: no git is needed to tell which they are.
bool are_plain_files(const Company& company) {
  const auto is_file = [&](const std::string& path) {
    const auto info = company.on.world.disk.info(base::join_path(company.at.folder, path));
    return info && info->kind == base::FileKind::regular;
  };
  return company.deed.sweep != Sweep::index && !company.deed.paths.empty() &&
         std::ranges::all_of(company.deed.paths, is_file);
}

Names plain_files(const Company& company) {
  Names names;
  for (const std::string& path : company.deed.paths) {
    names.push_back(base::relative_to(base::join_path(company.at.folder, path), company.at.root));
  }
  return names;
}

// Without paths the whole work tree is meant, wherever the command stands: git-add(1), -A.
Result<Names> swept_files(const Company& company) {
  if (are_plain_files(company)) return plain_files(company);
  coord::GitSpot at = company.at;
  const Names& paths = company.deed.paths;
  if (paths.empty()) at.folder = at.root;
  if (company.deed.sweep == Sweep::index) return coord::staged_files(at, {});
  Names names = TRY(coord::differing_files(at, {}, paths));
  if (company.deed.verb == "commit") {
    std::ranges::move(TRY(coord::staged_files(at, paths)), std::back_inserter(names));
  }
  if (company.deed.sweep == Sweep::all) {
    std::ranges::move(TRY(coord::untracked_files(at, paths, false)), std::back_inserter(names));
  }
  coord::sort_once(names);
  return names;
}

// A file that both edited holds half-done work while lines of the other are in no commit.
Result<bool> holds_lines_of_others(const Company& company, const std::string& path,
                                   const std::string& head) {
  const auto rests = TRY(rests_in(company, path, head));
  return std::ranges::any_of(rests, [&](const coord::Rest& rest) {
    return !rest.agent.empty() && company.others.is_here(rest.agent);
  });
}

// `git` names whole files; of one that is shared only `flockgate commit` takes a part.
std::string own_way(const Company& company, const Names& named, bool shared) {
  if (shared) return "commit only your own lines: flockgate commit -m MESSAGE";
  if (named.empty()) return {};
  return with_paths(company.deed.verb == "commit" ? "git commit -m MESSAGE --" : "git add --",
                    named);
}

// Who names a file of another by itself means it: that is refused, not left out without a word.
void offer(const Company& company, const Names& named, Findings& findings) {
  if (findings.empty() || company.effect == nullptr || are_plain_files(company)) return;
  findings.front().span = company.effect->span;
  findings.front().rewrite = own_command(company, *company.effect, named);
}

// What the verb would take along, by whose it is.
struct Swept {
  Names own;
  std::vector<std::string> foreign;  // as they are told
  bool shared = false;               // one is both
};

Result<Swept> sorted_out(const Company& company, const Names& names) {
  Swept swept;
  for (const std::string& path : names) {
    const coord::Whose whose = TRY(coord::whose(company.others, company.at, path));
    const bool theirs = whose.theirs && company.others.is_here(whose.theirs->agent);
    const bool mixed =
        theirs && whose.mine && TRY(holds_lines_of_others(company, path, whose.head));
    swept.shared = swept.shared || mixed;
    if (whose.mine) swept.own.push_back(path);
    if (mixed || (theirs && !whose.mine))
      swept.foreign.push_back(stake_line(path, whose, company.others.wall_ms));
  }
  return swept;
}

}  // namespace

Result<Findings> judge_sweep(const Company& company) {
  if (company.deed.sweep == Sweep::none || company.others.is_alone()) return Findings{};
  const auto names = swept_files(company);
  // Git itself will refuse such a path.
  if (!names && names.error().code == base::Code::invalid_input) return Findings{};
  if (!names) return tl::unexpected(names.error());
  Swept swept = TRY(sorted_out(company, *names));
  if (swept.foreign.empty()) return Findings{};
  const std::string what = company.said + ", which takes along work of others in " +
                           count_of_files(swept.foreign.size());
  const Names named = named_from(company, swept.own);
  Findings found = finding_for(company, "sweeps", what, own_way(company, named, swept.shared),
                               std::move(swept.foreign));
  if (!swept.shared) offer(company, named, found);
  return found;
}

}  // namespace hooks
