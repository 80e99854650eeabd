#include "guards/commands/special/zip_names.h"

#include <cstdint>
#include <string_view>

#include "coord/base/inflate.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

using Names = std::optional<std::vector<std::string>>;

constexpr std::size_t kMaxNames = 512;
constexpr std::size_t kBlock = 512;
constexpr std::size_t kMaxTar = 4U << 20U;  // inflated

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i > 0; --i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i - 1]);
  }
  return value;
}

Names names_in_zip(std::string_view bytes) {
  constexpr std::string_view kEntry = "PK\x01\x02";
  constexpr std::size_t kHeader = 46;
  std::vector<std::string> names;
  const auto end = bytes.rfind("PK\x05\x06");
  if (end == std::string_view::npos || end + 22 > bytes.size()) return std::nullopt;
  std::size_t at = little(bytes, end + 16, 4);
  while (at + kHeader <= end && bytes.substr(at, 4) == kEntry && names.size() < kMaxNames) {
    const std::size_t name = little(bytes, at + 28, 2);
    const std::size_t rest = little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
    if (at + kHeader + name > end) return std::nullopt;
    names.emplace_back(bytes.substr(at + kHeader, name));
    at += kHeader + name + rest;
  }
  return names;
}

std::string_view field(std::string_view header, std::size_t at, std::size_t size) {
  const auto text = header.substr(at, size);
  return text.substr(0, text.find('\0'));
}

// Octal digits.
std::uint64_t size_in(std::string_view header) {
  std::uint64_t size = 0;
  for (const char c : field(header, 124, 12)) {
    if (c >= '0' && c <= '7') size = size * 8 + static_cast<std::uint64_t>(c - '0');
  }
  return size;
}

// Only headers of POSIX have a prefix; GNU's have other fields there.
std::string name_in(std::string_view header) {
  const bool is_posix = header.substr(257, 8) == std::string_view("ustar\00000", 8);
  const auto prefix = is_posix ? field(header, 345, 155) : std::string_view();
  return below(prefix, field(header, 0, 100));
}

Names names_in_tar(std::string_view bytes) {
  constexpr std::string_view kNamed(
      "0\0"
      "52",
      4);  // files, folders and links
  std::vector<std::string> names;
  for (std::size_t at = 0; at + kBlock <= bytes.size() && names.size() < kMaxNames;) {
    const auto header = bytes.substr(at, kBlock);
    if (header[0] == '\0') return names;
    if (header.substr(257, 5) != "ustar") return std::nullopt;
    const char type = header[156];
    if (kNamed.find(type) != std::string_view::npos)
      names.push_back(name_in(header));
    else if (type != 'x' && type != 'g')
      return std::nullopt;
    at += kBlock + (size_in(header) + kBlock - 1) / kBlock * kBlock;
  }
  return names;
}

}  // namespace

Names names_in_archive(const std::string& path, const View& view) {
  const auto bytes = view.content(path);
  if (!bytes || bytes->empty()) return std::nullopt;
  if (bytes->starts_with("PK")) return names_in_zip(*bytes);
  if (bytes->starts_with("\x1f\x8b")) {
    const auto inner = base::inflate_gzip(*bytes, kMaxTar);
    return inner ? names_in_tar(*inner) : std::nullopt;
  }
  if (bytes->size() > kBlock && bytes->substr(257, 5) == "ustar") return names_in_tar(*bytes);
  return std::nullopt;
}

}  // namespace guards::commands
