// The words of this room's enums, as written in JSON and messages.
#include <array>

#include "guards/effect.h"
#include "guards/finding.h"

namespace guards {

namespace {

template <class Enum, std::size_t N>
const char* at(const std::array<const char*, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

constexpr std::array<const char*, 9> kVerbs = {"read",  "write", "create",  "delete", "rename",
                                               "chmod", "exec",  "network", "git"};
constexpr std::array<const char*, 5> kHows = {"", "overwrite", "append", "modify", "replace"};
constexpr std::array<const char*, 2> kCertainties = {"sure", "maybe"};
constexpr std::array<const char*, 12> kActs = {
    "",        "stage",    "commit", "switch-branch", "discard",   "stash",
    "rewrite", "worktree", "push",   "force-push",    "configure", "other"};
constexpr std::array<const char*, 3> kTiers = {"warn", "checkpoint", "block"};
constexpr std::array<const char*, 3> kStages = {"monitor", "warn", "enforce"};
constexpr std::array<const char*, 5> kCategories = {"compliance", "security", "quality",
                                                    "orchestration", "budget"};

}  // namespace

const char* name_of(Verb verb) {
  return at(kVerbs, verb);
}
const char* name_of(How how) {
  return at(kHows, how);
}
const char* name_of(Certainty certainty) {
  return at(kCertainties, certainty);
}
const char* name_of(GitAct act) {
  return at(kActs, act);
}
const char* name_of(Tier tier) {
  return at(kTiers, tier);
}
const char* name_of(Stage stage) {
  return at(kStages, stage);
}
const char* name_of(Category category) {
  return at(kCategories, category);
}

}  // namespace guards
