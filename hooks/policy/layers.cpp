#include "hooks/policy/layers.h"

#include <algorithm>

#include "coord/base/ensure.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/policy/digest.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/image.h"
#include "hooks/policy/merge.h"
#include "hooks/policy/source.h"
#include "hooks/policy/trust.h"

namespace hooks {

namespace {

using base::Code;
using base::Result;

constexpr std::int64_t kRacyNs = 1'000'000'000;

LayerFile look(std::string name, std::string path, bool may_be_link, base::Disk& disk) {
  LayerFile file{std::move(name), std::move(path), may_be_link, std::nullopt, {}};
  // Most places have none: one question is enough there.
  const auto there = disk.info(file.path, may_be_link);
  if (there && may_be_link) file.path = disk.resolve(file.path).value_or(file.path);
  const auto info = there ? disk.info(file.path) : there;
  if (info) {
    file.info = *info;
  } else if (info.error().code != Code::not_found) {
    file.trouble = info.error().what;
  }
  return file;
}

std::string identity(const base::FileInfo& info) {
  std::string text;
  for (const std::uint64_t part :
       {info.id.device, info.id.inode, info.size, std::uint64_t{info.mode},
        std::uint64_t{info.owner}, static_cast<std::uint64_t>(info.modified_ns),
        static_cast<std::uint64_t>(info.changed_ns)})
    text += " " + std::to_string(part);
  return text;
}

Result<std::string> read_layer(const LayerFile& file, base::Disk& disk) {
  if (!file.trouble.empty()) return base::fail(Code::io, file.trouble);
  if (file.info->kind == base::FileKind::link)
    return base::fail(Code::denied, "it is a link", "", "put the file itself there");
  if (file.info->kind != base::FileKind::regular)
    return base::fail(Code::denied, "it is not a regular file");
  return base::read_file(disk, file.path, kMaxSourceBytes);
}

Image open_embedded(std::string_view bytes) {
  const auto image = Image::open(bytes);
  base::ensure(image.has_value(), "the embedded policy is damaged");
  return *image;
}

// Whoever owns a file decides what it says; another user's file can only tighten.
bool is_own(const base::FileInfo& info, const base::Env& env) {
  return info.owner == env.uid || info.owner == 0;
}

Result<void> lay_on(Policy& policy, const LayerFile& file, const TrustList& trust,
                    base::World& world) {
  const std::string text = TRY(read_layer(file, world.disk));
  const std::string own_digest = digest(text);
  policy.digest += own_digest;
  const Source source = TRY(read_source(text, SourceKind::layer));
  const bool trusted = is_own(*file.info, world.env) && is_trusted(trust, own_digest, file.path);
  return merge(policy, source, {file.name, trusted});
}

}  // namespace

LayerFiles find_layers(base::World& world, const guards::Place& place) {
  base::Disk& disk = world.disk;
  LayerFiles files;
  if (!world.env.config_home.empty())
    files.push_back(
        look("user", base::join_path(world.env.config_home, "flockgate/policy.json"), true, disk));
  if (!place.root.empty()) {
    const std::string dir = base::join_path(place.root, ".flockgate");
    files.push_back(look("project", base::join_path(dir, "policy.json"), false, disk));
    files.push_back(look("local", base::join_path(dir, "policy.local.json"), false, disk));
  }
  files.push_back(look("managed", "/etc/flockgate/policy.json", true, disk));
  return files;
}

bool any_present(const LayerFiles& files) {
  return std::any_of(files.begin(), files.end(), [](const LayerFile& file) {
    return file.info.has_value() || !file.trouble.empty();
  });
}

std::string cache_key(const LayerFiles& files, base::World& world) {
  std::string key = "embedded " + base::to_hex(open_embedded(embedded_rules()).digest()) + "\n";
  for (const LayerFile& file : files)
    key += file.name + " " + file.path +
           (file.info ? identity(*file.info) : " none " + file.trouble) + "\n";
  const auto trust = world.disk.info(trust_path(world.env));
  return key + "trust" + (trust ? identity(*trust) : " none") + "\n";
}

bool is_racy(const LayerFiles& files, base::World& world) {
  const std::int64_t now = world.clock.wall_ms() * 1'000'000;
  const auto recent = [&](const base::FileInfo& info) {
    return info.changed_ns > now - kRacyNs || info.modified_ns > now - kRacyNs;
  };
  const auto trust = world.disk.info(trust_path(world.env));
  return (trust && recent(*trust)) ||
         std::any_of(files.begin(), files.end(),
                     [&](const LayerFile& file) { return file.info && recent(*file.info); });
}

Policy embedded_policy() {
  auto floors = decompile(open_embedded(embedded_floors()));
  auto rules = decompile(open_embedded(embedded_rules()));
  base::ensure(floors && rules, "the embedded policy is damaged");
  Policy policy = std::move(*rules);
  policy.rules.insert(policy.rules.begin(), floors->rules.begin(), floors->rules.end());
  sort_rules(policy);
  return policy;
}

Policy merge_layers(Policy policy, const LayerFiles& files, base::World& world) {
  const TrustList trust = read_trust(world);
  for (const LayerFile& file : files) {
    if (!file.info && file.trouble.empty()) continue;
    const auto laid = lay_on(policy, file, trust, world);
    if (laid) continue;
    policy.broken = true;
    policy.notes.push_back(base::one_line("the " + file.name + " policy " + file.path +
                                              " is left out: " + to_text(laid.error()) +
                                              "; run: flockgate policy check",
                                          400));
  }
  policy.digest = digest(policy.digest);
  return policy;
}

Result<Policy> merge_file(base::World& world, const std::string& path) {
  Policy policy = embedded_policy();
  const std::string text = TRY(base::read_file(world.disk, path, kMaxSourceBytes));
  policy.digest = digest(policy.digest + digest(text));
  TRY_VOID(merge(policy, TRY(read_source(text, SourceKind::layer)), {path, true}));
  return policy;
}

}  // namespace hooks
