// rm and its like, which take the work of others as well as any git verb does.
// Source: ADR-0067 (blast set), ADR-0073 (snapshot before risk).
#include <algorithm>

#include "coord/base/glob.h"
#include "coord/base/path.h"
#include "hooks/validators/orchestration/company.h"

namespace hooks {

namespace {

using base::Result;
using guards::Effect;
using guards::Verb;

bool takes(const Effect& effect, const std::string& file) {
  if (effect.pattern) return base::glob_match(effect.path, file);
  return file == effect.path || (effect.tree && base::is_within(file, effect.path));
}

}  // namespace

std::vector<const Effect*> removals_of(const Judgement& on) {
  std::vector<const Effect*> removals;
  for (const Effect& effect : on.effects.list) {
    const bool removes = effect.verb == Verb::remove && !effect.absent &&
                         effect.certainty == guards::Certainty::sure && effect.by != "git";
    if (removes && base::is_within(effect.path, on.place.root)) removals.push_back(&effect);
  }
  return removals;
}

Result<Findings> judge_removals(const Company& company,
                                const std::vector<const Effect*>& removals) {
  std::vector<std::string> theirs;
  for (const auto& [path, edits] : company.others.edits) {
    const std::string file = base::join_path(company.at.root, path);
    const bool goes =
        std::ranges::any_of(removals, [&](const Effect* effect) { return takes(*effect, file); });
    if (!goes || !company.on.world.disk.info(file)) continue;
    const coord::Whose whose = TRY(coord::whose(company.others, company.at, path));
    if (!whose.theirs || !company.others.is_here(whose.theirs->agent)) continue;
    theirs.push_back(stake_line(path, whose, company.others.wall_ms));
  }
  if (theirs.empty()) return Findings{};
  const std::string what =
      company.said + ", which would throw away work of others in " + count_of_files(theirs.size());
  return finding_for(company, "erases", what, "remove your own files only, by name",
                     std::move(theirs));
}

}  // namespace hooks
