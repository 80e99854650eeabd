#include "hooks/validators/orchestration/stash_keep.h"

#include <algorithm>
#include <array>

#include "coord/git/layout.h"
#include "coord/git/stash.h"
#include "guards/commands/meaning.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/company.h"

namespace hooks {

namespace {

using guards::commands::GitDeed;

bool drops(const GitDeed& deed) {
  constexpr std::array<std::string_view, 3> kVerbs = {"clear", "drop", "pop"};
  return deed.verb == "stash" && !deed.words.empty() &&
         std::ranges::find(kVerbs, deed.words[0]) != kVerbs.end();
}

// "stash@{2}", "2", or nothing, which is the top one; empty for all.
std::string entry_of(const GitDeed& deed) {
  if (deed.words[0] == "clear") return {};
  for (std::size_t i = 1; i < deed.words.size(); ++i) {
    const std::string& word = deed.words[i];
    if (guards::commands::has_hole(word)) return {};
    if (word.starts_with('-')) continue;
    const bool number = word.find_first_not_of("0123456789") == std::string::npos;
    return number ? "stash@{" + word + "}" : word;
  }
  return "stash@{0}";
}

}  // namespace

base::Result<void> keep_stash_entries(const Judgement& on, const Deeds& deeds) {
  for (const auto& [effect, deed] : deeds) {
    if (!drops(deed)) continue;
    coord::Coordinator coordinator(on.world, on.place.state_dir, on.place.root, who_of(on.call));
    coord::Snapshot about;
    about.agent = TRY(coordinator.others()).me;
    about.before = said_by(*effect);
    about.tree = coord::tree_prefix(on.place.state_dir, on.place.git_dir);
    TRY_VOID(coord::keep_stash({on.world, on.place.root, on.place.root}, about, entry_of(deed)));
  }
  return {};
}

}  // namespace hooks
