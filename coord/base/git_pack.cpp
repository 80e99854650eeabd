#include "coord/base/git_pack.h"

#include "coord/base/big_endian.h"
#include "coord/base/text.h"

namespace base {

namespace {

constexpr std::size_t kHeader = 8;  // of an .idx: magic and version
constexpr std::size_t kFan = std::size_t{4} * 256;
constexpr std::size_t kId = 20;

std::optional<std::uint32_t> number_at(const Pieces& files, const std::string& path,
                                       std::uint64_t at) {
  const auto bytes = files.piece(path, at, 4);
  if (!bytes || bytes->size() != 4) return std::nullopt;
  return big32(bytes->data());
}

// Seven bits a byte, the lowest first; the top bit says that more follow.
std::optional<std::size_t> varied(std::string_view& bytes) {
  std::size_t value = 0;
  for (unsigned shift = 0; shift < 42; shift += 7) {
    if (bytes.empty()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::size_t{byte & 127U} << shift;
    if (byte < 128) return value;
  }
  return std::nullopt;
}

// The bytes of an argument that the bits of a copy command name.
std::optional<std::size_t> argument(std::string_view& bytes, unsigned bits, unsigned count) {
  std::size_t value = 0;
  for (unsigned i = 0; i < count; ++i) {
    if ((bits >> i & 1U) == 0) continue;
    if (bytes.empty()) return std::nullopt;
    value |= std::size_t{static_cast<unsigned char>(bytes.front())} << (8 * i);
    bytes.remove_prefix(1);
  }
  return value;
}

// With the top bit the offset stands in a table for packs of 2 GiB and more: not read.
std::optional<std::uint64_t> short_offset(const Pieces& files, const std::string& path,
                                          std::uint64_t at) {
  const auto offset = number_at(files, path, at);
  if (!offset || (*offset & 0x80000000U) != 0) return std::nullopt;
  return *offset;
}

// Which of the names, one behind the other in order, is this one?
std::optional<std::uint64_t> place_of(std::string_view names, std::string_view id) {
  std::size_t low = 0;
  std::size_t high = names.size() / kId;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const int order = names.substr(middle * kId, kId).compare(id);
    if (order == 0) return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return std::nullopt;
}

// How far before its entry the base of a delta lies.
std::optional<std::uint64_t> way_back(std::string_view& bytes) {
  std::uint64_t back = 0;
  for (bool more = true; more; back += more ? 1U : 0U) {
    if (bytes.empty() || back >> 56U != 0) return std::nullopt;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    back = back << 7U | (byte & 127U);
    more = byte > 127;
  }
  return back;
}

// What one command of a delta adds: bytes of its own, or bytes of the base.
std::optional<std::string_view> next_part(std::string_view& delta, std::string_view base) {
  const auto what = static_cast<unsigned char>(delta.front());
  delta.remove_prefix(1);
  if (what < 128) {
    if (what == 0 || what > delta.size()) return std::nullopt;
    const auto own = delta.substr(0, what);
    delta.remove_prefix(what);
    return own;
  }
  const auto from = argument(delta, what, 4);
  auto count = argument(delta, what >> 4U, 3);
  if (!from || !count) return std::nullopt;
  if (*count == 0) count = 0x10000;
  if (*from > base.size() || *count > base.size() - *from) return std::nullopt;
  return base.substr(*from, *count);
}

}  // namespace

std::optional<std::uint64_t> offset_in_pack(const Pieces& files, const std::string& index,
                                            const std::string& id) {
  constexpr std::uint64_t kNames = kHeader + kFan;
  constexpr std::uint64_t kMost = 200'000;  // names that begin alike: of fifty million objects
  const auto head = files.piece(index, 0, kHeader + kFan);
  if (!head || head->size() != kHeader + kFan) return std::nullopt;
  if (!head->starts_with(std::string_view("\377tOc\0\0\0\2", kHeader))) return std::nullopt;
  const auto first = static_cast<std::size_t>(std::stoul(id.substr(0, 2), nullptr, 16));
  const std::uint64_t low = first == 0 ? 0 : big32(head->data() + kHeader + (first - 1) * 4);
  const std::uint64_t high = big32(head->data() + kHeader + first * 4);
  const std::uint64_t all = big32(head->data() + kHeader + kFan - 4);
  if (low > high || high - low > kMost) return std::nullopt;
  const auto names = files.piece(index, kNames + low * kId, (high - low) * kId);
  if (!names) return std::nullopt;
  const auto found = place_of(*names, from_hex(id));
  if (!found) return std::nullopt;
  return short_offset(files, index, kNames + all * (kId + 4) + (low + *found) * 4);
}

std::optional<PackEntry> read_pack_entry(std::string_view bytes) {
  constexpr unsigned kOffsetDelta = 6;
  constexpr unsigned kIdDelta = 7;
  std::string_view rest = bytes;
  if (rest.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(rest.front());
  rest.remove_prefix(1);
  PackEntry entry;
  entry.size = first & 15U;
  if (first > 127) {
    const auto high = varied(rest);
    if (!high) return std::nullopt;
    entry.size |= *high << 4U;
  }
  const unsigned kind = first >> 4U & 7U;
  if (kind == kOffsetDelta) {
    const auto back = way_back(rest);
    if (!back) return std::nullopt;
    entry.back = *back;
  } else if (kind == kIdDelta) {
    if (rest.size() < kId) return std::nullopt;
    entry.base = to_hex(rest.substr(0, kId));
    rest.remove_prefix(kId);
  }
  entry.header = bytes.size() - rest.size();
  return entry;
}

std::optional<std::string> patched_object(const std::optional<std::string>& base,
                                          std::string_view delta, std::size_t most) {
  if (!base || varied(delta) != base->size()) return std::nullopt;
  const auto size = varied(delta);
  if (!size || *size > most) return std::nullopt;
  std::string out;
  while (!delta.empty() && out.size() < *size) {
    const auto part = next_part(delta, *base);
    if (!part) return std::nullopt;
    out += *part;
  }
  if (out.size() != *size) return std::nullopt;
  return out;
}

}  // namespace base
