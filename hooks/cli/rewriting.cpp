#include "hooks/cli/rewriting.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_left_lock.h"
#include "coord/coordinator_owner.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "coord/stamp/blobs.h"
#include "coord/stamp/content.h"
#include "coord/stamp/edits.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::FileKind;
using base::Result;
using coord::lease::Mode;
using coord::lease::Scope;
using coord::lease::ScopeKind;

constexpr base::Millis kTtlMs = 60'000;
constexpr base::Millis kQuietMs = 600'000;  // a large tree on a slow disk
constexpr std::size_t kByName = 32;         // more files than that: the whole tree

// What stood there, to be put back.
struct Before {
  base::Hash128 hash = coord::kAbsent;
  std::optional<Rewrite> file;  // none: nothing did, or what no bytes bring back
};

std::string path_of(const std::string& name, const Desk& desk) {
  return base::join_path(desk.place.root, name);
}

Before look_at(const std::string& name, const Desk& desk, base::World& world) {
  const auto info = world.disk.info(path_of(name, desk));
  auto content = coord::read_content(world.disk, path_of(name, desk));
  if (!info || !content || !content->is_there()) return {};
  return {
      content->hash, Rewrite{name, std::move(content->bytes), info->mode}
  };
}

Result<void> remove(const std::string& path, base::World& world) {
  auto done = world.disk.remove(path);
  if (!done && done.error().code != Code::not_found) return done;
  return {};
}

Result<void> write_one(const Rewrite& file, const Desk& desk, base::World& world) {
  const std::string path = path_of(file.name, desk);
  if (!file.link && !file.bytes) return remove(path, world);
  TRY_VOID(base::make_dirs(world.disk, std::string(base::dir_name(path)), 0777));
  if (file.link) {
    const std::string index =
        base::join_path(desk.place.git_dir, std::string(coord::kPrivateIndex) +
                                                coord::mark_of(coord::own_process(world)));
    return coord::put_links(root_of(desk, world), index, {&*file.link, 1});
  }
  const auto info = world.disk.info(path);
  const std::uint32_t mode = file.mode.value_or(info ? info->mode : 0644);
  TRY_VOID(base::replace_file(world.disk, path, *file.bytes, mode));
  return world.disk.set_mode(path, mode);
}

Result<void> tell(Desk& desk, const Rewrite& file, const Before& stood, base::World& world) {
  const std::string journal = coord::journal_path(desk.place.state_dir);
  const auto now = coord::read_content(world.disk, path_of(file.name, desk));
  if (!now || now->hash == stood.hash) return {};
  const std::string blobs = base::join_path(desk.place.state_dir, "blobs");
  if (stood.file) TRY_VOID(coord::keep_blob(world, blobs, stood.hash, *stood.file->bytes));
  if (now->is_there()) TRY_VOID(coord::keep_blob(world, blobs, now->hash, now->bytes));
  const std::string path = coord::edit_path(path_of(file.name, desk), desk.place.root, journal);
  return desk.leases->record(std::string(coord::kEditKind),
                             fields_of(coord::Edit{desk.agent, path, stood.hash, now->hash}));
}

// As far as bytes were there; the first error is the one to tell.
void put_back(const std::vector<Before>& before, const std::vector<Rewrite>& files,
              std::size_t count, const Desk& desk, base::World& world) {
  for (std::size_t i = 0; i < count; ++i) {
    const Rewrite gone{files[i].name, std::nullopt};
    static_cast<void>(write_one(before[i].file.value_or(gone), desk, world));
  }
}

Result<std::string> keep_old(Desk& desk, const std::vector<Rewrite>& files, const std::string& what,
                             base::World& world) {
  coord::SnapshotWish wish;
  wish.agent = desk.agent;
  wish.before = what;
  wish.tree = coord::tree_prefix(desk.place.state_dir, desk.place.git_dir);
  for (const Rewrite& file : files) wish.names.push_back(file.name);
  auto saved = TRY(coord::save_snapshot(root_of(desk, world), wish));
  if (saved.unsaved.empty()) return std::move(saved.id);
  return base::fail(Code::denied, "what stands there now cannot be kept, so it stays",
                    base::one_line(saved.unsaved.front().path), saved.unsaved.front().why);
}

}  // namespace

Result<Hold> Hold::take(Desk& desk, const std::vector<std::string>& names, base::Millis wait,
                        base::World& world) {
  const std::string prefix = coord::tree_prefix(desk.place.state_dir, desk.place.git_dir);
  coord::Ask ask;
  ask.ttl_ms = kTtlMs;
  ask.claims.push_back({
      Scope{ScopeKind::resource, "git"},
      Mode::write
  });
  if (names.size() > kByName) {
    ask.claims.push_back({
        Scope{ScopeKind::tree, {}},
        Mode::write
    });
  } else {
    for (const std::string& name : names) {
      ask.claims.push_back({
          Scope{ScopeKind::path, prefix + name},
          Mode::write
      });
    }
  }
  return Hold::ask(desk, std::move(ask), wait, world);
}

Result<Hold> Hold::quiet(Desk& desk, base::Millis wait, base::World& world) {
  coord::Ask ask;
  ask.ttl_ms = kQuietMs;
  ask.claims = {
      {Scope{ScopeKind::tree, {}},        Mode::read },
      {Scope{ScopeKind::resource, "git"}, Mode::write}
  };
  return Hold::ask(desk, std::move(ask), wait, world);
}

// As a job of its agent: what it holds is free as soon as this process is gone, however it ends.
Result<Hold> Hold::ask(Desk& desk, coord::Ask ask, base::Millis wait, base::World& world) {
  const coord::lease::Owner own = coord::own_process(world);
  if (own.proven != 0) ask.holder = own;
  const coord::Reply reply = TRY(ask_for(desk, std::move(ask), wait, world));
  if (reply.granted()) return Hold(desk, reply.fence);
  return base::fail(Code::busy, "others are at these files",
                    std::string(base::trim(obstacle_words(reply))));
}

Hold::Hold(Hold&& other) noexcept
    : desk_(std::exchange(other.desk_, nullptr)), fence_(other.fence_) {}

Hold::~Hold() {
  if (desk_ == nullptr) return;
  // What is not released ends by its time.
  static_cast<void>(desk_->leases->release(desk_->agent, fence_, "released"));
}

coord::GitSpot root_of(const Desk& desk, base::World& world) {
  return {world, desk.place.root, desk.place.root};
}

std::string obstacle_at(const std::string& name, const Desk& desk, base::World& world) {
  const std::string path = path_of(name, desk);
  const std::string folder(base::dir_name(path));
  const auto real = world.disk.resolve(folder);
  if (!real || *real != folder) return "a link is on the way to it";
  for (std::string at = folder; at.size() > desk.place.root.size(); at = base::dir_name(at)) {
    const auto info = world.disk.info(at);
    if (info && info->kind != FileKind::directory) return "its folder is no folder now";
  }
  const auto info = world.disk.info(path);
  return info && info->kind == FileKind::directory ? "it is a folder now" : std::string();
}

Result<std::string> rewrite(Desk& desk, const std::vector<Rewrite>& files, const std::string& what,
                            base::World& world) {
  std::string kept = TRY(keep_old(desk, files, what, world));
  std::vector<Before> before;
  before.reserve(files.size());
  for (const Rewrite& file : files) before.push_back(look_at(file.name, desk, world));
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto done = write_one(files[i], desk, world);
    if (done) continue;
    put_back(before, files, i, desk, world);
    return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    TRY_VOID(tell(desk, files[i], before[i], world));
  }
  return kept;
}

}  // namespace hooks::cli
