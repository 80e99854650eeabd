// text_form.h - what git makes of a file's bytes before they are a blob.
// Shape:  plain values; git is asked once for all files, and once more where lines end in CR LF.
// Units:  paths relative to the work tree's root.
// Errors: those of run_git; corrupt when git says something else.
// Source: gitattributes(5), "Effects"; git-config(1), core.autocrlf; ADR-0077.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coord/git/work_tree.h"

namespace hooks::cli {

enum class TextForm : std::uint8_t {
  as_is,
  line_ends,  // CR LF becomes LF
  filtered    // by a program, or from another encoding: we cannot tell what
};

struct TextFile {
  std::string path;
  bool has_crlf = false;       // as it stands in the work tree
  bool head_has_crlf = false;  // as HEAD holds it
};

// One answer a file.
[[nodiscard]] base::Result<std::vector<TextForm>> text_forms(const coord::GitSpot& at,
                                                             const std::vector<TextFile>& files);

bool has_crlf(std::string_view text);
std::string without_crlf(std::string_view text);

}  // namespace hooks::cli
