// block_reader_nodes.h - small questions and steps the files of BlockReader share.
// Shape:  pure functions; make_node() puts a node into the arena of a Scan.
// Units:  offsets in the outermost source.
// Errors: none.
// Source: block_reader.h.
#pragma once

#include <string_view>

#include "guards/shell/commands.h"
#include "guards/shell/expand.h"
#include "guards/shell/scan.h"

namespace guards::shell {

// A command of type T that begins there.
template <class T>
T* make_node(Scan& scan, std::uint32_t begin) {
  T* node = scan.tree.arena.make<T>();
  node->kind = T::kKind;
  node->span = {begin, begin};
  return node;
}

// The first byte of a word that stands there as text; '\0' when it is only known at run time.
inline char leading_byte(const List<Part>& parts) {
  if (parts.empty()) return '\0';
  const Part& first = parts.front();
  if (const auto* literal = get_if<Literal>(first)) {
    return literal->text.empty() ? '\0' : literal->text.front();
  }
  if (const auto* quoted = get_if<DoubleQuoted>(first)) return leading_byte(quoted->parts);
  const bool is_path = first.kind == PartKind::tilde || first.kind == PartKind::glob;
  return is_path ? '/' : '\0';
}

// >&word opens a file when the word is neither a descriptor nor something only known later.
inline bool names_file(const Redirect& redirect) {
  const char first = leading_byte(redirect.target->parts);
  if (redirect.fd > 1 || first == '\0') return false;
  if ((first < '0' || first > '9') && first != '-') return true;
  const auto text = plain_text(*redirect.target);
  if (!text.has_value()) return false;
  const std::size_t digits = text->find_first_not_of("0123456789");
  return digits != std::string_view::npos && !(digits == text->size() - 1 && text->back() == '-');
}

}  // namespace guards::shell
