#include "coord/base/link_walk.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "coord/base/os_error.h"

namespace base {

namespace {

constexpr int kMaxLinks = 40;  // as the kernel

// Takes the first part off `rest`.
std::string next_part(std::string& rest) {
  const std::size_t begin = std::min(rest.find_first_not_of('/'), rest.size());
  const std::size_t end = std::min(rest.find('/', begin), rest.size());
  std::string part = rest.substr(begin, end - begin);
  rest.erase(0, end);
  return part;
}

void drop_last_part(std::string& path) {
  path.resize(std::max<std::size_t>(path.rfind('/'), 1));
}

// Takes `walk` one part deeper; of a link, what it leads to comes before `rest`.
Result<void> enter(const KernelName& name, LinkWalk& walk, const std::string& part,
                   std::string& rest) {
  LinkTarget target;
  std::string& solid = walk.solid;
  const std::size_t solid_size = solid.size();
  if (solid_size > 1) solid += '/';
  solid += part;
  const ssize_t size = ::readlink(name(solid), target.data(), target.size());
  // EINVAL: it is there and no link. What does not exist has no links either.
  if (size == -1 && (errno == EINVAL || errno == ENOENT || errno == ENOTDIR)) return {};
  if (size == -1) return tl::unexpected<Error>(os_error(errno, "follow", solid));
  if (++walk.links > kMaxLinks) return fail(Code::invalid_input, "too many links");
  rest.insert(0, target.data(), static_cast<std::size_t>(size));
  solid.resize(rest[0] == '/' ? 1 : solid_size);
  return {};
}

}  // namespace

Result<void> follow(const KernelName& name, LinkWalk& walk, std::string rest) {
  while (!rest.empty()) {
    const std::string part = next_part(rest);
    if (part == "..") {
      drop_last_part(walk.solid);
    } else if (!part.empty() && part != ".") {
      TRY_VOID(enter(name, walk, part, rest));
    }
  }
  return {};
}

}  // namespace base
