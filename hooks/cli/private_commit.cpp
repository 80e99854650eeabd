#include "hooks/cli/private_commit.h"

#include <algorithm>
#include <csignal>
#include <utility>

#include "coord/base/clock_pause.h"
#include "coord/base/environment.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/shelf.h"
#include "coord/stamp/content.h"
#include "hooks/cli/child.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;

constexpr base::Millis kPauseMs = 10;
constexpr std::size_t kMaxIndex = 1U << 30U;

std::string in_git_dir(const guards::Place& place, const char* name) {
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

// Links, where the disk has them: git never writes an index in place.
Result<void> copy(base::Disk& disk, const std::string& from, const std::string& to) {
  static_cast<void>(disk.remove(to));
  const auto linked = disk.link(from, to);
  if (linked || linked.error().code == Code::not_found) return {};
  return base::replace_file(disk, to, TRY(base::read_file(disk, from, kMaxIndex)));
}

Result<void> lock(base::World& world, const std::string& path, base::Millis wait) {
  const base::Millis give_up = world.clock.boot_ms() + wait;
  for (;;) {
    const auto file = world.disk.open(path, base::Open::create_new, 0666);
    if (file) return {};
    if (file.error().code != Code::busy) return tl::unexpected(file.error());
    if (world.clock.boot_ms() >= give_up) {
      return base::fail(Code::busy, "another git is at work here", path, "try again in a moment");
    }
    base::pause_ms(kPauseMs);
  }
}

Result<void> check_state(base::World& world, const guards::Place& place) {
  for (const char* name : {"MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge"}) {
    if (!world.disk.info(in_git_dir(place, name))) continue;
    return base::fail(Code::denied, "a merge or the like is under way", in_git_dir(place, name),
                      "git commit finishes it");
  }
  return {};
}

// "MODE BLOB\tPATH", as update-index --index-info reads it, of what diff-tree says.
std::string index_lines(std::string_view raw) {
  const auto parts = base::split(raw, '\0');
  std::string out;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    const auto fields = base::split(parts[i], ' ');
    if (fields.size() < 5) break;
    out += std::string(fields[1]) + ' ' + std::string(fields[3]) + '\t' +
           std::string(parts[i + 1]) + '\0';
  }
  return out;
}

}  // namespace

PrivateCommit::PrivateCommit(base::World& world, const guards::Place& place)
    : world_(&world),
      place_(&place),
      index_(in_git_dir(place, "flockgate-index-") + std::to_string(world.env.pid)) {}

PrivateCommit::PrivateCommit(PrivateCommit&& other) noexcept
    : world_(std::exchange(other.world_, nullptr)),
      place_(other.place_),
      index_(std::move(other.index_)),
      locked_(other.locked_),
      staged_(other.staged_) {}

PrivateCommit::~PrivateCommit() {
  if (world_ == nullptr) return;
  static_cast<void>(world_->disk.remove(index_));
  if (locked_) static_cast<void>(world_->disk.remove(in_git_dir(*place_, "index.lock")));
}

Result<PrivateCommit> PrivateCommit::begin(base::World& world, const guards::Place& place,
                                           base::Millis wait) {
  TRY_VOID(check_state(world, place));
  // Whoever ends us early means git, too, and that the lock goes: what git says then ends us.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, [](int) {});
  TRY_VOID(lock(world, in_git_dir(place, "index.lock"), wait));
  return PrivateCommit(world, place);
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
  TRY_VOID(copy(world_->disk, in_git_dir(*place_, "index"), index_));
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
  return git(words, {}, "git did not commit");
}

Result<void> PrivateCommit::finish() {
  const std::string real = in_git_dir(*place_, "index");
  if (staged_) {
    std::string raw;
    TRY_VOID(git({"diff-tree", "-r", "-z", "--root", "--no-renames", "--no-commit-id", "HEAD"}, {},
                 "git does not tell what it committed", &raw));
    TRY_VOID(copy(world_->disk, real, index_));
    TRY_VOID(git({"update-index", "--replace", "-z", "--index-info"}, index_lines(raw),
                 "the index is not true of this commit"));
  }
  TRY_VOID(world_->disk.rename(index_, real + ".lock"));
  TRY_VOID(world_->disk.rename(real + ".lock", real));
  locked_ = false;
  return {};
}

}  // namespace hooks::cli
