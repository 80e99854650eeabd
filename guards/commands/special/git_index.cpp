#include "guards/commands/special/git_index.h"

#include <algorithm>

namespace guards::commands {

namespace {

std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

// Of 12 bits; a longer name says all ones. With object names of another length (SHA-256) this and
// the name do not fit together.
bool is_length(std::uint32_t flags, std::size_t size) {
  constexpr std::uint32_t kMask = 0xFFF;
  return (flags & kMask) == std::min<std::size_t>(size, kMask);
}

}  // namespace

std::string hex_id(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto value = static_cast<unsigned char>(c);
    hex += kDigits[value >> 4U];
    hex += kDigits[value & 15U];
  }
  return hex;
}

std::optional<std::vector<TrackedFile>> tracked_files(std::string_view index) {
  constexpr std::size_t kHeader = 12;
  constexpr std::size_t kFixed = 62;  // stat data, object name, flags
  if (index.size() < kHeader || !index.starts_with("DIRC")) return std::nullopt;
  const std::uint32_t version = big(index, 4, 4);
  if (version != 2 && version != 3) return std::nullopt;
  std::vector<TrackedFile> files;
  std::size_t at = kHeader;
  for (std::uint32_t left = big(index, 8, 4); left > 0; --left) {
    if (at + kFixed > index.size()) return std::nullopt;
    const std::uint32_t flags = big(index, at + 60, 2);
    const bool extended = (flags & 0x4000U) != 0;
    const std::size_t name = at + kFixed + (extended ? 2U : 0U);
    const auto end = index.find('\0', name);
    if (end == std::string_view::npos || !is_length(flags, end - name)) return std::nullopt;
    TrackedFile file;
    file.name = index.substr(name, end - name);
    file.id = hex_id(index.substr(at + 40, 20));
    file.modified_ns = std::int64_t{big(index, at + 8, 4)} * 1'000'000'000 + big(index, at + 12, 4);
    file.size = big(index, at + 36, 4);
    if (files.empty() || files.back().name != file.name) files.push_back(std::move(file));
    at += (end - at) / 8 * 8 + 8;  // entries are padded with one to eight NULs
  }
  // Split in two: the other half stands in another file (gitformat-index(5), "Split index").
  if (at < index.size() && index.substr(at).starts_with("link")) return std::nullopt;
  return files;
}

}  // namespace guards::commands
