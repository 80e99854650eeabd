// json_list.h - things as a JSON list.
// Shape:  pure functions.
// Errors: none.
// Source: RFC 8259, section 5.
#pragma once

#include <string>
#include <vector>

#include "coord/base/text.h"

namespace hooks::cli {

// `text` tells one as JSON.
template <typename All, typename Text>
std::string json_list(const All& all, const Text& text) {
  std::string out = "[";
  for (const auto& one : all) {
    if (out.size() > 1) out += ',';
    out += text(one);
  }
  return out + "]";
}

inline std::string json_list(const std::vector<std::string>& texts) {
  return json_list(texts, base::json_string);
}

}  // namespace hooks::cli
