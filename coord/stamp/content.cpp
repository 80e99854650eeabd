#include "coord/stamp/content.h"

#include <algorithm>
#include <array>
#include <utility>

namespace coord {

base::Result<Content> read_content(base::Disk& disk, const std::string& path) {
  const auto info = disk.info(path);
  if (!info && info.error().code == base::Code::not_found) return Content{};
  if (!info) return tl::unexpected(info.error());
  auto bytes = base::read_file(disk, path, kMaxContent, info->size);
  if (!bytes && bytes.error().code == base::Code::not_found) return Content{};
  Content content;
  content.bytes = TRY(std::move(bytes));
  content.hash = base::hash128(content.bytes);
  content.changed_ns = std::max(info->modified_ns, info->changed_ns);
  if (info->links > 1) content.shared = info->id;
  return content;
}

base::Result<base::Hash128> read_hash(base::Disk& disk, const std::string& path) {
  const auto file = disk.open(path, base::Open::read);
  if (!file && file.error().code == base::Code::not_found) return kAbsent;
  if (!file) return tl::unexpected(file.error());
  base::Hash128Stream hash;
  std::array<char, 8192> room;  // two pages: fresh memory costs more than a call to read
  for (std::size_t at = 0;;) {
    const auto got = disk.read_at(*file, room.data(), room.size(), at);
    if (!got) return base::fail(got.error().code, got.error().what, path, got.error().hint);
    if (*got == 0) return hash.sum();
    hash.add({room.data(), *got});
    at += *got;
    if (at > kMaxContent)
      return base::fail(base::Code::invalid_input, "the file is too long", path);
  }
}

}  // namespace coord
