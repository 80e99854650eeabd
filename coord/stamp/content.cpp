#include "coord/stamp/content.h"

#include <algorithm>
#include <utility>

namespace coord {

base::Result<Content> read_content(base::Disk& disk, const std::string& path) {
  const auto info = disk.info(path);
  if (!info && info.error().code == base::Code::not_found) return Content{};
  if (!info) return tl::unexpected(info.error());
  auto bytes = base::read_file(disk, path, kMaxContent);
  if (!bytes && bytes.error().code == base::Code::not_found) return Content{};
  Content content;
  content.bytes = TRY(std::move(bytes));
  content.hash = base::hash128(content.bytes);
  content.changed_ns = std::max(info->modified_ns, info->changed_ns);
  if (info->links > 1) content.shared = info->id;
  return content;
}

}  // namespace coord
