#include "hooks/policy/trust.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"

namespace hooks {

namespace {

constexpr std::size_t kMaxBytes = 1U << 20U;
constexpr std::uint32_t kOthersMayWrite = 022;

std::string line_of(std::string_view digest, const std::string& path) {
  return base::to_hex(digest) + " " + path;
}

}  // namespace

std::string trust_path(const base::Env& env) {
  return env.state_home.empty() ? std::string()
                                : base::join_path(env.state_home, "flockgate/trusted");
}

TrustList read_trust(base::World& world) {
  const std::string path = trust_path(world.env);
  const auto info = path.empty() ? base::Result<base::FileInfo>{} : world.disk.info(path);
  if (!info || info->kind != base::FileKind::regular || info->owner != world.env.uid ||
      (info->mode & kOthersMayWrite) != 0)
    return {};
  TrustList list;
  const std::string text = base::read_file(world.disk, path, kMaxBytes).value_or("");
  for (const std::string_view line : base::split(text, '\n'))
    if (!line.empty()) list.lines.emplace_back(line);
  return list;
}

bool is_trusted(const TrustList& list, std::string_view digest, const std::string& path) {
  return std::find(list.lines.begin(), list.lines.end(), line_of(digest, path)) != list.lines.end();
}

base::Result<void> add_trust(base::World& world, std::string_view digest, const std::string& path) {
  if (world.env.state_home.empty())
    return base::fail(base::Code::io, "there is no home to keep trust in", "", "set HOME");
  TrustList list = read_trust(world);
  std::erase_if(list.lines, [&](const std::string& line) { return line.ends_with(" " + path); });
  list.lines.push_back(line_of(digest, path));
  const std::string file = trust_path(world.env);
  TRY_VOID(base::make_dirs(world.disk, std::string(base::dir_name(file)), 0700));
  return base::replace_file(world.disk, file, base::join(list.lines, "\n") + "\n", 0600);
}

}  // namespace hooks
