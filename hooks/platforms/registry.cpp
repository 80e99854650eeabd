#include "hooks/platforms/registry.h"

#include <algorithm>
#include <array>

namespace hooks {

namespace {

// In the order in which payloads are tried: those that look for foreign marks first.
constexpr std::array<const Platform*, 2> kPlatforms = {&kClaudeCode, &kGeminiCli};

}  // namespace

std::span<const Platform* const> platforms() {
  return kPlatforms;
}

const Platform* find_platform(std::string_view name) {
  const auto found = std::ranges::find(kPlatforms, name, &Platform::name);
  return found == kPlatforms.end() ? nullptr : *found;
}

const Platform* detect_platform(const base::JsonRef& payload) {
  const auto found =
      std::ranges::find_if(kPlatforms, [&](const Platform* one) { return one->detect(payload); });
  return found == kPlatforms.end() ? nullptr : *found;
}

}  // namespace hooks
