#include "hooks/validators/registry.h"

#include <array>

namespace hooks {

namespace {

constexpr std::array<const Validator*, 2> kValidators = {&kPolicyRules, &kBranch};

constexpr std::array<const Validator*, 1> kClosing = {&kTurns};

}  // namespace

std::span<const Validator* const> validators() {
  return kValidators;
}

std::span<const Validator* const> closing_validators() {
  return kClosing;
}

}  // namespace hooks
