#include "coord/git/snapshot.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/fast_import.h"
#include "coord/git/objects.h"
#include "coord/git/snapshots.h"
#include "coord/git/tracked.h"

namespace coord {

namespace {

using base::Code;
using base::FileKind;
using base::Result;

constexpr std::size_t kMaxFiles = 20'000;
constexpr std::uint64_t kMaxBytes = 128U << 20U;
constexpr int kTries = 3;  // another snapshot of the same millisecond

struct Kept {
  std::string name;
  bool link = false;
  std::uint32_t mode = 0;
  std::uint64_t size = 0;
};

bool is_below_git(std::string_view name) {
  const auto parts = base::split(name, '/');
  return std::ranges::find(parts, ".git") != parts.end();
}

// Small files first: one that is too long must not cost all others their place.
std::vector<Kept> files_there(const GitSpot& at, const Names& names) {
  std::vector<Kept> files;
  for (const std::string& name : names) {
    const auto info = at.world.disk.info(base::join_path(at.root, name));
    if (!info || is_below_git(name)) continue;
    const bool link = info->kind == FileKind::link;
    if (!link && info->kind != FileKind::regular) continue;
    files.push_back({name, link, info->mode, info->size});
  }
  std::ranges::sort(files, {}, &Kept::name);
  const auto same = [](const Kept& a, const Kept& b) { return a.name == b.name; };
  files.erase(std::unique(files.begin(), files.end(), same), files.end());
  std::ranges::stable_sort(files, {}, &Kept::size);
  return files;
}

void apply_limits(std::vector<Kept>& files, std::vector<Unsaved>& unsaved) {
  std::uint64_t bytes = 0;
  std::size_t fit = 0;
  while (fit < files.size() && fit < kMaxFiles && bytes + files[fit].size <= kMaxBytes) {
    bytes += files[fit++].size;
  }
  for (std::size_t i = fit; i < files.size(); ++i) {
    unsaved.push_back({files[i].name, "more than is kept at a time"});
  }
  files.resize(fit);
}

std::string message_of(const SnapshotWish& wish, const std::vector<Kept>& files) {
  Snapshot about;
  about.before = wish.before;
  about.agent = wish.agent;
  about.tree = wish.tree;
  about.files = files.size();
  for (const std::string& name : wish.beside) {
    if (std::ranges::find(files, name, &Kept::name) != files.end()) about.beside.insert(name);
  }
  for (const Kept& file : files) {
    if (is_odd_mode(file.link, file.mode)) about.modes[file.name] = file.mode;
  }
  return snapshot_message(about);
}

Result<std::string> bytes_of(const GitSpot& at, const Kept& file) {
  const std::string path = base::join_path(at.root, file.name);
  if (file.link) return at.world.disk.read_link(path);
  return base::read_file(at.world.disk, path, kMaxBytes);
}

// Gone meanwhile: not by this command.
bool is_gone(const base::Error& error) {
  return error.code == Code::not_found;
}

// What fast-import reads: the commit, then one file after the other, as they are asked for.
class Stream {
 public:
  Stream(const GitSpot& at, const std::vector<Kept>& files, std::string head)
      : at_(at), files_(files), next_(std::move(head)) {}

  Result<std::string> more() {
    std::string piece = std::move(next_);
    next_.clear();
    while (piece.size() < kPiece && file_ < files_.size()) {
      const Kept& file = files_[file_++];
      const auto bytes = bytes_of(at_, file);
      if (bytes) {
        piece += std::string("M ") + git_mode(file.link, file.mode) + " inline " +
                 quoted(file.name) + '\n' + sized(*bytes);
      } else if (!is_gone(bytes.error())) {
        unsaved_.push_back({file.name, base::to_text(bytes.error())});
      }
    }
    if (piece.empty() && !done_) piece = "done\n";
    done_ = piece.empty() || piece == "done\n";
    return piece;
  }
  std::vector<Unsaved> unsaved() && { return std::move(unsaved_); }

 private:
  static constexpr std::size_t kPiece = 64U << 10U;

