// The first two bytes choose where a good image is damaged with the rest: every answer is the good
// one or a refusal. Bytes that begin with "FGPOLICY" are also opened as they are.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "coord/base/ensure.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/image.h"
#include "tests/support/image_asks.h"

namespace {

constexpr std::array kPaths = {".env", "src/main.c", "~/.ssh/id_rsa", "a/b/server.pem"};

// Ids of the rules that may mind a path; "?" when a part was found damaged.
std::vector<std::string> ask(const hooks::Image& image, const char* path) {
  std::vector<std::uint32_t> found;
  if (!test::rules_for_path(image, path, found)) return {"?"};
  std::vector<std::string> ids;
  for (const std::uint32_t index : found) {
    hooks::ImageEntry entry;
    if (!image.entry(index, entry)) return {"?"};
    ids.emplace_back(entry.rule.id);
  }
  return ids;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view good = hooks::embedded_rules();
  const auto sound = hooks::Image::open(good);
  const std::string input(data, data + size);
  if (const auto wild = hooks::Image::open(input))
    for (const char* path : kPaths) (void)ask(*wild, path);
  if (size < 3) return 0;
  std::string bad(good);
  const std::size_t at = (std::size_t{data[0]} * 256 + data[1]) * 7 % bad.size();
  std::copy_n(input.begin() + 2, std::min(size - 2, bad.size() - at),
              bad.begin() + static_cast<std::ptrdiff_t>(at));
  const auto image = hooks::Image::open(bad);
  if (!image) return 0;
  for (const char* path : kPaths) {
    const auto got = ask(*image, path);
    base::ensure(got == ask(*sound, path) || got == std::vector<std::string>{"?"},
                 "a damaged image answers rightly or not at all");
  }
  return 0;
}
