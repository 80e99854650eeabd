// Any bytes: the view answers, and what it accepts the second parser accepts too.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "coord/base/ensure.h"
#include "coord/base/json_view.h"
#include "coord/base/text.h"

namespace {

// Visits everything; says whether a number is too big for the second parser.
bool walk(base::JsonRef ref) {
  if (ref.is(base::JsonKind::number)) {
    return std::isinf(std::strtod(std::string(ref.raw()).c_str(), nullptr));
  }
  if (const auto text = ref.text()) base::ensure(base::is_utf8(*text), "decoded text is UTF-8");
  bool endless = false;
  ref.each([&](std::string_view key, base::JsonRef value) {
    base::ensure(base::is_utf8(key), "a decoded key is UTF-8");
    endless = walk(value) || endless;
    return true;
  });
  return endless;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto view = base::JsonView::parse(text);
  if (view && !walk(view->root())) {
    // The second parser wants line breaks and tabs in strings escaped.
    std::string plain = text;
    std::ranges::replace_if(
        plain, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    base::ensure(nlohmann::json::accept(plain), "the second parser accepts it too");
  }
  return 0;
}
