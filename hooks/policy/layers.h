// layers.h - the policy files of a place: found, identified, read and merged.
// Shape:  plain values; the disk is read only.
// Errors: none: a file that cannot be used becomes a note and sets `broken`.
// Source: docs/spec/policy.md section 6; docs/spec/policy-cache.md section 3.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coord/base/world.h"
#include "guards/place.h"
#include "hooks/policy/policy.h"

namespace hooks {

struct LayerFile {
  std::string name;  // user, project, local, managed
  std::string path;
  bool may_be_link = false;
  std::optional<base::FileInfo> info;  // nothing: no such file
  std::string trouble;                 // why it cannot be looked at; empty when it can
};

using LayerFiles = std::vector<LayerFile>;

// All four, present or not, in the order they are laid on.
LayerFiles find_layers(base::World& world, const guards::Place& place);
bool any_present(const LayerFiles& files);

// What a compiled policy is fresh for. Two texts differ when any source may have changed.
std::string cache_key(const LayerFiles& files, base::World& world);
// Was a source changed so shortly before now that a further change could look the same?
bool is_racy(const LayerFiles& files, base::World& world);

// The embedded policy, floors included, without its examples.
Policy embedded_policy();

// `policy` with every usable file laid on it.
Policy merge_layers(Policy policy, const LayerFiles& files, base::World& world);

// One file over the embedded policy, trusted: whoever names it on a command line means it.
[[nodiscard]] base::Result<Policy> merge_file(base::World& world, const std::string& path);

}  // namespace hooks
