#include "hooks/validators/registry.h"

#include <array>

namespace hooks {

namespace {

constexpr std::array<const Validator*, 2> kValidators = {&kPolicyRules, &kBranch};

constexpr std::array<const Validator*, 2> kClosing = {&kTurns, &kBranchAgain};

constexpr std::array<const Validator*, 1> kKeeping = {&kSnapshot};

}  // namespace

std::span<const Validator* const> validators() {
  return kValidators;
}

std::span<const Validator* const> closing_validators() {
  return kClosing;
}

std::span<const Validator* const> keeping_validators() {
  return kKeeping;
}

}  // namespace hooks
