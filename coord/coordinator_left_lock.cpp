#include "coord/coordinator_left_lock.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_owner.h"
#include "coord/git/command.h"
#include "coord/git/index_lock.h"
#include "coord/journal/flock.h"

namespace coord {

namespace {

using base::Code;
using base::Result;

constexpr std::string_view kOurs = "flockgate ";
constexpr std::string_view kHead = "HEAD ";
constexpr std::string_view kUnborn = "none";
constexpr std::size_t kMaxIndex = 1U << 30U;
constexpr std::size_t kMaxLock = 512;
constexpr base::Millis kGitMs = 60'000;
constexpr base::Millis kLockMs = 250;

struct LeftLock {
  lease::Owner owner;
  std::optional<std::string> head;  // none: git was not told to commit yet
};

// None: another's, or still being written.
std::optional<LeftLock> read_lock(base::Disk& disk, const std::string& path) {
  const auto text = base::read_file(disk, path, kMaxLock);
  if (!text || !text->starts_with(kOurs)) return std::nullopt;
  const auto lines = base::split(*text, '\n');
  const auto owner = owner_marked(lines[0].substr(kOurs.size()));
  if (lines.size() < 2 || !owner) return std::nullopt;
  LeftLock lock{*owner, std::nullopt};
  if (lines.size() > 2 && lines[1].starts_with(kHead)) lock.head = lines[1].substr(kHead.size());
  return lock;
}

Result<std::string> told(const GitSpot& at, const std::string& index,
                         std::vector<std::string> words, std::string input) {
  GitAsk ask{.folder = at.root, .words = std::move(words), .limit_ms = kGitMs};
  if (!input.empty()) ask.input = once(std::move(input));
  ask.variables = {"GIT_INDEX_FILE=" + index};
  const GitSaid said = TRY(run_git(at.world, ask));
  if (said.exit_code == 0) return said.out;
  return base::fail(Code::io, "the index is not true of this commit", ask.words.front());
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

// Is HEAD one commit further than when git was told to commit?
Result<bool> has_committed(const GitSpot& at, const LeftLock& lock) {
  if (!lock.head) return false;
  const auto now = TRY(commit_named(at, "HEAD"));
  if (!now || *now == *lock.head) return false;
  return TRY(commit_named(at, "HEAD^")).value_or(std::string(kUnborn)) == *lock.head;
}

Result<void> put_right(const IndexPlace& place, const LeftLock& lock) {
  if (!TRY(has_committed(place.at, lock))) return {};
  base::World& world = place.at.world;
  const std::string real = base::join_path(place.git_dir, "index");
  const std::string own = base::join_path(
      place.git_dir, std::string(kPrivateIndex) + mark_of(own_process(world)) + ".left");
  TRY_VOID(copy_index(world.disk, real, own));
  auto followed = follow_head(place.at, own);
  if (followed) TRY_VOID(world.disk.rename(own, real));
  static_cast<void>(
      world.disk.remove(own));  // still there when it is the same file as the real one
  return followed;
}

}  // namespace

std::string lock_line(const lease::Owner& owner) {
  return std::string(kOurs) + mark_of(owner) + '\n';
}

std::string head_line(const std::optional<std::string>& head) {
  return std::string(kHead) + head.value_or(std::string(kUnborn)) + '\n';
}

// Links, where the disk has them: git never writes an index in place.
Result<void> copy_index(base::Disk& disk, const std::string& from, const std::string& to) {
  static_cast<void>(disk.remove(to));
  const auto linked = disk.link(from, to);
  if (linked || linked.error().code == Code::not_found) return {};
  return base::replace_file(disk, to, TRY(base::read_file(disk, from, kMaxIndex)));
}

Result<void> follow_head(const GitSpot& at, const std::string& file) {
  const std::string raw = TRY(told(
      at, file, {"diff-tree", "-r", "-z", "--root", "--no-renames", "--no-commit-id", "HEAD"}, {}));
  if (raw.empty()) return {};
  TRY_VOID(told(at, file, {"update-index", "--replace", "-z", "--index-info"}, index_lines(raw)));
  return {};
}

Result<bool> clear_left_lock(const IndexPlace& place) {
  base::World& world = place.at.world;
  const std::string path = base::join_path(place.git_dir, "index.lock");
  const auto is_left = [&](const std::optional<LeftLock>& lock) {
    return lock && is_dead(world, place.at.root, lock->owner, lease::kForever);
  };
  if (!is_left(read_lock(world.disk, path))) return false;
  if (TRY(git_at_work(world, place.at.root))) return false;  // what it began goes on without it
  const std::string turn = base::join_path(place.state_dir, "left-lock");
  const auto file = TRY(world.disk.open(turn, base::Open::create_append));
  const auto mine = TRY(FileLock::take(world, file, turn, world.clock.wait_ms() + kLockMs));
  const auto lock = read_lock(world.disk, path);
  if (!is_left(lock)) return false;  // somebody was faster
  TRY_VOID(put_right(place, *lock));
  clear_left_files(place);
  TRY_VOID(world.disk.remove(path));
  return true;
}

// A git that a killed commit began goes on with its private index: without it, it would commit
// that there are no files.
void clear_left_files(const IndexPlace& place) {
  base::World& world = place.at.world;
  const std::string own = mark_of(own_process(world));
  const auto names = world.disk.list(place.git_dir);
  const auto is_left = [&](const std::string& name) {
    return (name.starts_with(kPrivateIndex) || name.starts_with(kPrivateLock)) &&
           name.find(own) == std::string::npos;
  };
  if (!names || std::ranges::none_of(*names, is_left)) return;
  const auto git = git_at_work(world, place.at.root);
  if (!git || *git) return;
  for (const auto& prefix : {kPrivateIndex, kPrivateLock})
    remove_left(world, place.git_dir, prefix);
}

}  // namespace coord
