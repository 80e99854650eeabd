// image_asks.h - one compiled policy asked as PolicyRules asks two.
// Shape:  pure functions; false as Image::under.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "hooks/policy/image.h"
#include "hooks/policy/index_keys.h"

namespace test {

[[nodiscard]] inline bool rules_for_path(const hooks::Image& image, std::string_view path,
                                         std::vector<std::uint32_t>& out) {
  std::vector<std::uint64_t> keys;
  hooks::keys_for(path, image.prefixes(), keys);
  return image.under(keys, out);
}

[[nodiscard]] inline bool rules_of_program(const hooks::Image& image, std::string_view name,
                                           std::vector<std::uint32_t>& out) {
  return image.under(hooks::program_keys(name), out);
}

}  // namespace test
