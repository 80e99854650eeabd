#include "hooks/policy/cache.h"

#include <boost/interprocess/exceptions.hpp>
#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <utility>

#include "coord/base/ensure.h"
#include "coord/base/hash.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/policy/compile.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/image.h"
#include "hooks/policy/layers.h"
#include "hooks/policy/merge.h"
#include "hooks/policy/rule_set.h"

namespace hooks {

namespace {

namespace ipc = boost::interprocess;

// Bytes of an image and what keeps them in memory.
struct Bytes {
  std::string_view view;
  std::shared_ptr<const void> keeper;
};

Image sound(std::string_view bytes) {
  const auto image = Image::open(bytes);
  base::ensure(image.has_value(), "a policy image of our own is damaged");
  return *image;
}

LoadedPolicy loaded(Image image, std::shared_ptr<const void> keeper,
                    PolicyRules::Recompile recompile) {
  LoadedPolicy out;
  out.digest = base::to_hex(image.digest());
  out.on_error = image.on_error();
  out.notes = image.notes();
  out.broken = image.broken();
  out.rules = std::make_unique<PolicyRules>(sound(embedded_floors()), image, std::move(keeper),
                                            std::move(recompile));
  return out;
}

std::string never_asked() {
  return {};  // bytes in memory are not damaged; an empty image ends in ensure()
}

LoadedPolicy in_memory(std::string bytes) {
  const auto owned = std::make_shared<const std::string>(std::move(bytes));
  return loaded(sound(*owned), owned, never_asked);
}

// Linked worktrees share a state folder but not their policies, hence a file a place.
std::string cache_path(const guards::Place& place) {
  if (place.state_dir.empty()) return {};
  const std::uint64_t tag = base::hash64(place.root + "\n" + place.home);
  const std::string_view raw(reinterpret_cast<const char*>(&tag), sizeof tag);
  return base::join_path(place.state_dir, "policy-" + base::to_hex(raw) + ".cache");
}

// Only a regular file of ours is mapped; anything else is as good as no cache.
Bytes map(const std::string& path, base::World& world) {
  const auto info = world.disk.info(path);
  if (!info || info->kind != base::FileKind::regular || info->size < sizeof(ImageHeader) ||
      info->owner != world.env.uid)
    return {};
  try {
    const ipc::file_mapping file(path.c_str(), ipc::read_only);
    const auto region = std::make_shared<const ipc::mapped_region>(file, ipc::read_only);
    return {
        {static_cast<const char*>(region->get_address()), region->get_size()},
        region
    };
  } catch (const ipc::interprocess_exception&) {
    return {};  // gone or unreadable since we looked
  }
}

std::string compile_layers(const LayerFiles& files, base::World& world) {
  const std::string key = cache_key(files, world) + (is_racy(files, world) ? "racy\n" : "");
  return compile(split_floors(merge_layers(embedded_policy(), files, world)).second, key);
}

// The sources are looked at first: what changes meanwhile has another key than the one written.
std::string rebuild(const guards::Place& place, base::World& world) {
  std::string bytes = compile_layers(find_layers(world, place), world);
  const std::string path = cache_path(place);
  if (!path.empty())
    (void)base::replace_file(world.disk, path, bytes);  // slower without, not wrong
  return bytes;
}

}  // namespace

LoadedPolicy load_policy(base::World& world, const guards::Place& place) {
  const LayerFiles files = find_layers(world, place);
  if (!any_present(files)) return loaded(sound(embedded_rules()), nullptr, never_asked);
  const std::string path = cache_path(place);
  if (const Bytes bytes = path.empty() ? Bytes{} : map(path, world); bytes.keeper) {
    const auto image = Image::open(bytes.view);
    if (image && image->key() == cache_key(files, world))
      return loaded(*image, bytes.keeper, [&world, place] { return rebuild(place, world); });
  }
  return in_memory(rebuild(place, world));
}

base::Result<LoadedPolicy> load_policy_file(base::World& world, const std::string& path) {
  const Policy policy = TRY(merge_file(world, path));
  return in_memory(compile(split_floors(policy).second, {}));
}

}  // namespace hooks
