#include "hooks/off.h"

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/base/text.h"

namespace hooks {

namespace {

constexpr std::string_view kSchema = "off/1";
constexpr std::size_t kMaxFile = 4U << 10U;

std::string path_of(const std::string& state_dir) {
  return base::join_path(state_dir, "off.json");
}

std::optional<Off> parse(std::string_view text) {
  const base::Result<base::JsonView> view = base::JsonView::parse(text);
  if (!view || view->root().text("schema") != kSchema) return std::nullopt;
  const base::JsonRef root = view->root();
  Off off;
  off.since_wall = root.get("since").integer().value_or(0);
  off.until_wall = root.get("until").integer().value_or(0);
  off.until_boot = root.get("until_boot").integer().value_or(0);
  off.boot_id = root.text("boot_id").value_or(std::string());
  off.by = root.text("by").value_or(std::string());
  off.reason = root.text("reason").value_or(std::string());
  return off;
}

bool is_on(const Off& off, base::Clock& clock) {
  const base::Millis now = clock.boot_ms();
  return off.boot_id == clock.boot_id() && now < off.until_boot && off.until_boot - now <= kMaxOff;
}

}  // namespace

std::optional<Off> read_off(base::World& world, const std::string& state_dir) {
  const std::string path = path_of(state_dir);
  const base::Result<base::FileInfo> info = world.disk.info(path);
  if (!info || info->owner != world.env.uid || (info->mode & 0022U) != 0) return std::nullopt;
  const base::Result<std::string> text = base::read_file(world.disk, path, kMaxFile);
  if (!text) return std::nullopt;
  std::optional<Off> off = parse(*text);
  if (!off || !is_on(*off, world.clock)) return std::nullopt;
  return off;
}

base::Result<void> write_off(base::World& world, const std::string& state_dir, const Off& off) {
  const std::string text =
      "{\"schema\":" + base::json_string(kSchema) + "," + off_fields(off) + "}\n";
  return base::replace_file(world.disk, path_of(state_dir), text);
}

base::Result<bool> clear_off(base::World& world, const std::string& state_dir) {
  const base::Result<void> removed = world.disk.remove(path_of(state_dir));
  if (removed) return true;
  if (removed.error().code == base::Code::not_found) return false;
  return tl::unexpected(removed.error());
}

std::string off_fields(const Off& off) {
  return "\"since\":" + std::to_string(off.since_wall) +
         ",\"until\":" + std::to_string(off.until_wall) +
         ",\"until_boot\":" + std::to_string(off.until_boot) +
         ",\"boot_id\":" + base::json_string(off.boot_id) + ",\"by\":" + base::json_string(off.by) +
         ",\"reason\":" + base::json_string(base::one_line(off.reason));
}

}  // namespace hooks
