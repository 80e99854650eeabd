#include "coord/git/stash.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "coord/base/text.h"
#include "coord/git/fast_import.h"

namespace coord {

namespace {

using base::Result;

Result<std::vector<std::string>> told_list(const GitSpot& at, Names words, char between) {
  const GitSaid said = TRY(run_git(at.world, {.folder = at.root, .words = std::move(words)}));
  std::vector<std::string> list;
  if (said.exit_code != 0) return list;
  for (const std::string_view one : base::split(said.out, between)) {
    if (!one.empty()) list.emplace_back(one);
  }
  return list;
}

// An entry is a commit of the work tree above HEAD, the index, and the untracked files if any.
Result<std::vector<SavedFile>> files_of(const GitSpot& at, const std::string& commit) {
  auto changed = TRY(told_list(at,
                               {"diff-tree", "-r", "-z", "--name-only", "--no-renames",
                                "--diff-filter=d", commit + "^1", commit},
                               '\0'));
  const std::set<std::string> names(std::make_move_iterator(changed.begin()),
                                    std::make_move_iterator(changed.end()));
  auto files = TRY(files_in(at, commit));
  std::erase_if(files, [&](const SavedFile& file) { return !names.contains(file.name); });
  if (TRY(commit_named(at, commit + "^3"))) {
    std::ranges::move(TRY(files_in(at, commit + "^3")), std::back_inserter(files));
  }
  return files;
}

std::string entry_of(const SavedFile& file) {
  return std::string("M ") + git_mode(file.link, file.mode) + ' ' + file.blob + ' ' +
         quoted(file.name) + '\n';
}

std::string stream_of(const Snapshot& about, const std::vector<SavedFile>& files,
                      const std::string& parent) {
  std::string text = "commit " + std::string(kSnapshotRefs) + about.id + '\n' +
                     committer_line(about.wall_ms) + sized(snapshot_message(about)) + "merge " +
                     parent + '\n';
  for (const SavedFile& file : files) text += entry_of(file);
  return text;
}

}  // namespace

Result<void> keep_stash(const GitSpot& at, const Snapshot& about, const std::string& entry) {
  std::vector<std::string> commits;
  if (entry.empty()) {
    commits = TRY(told_list(at, {"log", "-g", "--format=%H", "refs/stash", "--"}, '\n'));
    commits.resize(std::min(commits.size(), kStashEntries));
  } else if (auto commit = TRY(commit_named(at, entry))) {
    commits.push_back(*std::move(commit));
  }
  if (commits.empty()) return {};
  std::string stream = "feature done\n";
  const base::Millis now = at.world.clock.wall_ms();
  for (std::size_t i = 0; i < commits.size(); ++i) {
    const auto files = TRY(files_of(at, commits[i]));
    Snapshot one = about;
    one.wall_ms = now + static_cast<base::Millis>(i);
    one.id = snapshot_id(one.wall_ms);
    one.files = files.size();
    if (!files.empty()) stream += stream_of(one, files, commits[i] + "^1");
  }
  GitAsk ask = importer(at);
  ask.input = once(stream + "done\n");
  const GitSaid said = TRY(run_git(at.world, ask));
  if (said.exit_code == 0) return {};
  return base::fail(base::Code::io, "git did not keep the stash", at.root);
}

}  // namespace coord
