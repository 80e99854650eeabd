#include "hooks/cli/scratch.h"

#include <utility>

#include "coord/base/env.h"
#include "coord/base/path.h"
#include "coord/base/remove_tree.h"
#include "coord/coordinator_owner.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

std::string prefix_of(std::string_view what) {
  return "flockgate-" + std::string(what) + "-";
}

}  // namespace

std::string temporary_folder() {
  const std::string named = base::env_value("TMPDIR");
  return named.empty() ? "/tmp" : named;
}

std::string scratch_name(const std::string& folder, std::string_view what, base::World& world) {
  return base::join_path(folder, prefix_of(what) + coord::mark_of(coord::own_process(world)));
}

base::Result<Scratch> Scratch::make(const std::string& folder, std::string_view what,
                                    base::World& world) {
  coord::remove_left(world, folder, prefix_of(what));
  const std::string path = scratch_name(folder, what, world);
  TRY_VOID(world.disk.make_dir(path, 0700));
  return Scratch(path, world);
}

Scratch::Scratch(Scratch&& other) noexcept
    : path_(std::move(other.path_)), world_(std::exchange(other.world_, nullptr)) {}

Scratch::~Scratch() {
  if (world_ == nullptr) return;
  const auto gone = base::remove_tree(world_->disk, path_);
  if (!gone) say("flockgate: the copy stays: " + base::to_text(gone.error()));
}

}  // namespace hooks::cli
