#include "coord/base/result.h"

#include <array>

namespace base {

namespace {

constexpr std::array kNames = {"invalid_input", "not_found", "denied",      "busy",    "timed_out",
                               "corrupt",       "io",        "unsupported", "internal"};
static_assert(kNames.size() == static_cast<std::size_t>(Code::internal) + 1);

}  // namespace

const char* name_of(Code code) {
  return kNames[static_cast<std::size_t>(code)];
}

std::string to_text(const Error& error) {
  std::string text = error.what;
  if (!error.where.empty()) text += " (" + error.where + ")";
  if (!error.hint.empty()) text += "; " + error.hint;
  return text;
}

}  // namespace base
