#include "coord/git/tracked.h"

#include <algorithm>
#include <span>
#include <utility>

#include "coord/base/git_store.h"
#include "coord/base/path.h"
#include "coord/base/sha1.h"
#include "coord/base/text.h"

namespace coord {

namespace {

using base::FileInfo;
using base::FileKind;
using base::IndexEntry;

constexpr std::size_t kMaxIndex = 256U << 20U;
constexpr std::size_t kMaxHashed = 64U << 20U;
constexpr std::uint32_t kLink = 0120000;
constexpr std::uint32_t kModule = 0160000;
constexpr std::uint32_t kRuns = 0100;
constexpr std::uint32_t kKind = 0170000;
// File times come from the kernel's tick: a file may be written once more in the tick in which git
// looked at it, and the index in the next one.
constexpr std::int64_t kTickNs = 20'000'000;

std::string blob_id(std::string_view bytes) {
  const std::string head = "blob " + std::to_string(bytes.size()) + std::string(1, '\0');
  return base::Sha1().add(head).add(bytes).digest();
}

std::uint32_t mode_of(const FileInfo& info) {
  if (info.kind == FileKind::link) return kLink;
  return (info.mode & kRuns) != 0 ? 0100755 : 0100644;
}

bool is_file(const FileInfo& info) {
  return info.kind == FileKind::regular || info.kind == FileKind::link;
}

}  // namespace

std::optional<Tracked> Tracked::read(const GitSpot& at) {
  auto plain = plain_repository(at);
  if (!plain) return std::nullopt;
  Tracked out(at);
  const std::string path = base::join_path(plain->layout.git_dir, "index");
  const auto info = at.world.disk.info(path);
  if (!info) return std::nullopt;
  auto bytes = base::read_file(at.world.disk, path, kMaxIndex, info->size);
  if (!bytes) return std::nullopt;
  out.bytes_ = std::make_unique<const std::string>(*std::move(bytes));
  auto index = base::read_git_index(*out.bytes_);
  if (!index) return std::nullopt;
  out.index_ = *std::move(index);
  out.index_ns_ = info->modified_ns;
  out.layout_ = std::move(plain->layout);
  out.filters_ = plain->filters || std::ranges::any_of(out.index_.entries, [](const auto& entry) {
                   return base::base_name(entry.name) == ".gitattributes";
                 });
  return out;
}

bool Tracked::is_surely_same(const IndexEntry& entry, const FileInfo& info) const {
  const std::int64_t unit = base::time_unit_ns(entry);
  const auto same = [&](std::int64_t one, std::int64_t other) {
    return one / unit == other / unit;
  };
  const std::int64_t young = std::max(unit, kTickNs);
  return mode_of(info) == entry.mode && static_cast<std::uint32_t>(info.size) == entry.size &&
         static_cast<std::uint32_t>(info.id.inode) == entry.inode &&
         same(info.modified_ns, entry.modified_ns) && same(info.changed_ns, entry.changed_ns) &&
         entry.modified_ns + young < index_ns_;
}

bool Tracked::is_changed(const IndexEntry& entry) const {
  if (entry.stage != 0 || entry.intended) return true;
  const std::string name(entry.name);
  const auto info = at_.world.disk.info(at_.root + '/' + name);
  if (!info || !is_file(*info)) return true;
  // A size of 0 is also git's mark for "look again".
  const bool resized = entry.size != 0 && static_cast<std::uint32_t>(info->size) != entry.size;
  return resized || (!is_surely_same(entry, *info) && !stands(name, entry.id, entry.mode));
}

bool Tracked::stands(const std::string& name, std::string_view id, std::uint32_t mode) const {
  const std::string path = base::join_path(at_.root, name);
  const auto info = at_.world.disk.info(path);
  if (!info || !is_file(*info)) return id.empty();
  if (mode_of(*info) != mode) return false;
  const auto bytes = info->kind == FileKind::link
                         ? at_.world.disk.read_link(path)
                         : base::read_file(at_.world.disk, path, kMaxHashed);
  return bytes && blob_id(*bytes) == id;
}

Names Tracked::names_where(const Names& places,
                           const std::function<bool(const IndexEntry&)>& wanted) const {
  Names names;
  const auto look = [&](std::span<const IndexEntry> entries) {
    for (const IndexEntry& entry : entries) {
      const bool known = !names.empty() && names.back() == entry.name;  // a conflict
      if (!known && wanted(entry)) names.emplace_back(entry.name);
    }
  };
  for (const std::string& place : places) {
    look(base::entries_named(index_.entries, place));
    look(base::entries_below(index_.entries, place));
  }
  if (places.size() > 1) sort_once(names);
  return names;
}

Names Tracked::changed(const Names& places) const {
  return names_where(places, [this](const IndexEntry& entry) {
    const bool beside = entry.skipped || (entry.mode & kKind) == kModule;
    return !beside && is_changed(entry);
  });
}

Names Tracked::names(const Names& places) const {
  return names_where(places, [](const IndexEntry&) { return true; });
}

bool Tracked::may_filter(const Names& changed) const {
  return filters_ || std::ranges::any_of(changed, [this](std::string_view name) {
           for (name = base::dir_name(name); name != "."; name = base::dir_name(name)) {
             const std::string folder = base::join_path(at_.root, name);
             if (at_.world.disk.info(folder + "/.gitattributes")) return true;
           }
           return false;
         });
}

bool Tracked::is_head() const {
  const auto tree = index_.trees.find("");
  const auto id = head_commit(at_.world.disk, layout_);
  if (tree == index_.trees.end() || !id) return false;
  const base::DiskPieces files(at_.world.disk);
  const auto commit = base::GitStore(files, layout_.common_dir).object(*id);
  return commit && commit->starts_with("tree " + base::to_hex(tree->second) + '\n');
}

}  // namespace coord
