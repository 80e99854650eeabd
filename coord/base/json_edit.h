// json_edit.h - changes a JSON text (comments allowed): what is not asked for keeps its bytes.
// Shape:  JsonEdit is a resource (move-only): a text, its view, and the edits asked so far.
// Units:  byte offsets of the text as it was given.
// Errors: invalid_input with "line L, column C" in `where`.
// Source: ADR-0027 (install by span edits, byte-for-byte undo).
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/json_view.h"

namespace base {

// Comments become spaces, line breaks stay: offsets into the result are offsets into the text.
std::string blank_comments(std::string_view text);

// How a document is laid out; new values follow it.
struct JsonStyle {
  std::string indent = "  ";
  std::string line_end = "\n";
  bool compact = false;  // all on one line
};

// One more child, both texts being JSON: a member of an object, or an element of an array.
struct JsonItem {
  std::string key;  // quoted; empty in arrays
  std::string value;
};

class JsonEdit {
 public:
  [[nodiscard]] static Result<JsonEdit> open(std::string text);
  JsonEdit(JsonEdit&&) noexcept;
  JsonEdit& operator=(JsonEdit&&) noexcept;
  ~JsonEdit();

  JsonRef root() const;

  // Appends the items behind the container's last child; at most once per container.
  void append(JsonRef container, std::span<const JsonItem> items);

  // Removes children by index, ascending, with the commas and blank space that were theirs. A
  // removed child must not be edited, nor its container be appended to, in the same edit.
  void remove(JsonRef container, std::span<const std::size_t> children);

  // The text with all edits made.
  std::string apply() const;

 private:
  struct Document;
  struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
  };

  explicit JsonEdit(std::unique_ptr<const Document> document);

  std::unique_ptr<const Document> document_;
  std::vector<Edit> edits_;
};

}  // namespace base