  const GitSpot& at_;
  const std::vector<Kept>& files_;
  std::string next_;
  std::size_t file_ = 0;
  bool done_ = false;
  std::vector<Unsaved> unsaved_;
};

std::string header(const std::string& id, const std::string& message, base::Millis wall_ms,
                   const std::optional<std::string>& parent) {
  std::string text = "feature done\ncommit " + std::string(kSnapshotRefs) + id + '\n' +
                     committer_line(wall_ms) + sized(message);
  // A tree of its own below HEAD: it holds what was kept and nothing else.
  return parent ? text + "merge " + *parent + '\n' : text;
}

// A few small files are written by ourselves: git takes three processes for them.
constexpr std::size_t kFewFiles = 100;
constexpr std::uint64_t kFewBytes = 4U << 20U;

bool are_few(const std::vector<Kept>& files) {
  std::uint64_t bytes = 0;
  for (const Kept& file : files) bytes += file.size;
  return files.size() <= kFewFiles && bytes <= kFewBytes;
}

struct Kind {
  Layout layout;
  std::string head;
};

// Where we can do it as git would, and HEAD has a commit.
std::optional<Kind> plain_kind(const GitSpot& at) {
  auto plain = plain_repository(at);
  auto head = plain ? head_commit(at.world.disk, plain->layout) : std::nullopt;
  if (!head) return std::nullopt;
  return Kind{std::move(plain->layout), *std::move(head)};
}

Result<std::string> put_commit(const GitSpot& at, const Kind& kind, std::vector<Kept> files,
                               const std::string& message, SavedNow& out) {
  base::Disk& disk = at.world.disk;
  const base::Millis now = at.world.clock.wall_ms();
  std::ranges::sort(files, {}, &Kept::name);
  std::vector<TreeFile> tree;
  for (const Kept& file : files) {
    const auto bytes = bytes_of(at, file);
    if (!bytes && !is_gone(bytes.error()))
      out.unsaved.push_back({file.name, base::to_text(bytes.error())});
    if (!bytes) continue;
    tree.push_back({file.name, git_mode(file.link, file.mode),
                    TRY(put_object(disk, kind.layout.common_dir, "blob", *bytes))});
  }
  const std::string root = TRY(put_trees(disk, kind.layout.common_dir, tree));
  return put_object(disk, kind.layout.common_dir, "commit",
                    "tree " + root + "\nparent " + kind.head + '\n' + maker_line("author", now) +
                        committer_line(now) + '\n' + message);
}

// Without a git; an Error: nothing is kept yet, and git may do better.
Result<SavedNow> save_few(const GitSpot& at, const Kind& kind, const std::vector<Kept>& files,
                          const std::string& message) {
  SavedNow out;
  const std::string commit = TRY(put_commit(at, kind, files, message, out));
  const base::Millis now = at.world.clock.wall_ms();
  for (int i = 0;; ++i) {
    out.id = snapshot_id(now + i);
    auto done =
        put_ref(at.world.disk, kind.layout.common_dir, std::string(kSnapshotRefs) + out.id, commit);
    if (done) return out;
    if (done.error().code != Code::busy || i == kTries)
      return tl::unexpected(std::move(done).error());
  }
}

Result<bool> is_taken(const GitSpot& at, const std::string& id) {
  return TRY(commit_named(at, std::string(kSnapshotRefs) + id)).has_value();
}

// By one git, in a pack when they are many.
Result<SavedNow> save_many(const GitSpot& at, const std::vector<Kept>& files,
                           const std::string& message, const std::optional<std::string>& parent,
                           SavedNow out) {
  const base::Millis now = at.world.clock.wall_ms();
  for (int i = 0; i < kTries; ++i) {
    const std::string id = snapshot_id(now + i);
    Stream stream(at, files, header(id, message, now, parent));
    GitAsk ask = importer(at);
    ask.input = [&stream] { return stream.more(); };
    const GitSaid said = TRY(run_git(at.world, ask));
    if (said.exit_code == 0) {
      std::ranges::move(std::move(stream).unsaved(), std::back_inserter(out.unsaved));
      out.id = id;
      return out;
    }
    if (!TRY(is_taken(at, id))) break;
  }
  return base::fail(Code::io, "git did not keep the files", at.root);
}

}  // namespace

std::string snapshot_id(base::Millis wall_ms) {
  const auto seconds = static_cast<std::time_t>(wall_ms / 1000);
  std::tm parts = {};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 40> text;
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S-", &parts);
  return std::string(text.data(), size) + std::to_string(1000 + wall_ms % 1000).substr(1);
}

Result<SavedNow> save_snapshot(const GitSpot& at, const SnapshotWish& wish) {
  SavedNow out;
  Names names = wish.names;
  names.insert(names.end(), wish.beside.begin(), wish.beside.end());
  std::vector<Kept> files = files_there(at, names);
  apply_limits(files, out.unsaved);
  if (files.empty()) return out;
  const auto kind = plain_kind(at);
  const bool born = kind || TRY(commit_named(at, "HEAD"));
  const auto parent = born ? std::optional<std::string>("HEAD^0") : std::nullopt;
  const std::string message = message_of(wish, files);
  if (kind && are_few(files)) {
    if (auto saved = save_few(at, *kind, files, message)) {
      std::ranges::move(out.unsaved, std::back_inserter(saved->unsaved));
      return saved;
    }
  }
  return save_many(at, files, message, parent, std::move(out));
}

}  // namespace coord
