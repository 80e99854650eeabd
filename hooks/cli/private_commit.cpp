#include "hooks/cli/private_commit.h"

#include <algorithm>
#include <csignal>
#include <utility>

#include "coord/base/clock_pause.h"
#include "coord/base/environment.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_left_lock.h"
#include "coord/coordinator_owner.h"
#include "coord/git/index_lock.h"
#include "coord/git/shelf.h"
#include "coord/stamp/content.h"
#include "guards/words.h"
#include "hooks/cli/child.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;

constexpr base::Millis kPauseMs = 10;
constexpr std::uint32_t kMode = 0666;  // as git has it: the user's mask takes from it

std::string in_git_dir(const guards::Place& place, std::string_view name) {
  return base::join_path(place.git_dir, name);
}

// What git takes from its surroundings, but for what would name another repository or index.
std::vector<std::string> environment(const std::string& index) {
  std::vector<std::string> variables = base::environment();
  std::erase_if(variables, [](const std::string& one) {
    return one.starts_with("GIT_DIR=") || one.starts_with("GIT_INDEX_FILE=") ||
           one.starts_with("GIT_WORK_TREE=");
  });
  variables.push_back("GIT_INDEX_FILE=" + index);
  return variables;
}

// With its text from the first moment on, where the disk has links.
Result<void> link_or_write(base::Disk& disk, const std::string& from, const std::string& to,
                           std::string_view text) {
  auto linked = disk.link(from, to);
  if (linked || linked.error().code == Code::busy) return linked;
  return base::write_new(disk, to, text, kMode);
}

base::Error explain_lock(const coord::IndexPlace& place, const std::string& path) {
  const auto git = coord::git_at_work(place.at.world, place.at.root);
  if (!git || *git) {
    return {Code::busy, "another git is at work here", path, "try again in a moment"};
  }
  return {Code::busy, "a lock of the index is here and no git at work", path,
          "rm " + guards::shell_word(path)};
}

Result<void> check_state(base::World& world, const guards::Place& place) {
  for (const char* name : {"MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge"}) {
    if (!world.disk.info(in_git_dir(place, name))) continue;
    return base::fail(Code::denied, "a merge or the like is under way", in_git_dir(place, name),
                      "git commit finishes it");
  }
  return {};
}

}  // namespace

PrivateCommit::PrivateCommit(base::World& world, const guards::Place& place,
                             const coord::lease::Owner& own)
    : world_(&world),
      place_(&place),
      index_(in_git_dir(place, coord::kPrivateIndex) + coord::mark_of(own)),
      note_(in_git_dir(place, coord::kPrivateLock) + coord::mark_of(own)) {}

PrivateCommit::PrivateCommit(PrivateCommit&& other) noexcept
    : world_(std::exchange(other.world_, nullptr)),
      place_(other.place_),
      index_(std::move(other.index_)),
      note_(std::move(other.note_)),
      locked_(other.locked_),
      staged_(other.staged_) {}

PrivateCommit::~PrivateCommit() {
  if (world_ == nullptr) return;
  static_cast<void>(world_->disk.remove(index_));
  if (locked_) static_cast<void>(world_->disk.remove(lock_path()));
  static_cast<void>(world_->disk.remove(note_));
}

Result<PrivateCommit> PrivateCommit::begin(base::World& world, const guards::Place& place,
                                           base::Millis wait) {
  TRY_VOID(check_state(world, place));
  // Whoever ends us early means git, too, and that the lock goes: what git says then ends us.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, [](int) {});
  const coord::lease::Owner own = coord::own_process(world);
  PrivateCommit commit(world, place, own);
  TRY_VOID(commit.lock(coord::lock_line(own), wait));
  return commit;
}

