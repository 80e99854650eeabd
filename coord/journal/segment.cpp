#include "coord/journal/segment.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/journal/tail.h"

namespace coord {

namespace {

using base::Code;
using base::fail;

constexpr std::uint32_t kFolderMode = 0700;
constexpr std::size_t kAnchorHead = 256;  // holds version, time, kind, epoch and first number
constexpr std::size_t kSeqDigits = 20;

// The number behind `key`, which must stand at or after the front.
std::optional<std::int64_t> number_after(std::string_view text, std::string_view key) {
  const std::size_t at = text.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + key.size());
  return base::to_int(text.substr(0, text.find_first_not_of("0123456789")));
}

bool is_kind(std::string_view line, std::string_view kind) {
  constexpr std::string_view kKey = R"("kind":")";
  const std::size_t at = line.find(kKey);
  return at != std::string_view::npos && line.substr(at + kKey.size()).starts_with(kind);
}

// A link that is there already, from a rotation that was killed, is as good as a new one.
base::Result<void> keep(base::Disk& disk, const std::string& journal, const std::string& as) {
  auto linked = disk.link(journal, as);
  if (linked) return {};
  const auto there = disk.info(as);
  const auto here = disk.info(journal);
  if (there && here && there->id == here->id) return {};
  return linked;
}

base::Result<void> make_folder_of(base::Disk& disk, const std::string& path) {
  return base::make_dirs(disk, std::string(base::dir_name(path)), kFolderMode);
}

// A segment that nobody sees yet.
struct Making {
  const std::string& path;
  const base::FileHandle& file;
  std::string_view line;
};

// The old segment gets its second name before the new one takes the first.
base::Result<void> publish(base::Disk& disk, const Making& segment, const std::string& journal,
                           const std::string& keep_as) {
  TRY_VOID(disk.truncate(segment.file, 0));  // what a killed rotation left
  TRY_VOID(write_whole(disk, segment.file, segment.line));
  TRY_VOID(disk.sync(segment.file));
  TRY_VOID(make_folder_of(disk, keep_as));
  TRY_VOID(keep(disk, journal, keep_as));
  TRY_VOID(disk.rename(segment.path, journal));
  return disk.sync_dir(std::string(base::dir_name(journal)));
}

}  // namespace

std::string anchor_fields(std::int64_t epoch, std::uint64_t first, std::string_view state) {
  std::string fields = R"("epoch":)" + std::to_string(epoch);
  fields.append(R"(,"first":)").append(std::to_string(first));
  fields.append(R"(,"state":)").append(state);
  return fields;
}

std::optional<Anchor> read_anchor(std::string_view line) {
  const std::string_view head = line.substr(0, kAnchorHead);
  Anchor anchor;
  anchor.starts_chain = is_kind(head, kStartKind);
  if (!anchor.starts_chain && !is_kind(head, kSnapshotKind)) return std::nullopt;
  const auto epoch = number_after(head, R"("epoch":)");
  const auto first = number_after(head, R"("first":)");
  if (!epoch || !first || *first <= 0) return std::nullopt;
  anchor.epoch = *epoch;
  anchor.first = static_cast<std::uint64_t>(*first);
  return anchor;
}

base::Result<Anchor> anchor_of(base::Disk& disk, const base::FileHandle& file) {
  const std::string head = TRY(read_piece(disk, file, 0, kAnchorHead));
  const auto anchor = read_anchor(std::string_view(head).substr(0, head.find('\n')));
  if (anchor) return *anchor;
  return fail(Code::corrupt, "the journal does not begin with journal.start or journal.snapshot");
}

std::string segment_dir(const std::string& journal) {
  return base::join_path(base::dir_name(journal), "segments");
}

std::vector<std::string> segments_of(base::Disk& disk, const std::string& journal) {
  std::vector<std::string> paths;
  const auto names = disk.list(segment_dir(journal));
  if (!names) return paths;
  const auto current = disk.info(journal);
  // Every path has as many digits, so the order of names is the order of numbers.
  const std::string least = segment_path(journal, 0);
  const std::size_t stem = least.size() - kSeqDigits - base::extension(journal).size();
  for (const std::string& name : *names) {
    std::string path = base::join_path(segment_dir(journal), name);
    if (path.size() != least.size() || path.compare(0, stem, least, 0, stem) != 0) continue;
    // A rotation that was killed leaves the current file under both names.
    const auto info = disk.info(path);
    if (info && current && info->id == current->id) continue;
    paths.push_back(std::move(path));
  }
  return paths;
}

std::string segment_path(const std::string& journal, std::uint64_t first) {
  const std::string_view name = base::base_name(journal);
  const std::string_view extension = base::extension(journal);
  std::string digits = std::to_string(first);
  digits.insert(0, kSeqDigits - std::min(kSeqDigits, digits.size()), '0');
  std::string segment(name.substr(0, name.size() - extension.size()));
  segment.append("-").append(digits).append(extension);
  return base::join_path(segment_dir(journal), segment);
}

base::Result<Segment> replace_segment(base::World& world, const std::string& journal,
                                      std::string_view line, const std::string& keep_as) {
  const std::string making = journal + ".new";
  base::FileHandle file = TRY(world.disk.open(making, base::Open::create_append));
  FileLock lock = TRY(FileLock::take(world, file, making, 0));
  const Making segment{making, file, line};
  if (const auto published = publish(world.disk, segment, journal, keep_as); !published) {
    static_cast<void>(world.disk.remove(making));  // the first error is the one to tell
    return tl::unexpected<base::Error>(published.error());
  }
  return Segment{std::move(file), std::move(lock)};
}

}  // namespace coord
