#include "hooks/validators/orchestration/company.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/lease/scope.h"
#include "guards/words.h"
#include "hooks/validators/orchestration/refusal.h"

namespace hooks {

namespace {

constexpr std::size_t kLine = 190;  // message.h cuts lines at 200

}  // namespace

std::string said_by(const guards::Effect& effect) {
  return "git " + base::one_line(effect.detail, 120);
}

std::string count_of_files(std::size_t files) {
  return files == 1 ? "1 file" : std::to_string(files) + " files";
}

Findings finding_for(const Company& company, std::string_view reason, std::string what,
                     std::string instead, std::vector<std::string> details) {
  const auto rule = turn_rule(company.on.rules, reason);
  if (!rule) return {};
  guards::Finding finding = finding_by(*rule);
  finding.what = std::move(what);
  if (!instead.empty()) finding.instead = std::move(instead);
  finding.details = std::move(details);
  return {finding};
}

base::Result<std::vector<coord::Rest>> rests_in(const Company& company, const std::string& path,
                                                const std::string& head) {
  coord::Record record{{}, {}, base::join_path(company.on.place.state_dir, "blobs")};
  const coord::Others& others = company.others;
  if (const auto edits = others.edits.find(path); edits != others.edits.end())
    record.edits.insert(*edits);
  if (const auto commits = others.commits.find(path); commits != others.commits.end())
    record.commits.insert(*commits);
  const auto history = TRY(coord::history_of(company.on.world, record, company.at.root, path));
  return coord::portion_of(history, head, others.me).rests;
}

std::string stake_line(const std::string& path, const coord::Whose& whose, base::Millis now) {
  const std::string name = base::one_line(path, 100) + ": ";
  if (whose.theirs) {
    return name + base::one_line(whose.theirs->agent, 46) + " changed it " +
           std::to_string((now - whose.theirs->wall_ms) / 1000) + " s ago, not committed";
  }
  if (whose.lease) {
    return name + base::one_line(whose.lease->agent, 46) + " holds " +
           base::one_line(coord::lease::to_text(whose.lease->claim.scope), 80);
  }
  return name + "changed by a person or a program outside flockgate";
}

std::vector<std::string> named_from(const Company& company, const std::vector<std::string>& paths) {
  std::vector<std::string> named;
  named.reserve(paths.size());
  for (const std::string& path : paths) {
    named.push_back(base::relative_to(base::join_path(company.at.root, path), company.at.folder));
  }
  return named;
}

std::string with_paths(std::string_view command, const std::vector<std::string>& paths) {
  std::string line(command);
  for (const std::string& path : paths) {
    const std::string word = " " + guards::shell_word(path);
    if (line.size() + word.size() > kLine) break;
    line += word;
  }
  return line;
}

}  // namespace hooks
