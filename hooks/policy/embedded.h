// embedded.h - the policy that is compiled into the program.
// Shape:  views over constant arrays that policies/embed.cmake generates.
// Errors: none: tests open them.
// Source: policies/; docs/spec/policy-cache.md.
#pragma once

#include <span>
#include <string_view>

namespace hooks {

// Images: rules no layer can touch, and the rest.
std::string_view embedded_floors();
std::string_view embedded_rules();

struct EmbeddedFile {
  std::string_view name;  // "packs/secrets.json"
  std::string_view text;
};

// The sources, with examples and comments; not linked into a program that does not ask.
std::span<const EmbeddedFile> embedded_files();

}  // namespace hooks
