#include "hooks/validators/registry.h"

#include <array>

namespace hooks {

namespace {

constexpr std::array<const Validator*, 1> kValidators = {&kPolicyRules};

}  // namespace

std::span<const Validator* const> validators() {
  return kValidators;
}

}  // namespace hooks
