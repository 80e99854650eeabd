// company.h - one git verb judged in the company of other agents.
// Shape:  plain values and pure helpers of the judges of one-branch rules.
// Units:  paths relative to the work tree.
// Errors: none.
// Source: ADR-0065 to ADR-0068; docs/guide/one-branch.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/coordinator_others.h"
#include "coord/coordinator_portion.h"
#include "guards/commands/special/git_deed.h"
#include "hooks/validators/validator.h"

namespace hooks {

// A git verb of the call, where it stands, and who else is here.
struct Company {
  const Judgement& on;
  const coord::Others& others;
  coord::GitSpot at;
  guards::commands::GitDeed deed;
  std::string said;                        // "git reset --hard", as a person reads it
  const guards::Effect* effect = nullptr;  // the verb in the call; null where none is meant
};

// "git reset --hard", as a person reads it.
std::string said_by(const guards::Effect& effect);

// A finding of the rule for this reason; none when that rule is off.
Findings finding_for(const Company& company, std::string_view reason, std::string what,
                     std::string instead, std::vector<std::string> details);

// "1 file", "2 files"
std::string count_of_files(std::size_t files);

// What stands in the file beside this agent's work and what HEAD holds, by the record of its lines.
[[nodiscard]] base::Result<std::vector<coord::Rest>> rests_in(const Company& company,
                                                              const std::string& path,
                                                              const std::string& head);

// "src/a.c: claude-2 changed it 12 s ago"
std::string stake_line(const std::string& path, const coord::Whose& whose, base::Millis now);

// As a command names them from where it stands.
std::vector<std::string> named_from(const Company& company, const std::vector<std::string>& paths);

// `command` with as many of the paths as fit a line that is shown whole, as a shell reads them.
std::string with_paths(std::string_view command, const std::vector<std::string>& paths);

// Work of others that the verb would throw away.
[[nodiscard]] base::Result<Findings> judge_blast(const Company& company);
// Work of others that the verb would put into the index or a commit.
[[nodiscard]] base::Result<Findings> judge_sweep(const Company& company);

// What the call removes by other means than git, in this work tree for sure.
std::vector<const guards::Effect*> removals_of(const Judgement& on);
[[nodiscard]] base::Result<Findings> judge_removals(
    const Company& company, const std::vector<const guards::Effect*>& removals);

// Does the call remove the lock of git's index, and may somebody be behind it?
bool removes_index_lock(const Judgement& on);
Findings judge_index_lock(const Company& company);

}  // namespace hooks
