#include "hooks/cli/settled.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/git/layout.h"
#include "coord/stamp/content.h"

namespace hooks::cli {

namespace {

using base::Result;
using coord::Edit;

bool is_edited_by(const std::vector<Edit>& edits, const std::string& agent) {
  return std::ranges::any_of(edits, [&](const Edit& edit) { return edit.agent == agent; });
}

bool is_same(const Ownership& judged, const coord::Record& now) {
  return std::ranges::all_of(now.edits, [&](const auto& file) {
    const auto before = judged.record.edits.find(file.first);
    if (!is_edited_by(file.second, judged.agent)) return true;
    return before != judged.record.edits.end() &&
           before->second.back().seq == file.second.back().seq;
  });
}

// Another's call holds the file, and its content is none that anybody told of.
bool is_being_written(const Ownership& judged, const coord::HeldLease& held) {
  const coord::lease::Scope& scope = held.claim.scope;
  const bool is_call = held.kind == coord::lease::Kind::call &&
                       scope.kind == coord::lease::ScopeKind::path && held.agent != judged.agent;
  const std::string prefix = coord::tree_prefix(judged.place.state_dir, judged.place.git_dir);
  if (!is_call || !scope.text.starts_with(prefix)) return false;
  const std::string name = scope.text.substr(prefix.size());
  const auto edits = judged.record.edits.find(name);
  if (edits == judged.record.edits.end() || !is_edited_by(edits->second, judged.agent))
    return false;
  const auto now = coord::read_hash(judged.world.disk, base::join_path(judged.place.root, name));
  return now && *now != edits->second.back().after;
}

}  // namespace

Result<bool> is_settled(const Ownership& judged, coord::Backend& backend) {
  const coord::Standing standing = TRY(backend.standing());
  const coord::Record now =
      TRY(coord::read_record(judged.world, judged.place.state_dir, judged.place.root));
  return is_same(judged, now) &&
         std::ranges::none_of(standing.leases, [&](const coord::HeldLease& held) {
           return is_being_written(judged, held);
         });
}

}  // namespace hooks::cli
