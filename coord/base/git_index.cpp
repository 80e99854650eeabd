#include "coord/base/git_index.h"

#include <algorithm>
#include <charconv>

#include "coord/base/big_endian.h"

namespace base {

namespace {

constexpr std::size_t kHeader = 12;
constexpr std::size_t kFixed = 62;  // stat data, object name, flags
constexpr std::size_t kId = 20;
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr int kMaxFolders = 64;  // in one another

std::int64_t time_at(const char* bytes) {
  return std::int64_t{big32(bytes)} * kSecond + big32(bytes + 4);
}

// The name's length stands in the flags, as far as twelve bits reach: what is read with ids of
// another length does not agree with it.
std::optional<IndexEntry> read_entry(std::string_view bytes, std::size_t& at) {
  constexpr std::uint32_t kLong = 0xFFFU;
  if (at + kFixed > bytes.size()) return std::nullopt;
  const char* fixed = bytes.data() + at;
  const std::uint32_t flags = big16(fixed + 60);
  const bool extended = (flags & 0x4000U) != 0;
  const std::size_t name = at + kFixed + (extended ? 2U : 0U);
  const auto end = bytes.find('\0', name);
  if (end == std::string_view::npos) return std::nullopt;
  if (std::min<std::size_t>(end - name, kLong) != (flags & kLong)) return std::nullopt;
  const std::uint32_t more = extended ? big16(fixed + kFixed) : 0;
  IndexEntry entry;
  entry.name = bytes.substr(name, end - name);
  entry.id = bytes.substr(at + 40, kId);
  entry.changed_ns = time_at(fixed);
  entry.modified_ns = time_at(fixed + 8);
  entry.inode = big32(fixed + 20);
  entry.mode = big32(fixed + 24);
  entry.size = big32(fixed + 36);
  entry.stage = static_cast<std::uint8_t>((flags >> 12U) & 3U);
  entry.skipped = (more & 0x4000U) != 0;
  entry.intended = (more & 0x2000U) != 0;
  at += (end - at) / 8 * 8 + 8;  // entries are padded with one to eight NULs
  return entry;
}

// A name, NUL, how many entries (-1: not known), a blank, how many folders, a line end, the id; the
// folders follow. False when it is none of that.
class Trees {
 public:
  Trees(std::string_view text, GitIndex& index) : text_(text), index_(index) {}

  bool read(const std::string& above, int depth) {
    const auto name = text_.substr(0, text_.find('\0'));
    if (depth > kMaxFolders || name.size() == text_.size()) return false;
    text_.remove_prefix(name.size() + 1);
    const auto entries = number(' ');
    const auto folders = number('\n');
    if (!entries || !folders) return false;
    const std::string path = above.empty() ? std::string(name) : above + '/' + std::string(name);
    if (*entries >= 0) {
      if (text_.size() < kId) return false;
      index_.trees[path] = text_.substr(0, kId);
      text_.remove_prefix(kId);
    }
    for (int i = 0; i < *folders; ++i) {
      if (!read(path, depth + 1)) return false;
    }
    return true;
  }

 private:
  std::optional<int> number(char end) {
    int value = 0;
    const char* last = text_.data() + text_.size();
    const auto [stop, error] = std::from_chars(text_.data(), last, value);
    if (error != std::errc() || stop == last || *stop != end) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(stop - text_.data()) + 1);
    return value;
  }

  std::string_view text_;
  GitIndex& index_;
};

// Those whose names begin with a small letter change what the entries mean: split, sparse.
bool read_extensions(std::string_view bytes, GitIndex& index) {
  constexpr std::size_t kHead = 8;
  while (bytes.size() >= kHead + kId) {
    const std::uint32_t size = big32(bytes.data() + 4);
    if (bytes[0] < 'A' || bytes[0] > 'Z' || size > bytes.size() - kHead) return false;
    if (bytes.starts_with("TREE") && !Trees(bytes.substr(kHead, size), index).read("", 0)) {
      index.trees.clear();
    }
    bytes.remove_prefix(kHead + size);
  }
  return bytes.size() == kId;  // the checksum
}

}  // namespace

std::optional<GitIndex> read_git_index(std::string_view bytes) {
  if (bytes.size() < kHeader + kId || !bytes.starts_with("DIRC")) return std::nullopt;
  const std::uint32_t version = big32(bytes.data() + 4);
  const std::uint32_t count = big32(bytes.data() + 8);
  if ((version != 2 && version != 3) || count > bytes.size() / kFixed) return std::nullopt;
  GitIndex index;
  index.entries.reserve(count);
  std::size_t at = kHeader;
  for (std::uint32_t left = count; left > 0; --left) {
    const auto entry = read_entry(bytes, at);
    if (!entry || at > bytes.size()) return std::nullopt;
    index.entries.push_back(*entry);
  }
  if (!read_extensions(bytes.substr(at), index)) return std::nullopt;
  return index;
}

std::int64_t time_unit_ns(const IndexEntry& entry) {
  return entry.modified_ns % kSecond == 0 ? kSecond : 1;
}

std::span<const IndexEntry> entries_named(std::span<const IndexEntry> sorted,
                                          std::string_view name) {
  const auto begin = std::ranges::lower_bound(sorted, name, {}, &IndexEntry::name);
  const auto end = std::ranges::upper_bound(begin, sorted.end(), name, {}, &IndexEntry::name);
  return {begin, end};
}

std::span<const IndexEntry> entries_below(std::span<const IndexEntry> sorted,
                                          std::string_view folder) {
  if (folder.empty()) return sorted;
  const std::string first = std::string(folder) + '/';
  const std::string behind = std::string(folder) + static_cast<char>('/' + 1);
  const auto begin = std::ranges::lower_bound(sorted, first, {}, &IndexEntry::name);
  const auto end = std::ranges::lower_bound(begin, sorted.end(), behind, {}, &IndexEntry::name);
  return {begin, end};
}

}  // namespace base
