// The blast set: which uncommitted work of others a git verb would throw away.
// Source: git-reset(1), git-checkout(1), git-clean(1), git-stash(1) of 2.39; ADR-0067.
#include <algorithm>
#include <iterator>
#include <set>

#include "coord/base/path.h"
#include "coord/stamp/content.h"
#include "hooks/validators/orchestration/company.h"
#include "hooks/validators/orchestration/deeds.h"

namespace hooks {

namespace {

using base::Result;
using coord::Names;
using guards::commands::Loss;

constexpr std::size_t kFew = 16;

void add(Names& to, Names more) {
  std::ranges::move(more, std::back_inserter(to));
}

// `clean` names a folder that goes as a whole: what of others is in it?
Names concerned_below(const coord::Others& others, const std::string& folder) {
  Names names;
  for (const auto& [path, edits] : others.edits) {
    if (base::is_within(path, folder)) names.push_back(path);
  }
  return names;
}

Names files_of(const coord::Others& others, const Names& names) {
  Names files;
  for (const std::string& name : names) {
    if (!name.ends_with('/')) {
      files.push_back(name);
      continue;
    }
    const std::string folder = name.substr(0, name.size() - 1);
    Names below = concerned_below(others, folder);
    if (below.empty()) below.push_back(folder);
    add(files, std::move(below));
  }
  return files;
}

struct Blast {
  Names own;
  std::vector<std::string> theirs;  // lines about files of agents that are here
  std::vector<std::string> others;  // ... of agents that are gone, of people and programs
  Names unclaimed;
};

// Of a file nobody is on record for. What is gone already cannot be lost, nor what HEAD has; one
// of many is not worth a git of its own.
Result<bool> may_be_lost(const Company& company, const std::string& path, bool ask) {
  const std::string file = base::join_path(company.at.root, path);
  if (!company.on.world.disk.info(file)) return false;
  const auto now = coord::read_hash(company.on.world.disk, file);
  if (!ask || !now) return true;
  const auto committed = TRY(coord::committed_bytes(company.at, path));
  return !committed || base::hash128(*committed) != *now;
}

void sort_in(const Company& company, const std::string& path, const coord::Whose& whose,
             bool is_work, Blast& blast) {
  const bool lost = whose.theirs && is_work;
  const bool of_live = lost && company.others.is_here(whose.theirs->agent);
  const std::string line = stake_line(path, whose, company.others.wall_ms);
  if (of_live || whose.lease) {
    blast.theirs.push_back(line);
  } else if (lost) {
    blast.others.push_back(line);
  } else if (whose.mine) {
    blast.own.push_back(path);
  } else if (is_work && !company.others.is_alone()) {
    blast.unclaimed.push_back(path);
  }
}

Result<Blast> blast_of(const Company& company) {
  const Names files = files_of(company.others, TRY(lost_files(company.at, company.deed)));
  std::set<std::string> work;
  if (hangs_on_commit(company.deed) && !files.empty())
    work = TRY(uncommitted_files(company.at, company.deed));
  Blast blast;
  for (const std::string& path : files) {
    const coord::Whose whose = TRY(coord::whose(company.others, company.at, path));
    const bool is_work = !hangs_on_commit(company.deed) || work.contains(path);
    sort_in(company, path, whose, is_work, blast);
  }
  const bool few = blast.unclaimed.size() <= kFew;
  for (const std::string& path : blast.unclaimed) {
    if (!TRY(may_be_lost(company, path, few))) continue;
    blast.others.push_back(stake_line(path, {}, company.others.wall_ms));
  }
  return blast;
}

// The same for one's own files; only what changed files, not whole sweeps, can be said so.
std::string own_way(const Company& company, const Blast& blast) {
  if (company.deed.verb == "merge") return "merge when all work here is committed";
  if (blast.own.empty()) return {};
  const Names own = named_from(company, blast.own);
  switch (company.deed.loss) {
    case Loss::changes:
      return with_paths("only your own: git checkout HEAD --", own);
    case Loss::untracked:
      return with_paths("only your own: rm", own);
    case Loss::both:
      return with_paths("commit only your own: git commit -m MESSAGE --", own);
    case Loss::files:
      return with_paths("only your own: git rm --", own);
    case Loss::none:
      break;
  }
  return {};
}

Findings told(const Company& company, Blast blast) {
  const std::string way = own_way(company, blast);
  if (!blast.theirs.empty()) {
    const std::string what = company.said + ", which would throw away work of others in " +
                             count_of_files(blast.theirs.size());
    return finding_for(company, "erases", what, way, std::move(blast.theirs));
  }
  if (blast.others.empty()) return {};
  const std::string what = company.said + ", which would throw away work that is not yours in " +
                           count_of_files(blast.others.size());
  return finding_for(company, "erases-unclaimed", what, way, std::move(blast.others));
}

}  // namespace

Result<Findings> judge_blast(const Company& company) {
  if (company.deed.loss == Loss::none) return Findings{};
  auto blast = blast_of(company);
  if (blast) return told(company, *std::move(blast));
  // Git itself will refuse such a commit or such a path.
  if (blast.error().code == base::Code::invalid_input) return Findings{};
  return finding_for(company, "erases",
                     company.said + ", of which nobody can tell what it would throw away", {},
                     {base::to_text(blast.error())});
}

}  // namespace hooks
