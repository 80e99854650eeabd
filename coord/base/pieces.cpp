#include "coord/base/pieces.h"

#include <algorithm>
#include <utility>

namespace base {

std::optional<std::string> DiskPieces::piece(const std::string& path, std::uint64_t from,
                                             std::size_t most) const {
  const auto real = disk_->resolve(path);  // a Disk opens no links
  const auto file = real ? disk_->open(*real, Open::read, 0) : tl::unexpected(real.error());
  const auto info = file ? disk_->info(*file) : tl::unexpected(file.error());
  if (!info || from > info->size) return std::nullopt;
  std::string bytes(std::min<std::uint64_t>(most, info->size - from), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto got = disk_->read_at(*file, bytes.data() + have, bytes.size() - have, from + have);
    if (!got || *got == 0) return std::nullopt;
    have += *got;
  }
  return bytes;
}

std::optional<std::vector<std::string>> DiskPieces::list(const std::string& path) const {
  auto names = disk_->list(path);
  if (!names) return std::nullopt;
  return *std::move(names);
}

}  // namespace base
