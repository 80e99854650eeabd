// parser.h - shell text to tree.
// Shape:  one pure function; linear in the length of the text.
// Units:  byte offsets; text is bytes, not necessarily UTF-8.
// Errors: never fails: a syntax error and a spent budget are part of the Tree.
// Source: bash 5.2 grammar (`bash -n` agrees, see docs/spec/shell.md); ADR-0018.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "guards/shell/tree.h"

namespace guards::shell {

struct Budget {
  std::uint32_t depth = 200;                  // nested substitutions, commands, quotes
  std::size_t bytes = std::size_t{48} << 20;  // of tree
};

struct ParseOptions {
  Budget budget;
  bool extglob = false;  // `shopt -s extglob` is known to be on: !(x) is then a pattern everywhere
  // Where each byte of the text (and its end: size() + 1 entries) stands in the outermost source,
  // for text that came out of a word (`bash -c`, eval). Empty: the text is the source.
  std::span<const std::uint32_t> origin;
};

// The tree of `source`; `source` must outlive it.
Tree parse(std::string_view source, const ParseOptions& options = {});

}  // namespace guards::shell
