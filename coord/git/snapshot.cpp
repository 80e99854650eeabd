#include "coord/git/snapshot.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/fast_import.h"
#include "coord/git/layout.h"
#include "coord/git/snapshots.h"

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
      const auto bytes = bytes_of(file);
      if (bytes) {
        piece += std::string("M ") + git_mode(file.link, file.mode) + " inline " +
                 quoted(file.name) + '\n' + sized(*bytes);
      } else if (bytes.error().code != Code::not_found) {  // gone meanwhile: not by this command
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

  Result<std::string> bytes_of(const Kept& file) const {
    const std::string path = base::join_path(at_.root, file.name);
    if (file.link) return at_.world.disk.read_link(path);
    return base::read_file(at_.world.disk, path, kMaxBytes);
  }

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

// Does HEAD surely have a commit? Read from files: to ask costs one more git.
bool is_born(const GitSpot& at) {
  constexpr std::string_view kRef = "ref: ";
  const auto layout = find_layout(at.world.disk, at.root);
  if (!layout) return false;
  const auto head = base::read_file(at.world.disk, base::join_path(layout->git_dir, "HEAD"));
  if (!head || !head->starts_with(kRef)) return head.has_value();
  const std::string ref(base::trim(std::string_view(*head).substr(kRef.size())));
  return at.world.disk.info(base::join_path(layout->common_dir, ref)).has_value();
}

Result<bool> is_taken(const GitSpot& at, const std::string& id) {
  return TRY(commit_named(at, std::string(kSnapshotRefs) + id)).has_value();
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
  const bool born = is_born(at) || TRY(commit_named(at, "HEAD"));
  const auto parent = born ? std::optional<std::string>("HEAD^0") : std::nullopt;
  const std::string message = message_of(wish, files);
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

}  // namespace coord
