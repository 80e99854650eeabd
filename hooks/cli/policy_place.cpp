#include "hooks/cli/policy_place.h"

#include "coord/base/path.h"
#include "coord/git/layout.h"
#include "hooks/cli/state_place.h"
#include "hooks/policy/merge.h"
#include "hooks/policy/pack_files.h"
#include "hooks/policy/source.h"

namespace hooks::cli {

using base::Code;
using base::Result;

Result<PolicyPlace> find_policy_place(base::World& world) {
  const coord::Layout layout = TRY(coord::find_layout(world.disk, world.env.cwd));
  PolicyPlace at;
  at.place.root = layout.root;
  at.place.git_dir = layout.git_dir;
  at.place.state_dir = TRY(find_state_dir(world));
  at.place.home = world.env.home;
  at.files = find_layers(world, at.place);
  return at;
}

Result<Policy> whole_policy(const PolicyPlace& at, base::World& world) {
  Policy policy = TRY(read_pack_files(embedded_files()));
  return merge_layers(std::move(policy), at.files, world);
}

Result<Policy> whole_policy(const std::string& file, base::World& world) {
  Policy policy = TRY(read_pack_files(embedded_files()));
  const std::string text = TRY(base::read_file(world.disk, file, kMaxSourceBytes));
  const Source source = TRY(read_source(text, SourceKind::layer));
  TRY_VOID(merge(policy, source, {file, true}));
  return policy;
}

Result<LayerFile> pick_layer(const PolicyPlace& at, std::string_view file, const base::Env& env) {
  const LayerFile* only = nullptr;
  for (const LayerFile& layer : at.files) {
    if (!file.empty() && layer.path == base::join_path(env.cwd, file)) return layer;
    if (!layer.info) continue;
    if (file.empty() && only != nullptr)
      return base::fail(Code::invalid_input, "more than one policy file is in force here", "",
                        "name the one you mean");
    only = &layer;
  }
  if (file.empty() && only != nullptr) return *only;
  return base::fail(Code::not_found, "no such policy file is in force here", std::string(file));
}

}  // namespace hooks::cli