// The note and the lock are one file with two names: what is added to one stands in the other.
Result<void> PrivateCommit::lock(const std::string& line, base::Millis wait) {
  const coord::IndexPlace place{
      {*world_, place_->root, place_->root},
      place_->git_dir, place_->state_dir
  };
  TRY_VOID(base::write_new(world_->disk, note_, line, kMode));
  const base::Millis give_up = world_->clock.boot_ms() + wait;
  for (;;) {
    auto taken = link_or_write(world_->disk, note_, lock_path(), line);
    locked_ = taken.has_value();
    if (locked_) coord::clear_left_files(place);
    if (locked_ || taken.error().code != Code::busy) return taken;
    if (coord::clear_left_lock(place).value_or(false)) continue;
    if (world_->clock.boot_ms() >= give_up) {
      return tl::unexpected(explain_lock(place, lock_path()));
    }
    base::pause_ms(kPauseMs);
  }
}

std::string PrivateCommit::lock_path() const {
  return in_git_dir(*place_, "index.lock");
}

Result<void> PrivateCommit::git(std::vector<std::string> words, const std::string& input,
                                const char* failed, std::string* said) {
  words.insert(words.begin(), "git");
  Ran ran = TRY(run_command({std::move(words), input, place_->root, environment(index_)}));
  if (said != nullptr) *said = std::move(ran.out);
  if (ran.exit_code == 0) return {};
  return base::fail(Code::denied, failed, base::one_line(ran.err.empty() ? ran.out : ran.err, 400));
}

Result<void> PrivateCommit::start_index(bool staged) {
  TRY_VOID(coord::copy_index(world_->disk, in_git_dir(*place_, "index"), index_));
  staged_ = staged;
  if (!staged) return {};
  if (git({"rev-parse", "-q", "--verify", "HEAD"}, {}, "no commit yet")) {
    return git({"read-tree", "--reset", "HEAD"}, {}, "git does not read HEAD");
  }
  return git({"read-tree", "--empty"}, {}, "git makes no index");
}

// Their bytes are what a blob holds: no filter of git has anything to do there.
Result<void> PrivateCommit::add_parts(const std::vector<OwnPart>& parts) {
  if (parts.empty()) return {};
  std::string info;
  for (const OwnPart& part : parts) {
    const std::string blob =
        TRY(coord::store_blob({*world_, place_->root, place_->root}, part.text));
    info += part.mode + ' ' + blob + '\t' + part.path + '\0';
  }
  return git({"update-index", "--replace", "-z", "--index-info"}, info,
             "git does not take a part of a file");
}

Result<bool> PrivateCommit::take(const OwnWork& work) {
  const auto is_judged = [&](const OwnFile& file) {
    const auto now = coord::read_content(world_->disk, base::join_path(place_->root, file.path));
    return !now || now->hash == file.seen;
  };
  TRY_VOID(start_index(work.staged));
  std::string names;
  for (const OwnFile& file : work.files) names += file.path + '\0';
  if (!names.empty()) {
    const auto taken = git({"update-index", "--add", "--remove", "--replace", "-z", "--stdin"},
                           names, "git does not take a file");
    // Git says no to a file that gets shorter under its hands.
    if (!std::ranges::all_of(work.files, is_judged)) return false;
    TRY_VOID(taken);
  }
  TRY_VOID(add_parts(work.parts));
  return true;
}

Result<void> PrivateCommit::commit(const std::vector<std::string>& words) {
  const coord::GitSpot at{*world_, place_->root, place_->root};
  const auto file = TRY(world_->disk.open(lock_path(), base::Open::append));
  const std::string line = coord::head_line(TRY(coord::commit_named(at, "HEAD")));
  TRY(world_->disk.write(file, line));
  return git(words, {}, "git did not commit");
}

Result<void> PrivateCommit::finish() {
  const std::string real = in_git_dir(*place_, "index");
  if (staged_) {
    TRY_VOID(coord::copy_index(world_->disk, real, index_));
    TRY_VOID(coord::follow_head({*world_, place_->root, place_->root}, index_));
  }
  return world_->disk.rename(index_, real);
}

}  // namespace hooks::cli
