// json_view.h - a JSON document as spans: validated once, nothing copied, strings decoded on ask.
// Shape:  JsonView owns a tape of nodes over bytes that the caller keeps alive; JsonRef is a
// cursor. Units:  byte offsets; at most kMaxBytes, kMaxDepth and kMaxNodes; RFC 8259, nothing
// beside it. Errors: invalid_input ("byte N" in `where`): not JSON, not UTF-8, too deep, a key
// twice. Source: ADR-0004; a whole tree of a 195 KB payload would cost more than the call may.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"

namespace base {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

struct JsonNode {
  JsonKind kind = JsonKind::null;
  bool escaped = false;     // a string with at least one backslash
  std::uint32_t begin = 0;  // strings: first byte after the quote; others: first byte
  std::uint32_t end = 0;    // strings: the closing quote; others: one past the last byte
  std::uint32_t after = 0;  // index of the node behind this value and its children
};

class JsonView;

// One value of a view; cheap to copy, valid as long as the view and its bytes.
class JsonRef {
 public:
  JsonRef() = default;
  JsonRef(const JsonView* view, std::uint32_t node) : view_(view), node_(node) {}

  explicit operator bool() const { return view_ != nullptr; }
  JsonKind kind() const;
  bool is(JsonKind kind) const { return view_ != nullptr && this->kind() == kind; }

  // Member by key; an empty ref when absent or when this is no object.
  JsonRef get(std::string_view key) const;
  // Text of a string value, decoded; nothing when this is no string.
  std::optional<std::string> text() const;
  // get(key).text(), or nothing.
  std::optional<std::string> text(std::string_view key) const;
  bool is_true(std::string_view key) const;     // member that is literally true
  std::optional<std::int64_t> integer() const;  // of a number written without point or exponent

  // The value's own bytes in the document, quotes included.
  std::string_view raw() const;

  // Children in order: call visit(key, value) until it returns false. The key is decoded, and empty
  // in arrays; it lives as long as the call.
  template <class Visit>
  void each(Visit visit) const;

 private:
  friend class JsonView;
  const JsonView* view_ = nullptr;
  std::uint32_t node_ = 0;
};

class JsonView {
 public:
  static constexpr std::size_t kMaxDepth = 64;
  static constexpr std::size_t kMaxNodes = 200'000;
  static constexpr std::size_t kMaxBytes = 64U << 20U;

  // `bytes` must outlive the view. A leading BOM is skipped. Numbers are checked for their form
  // only.
  [[nodiscard]] static Result<JsonView> parse(std::string_view bytes);

  JsonRef root() const { return {this, 0}; }
  const JsonNode& node(std::uint32_t index) const { return nodes_[index]; }
  std::string_view bytes() const { return bytes_; }
  // Decoded text of a string node; `room` holds it when it has escapes.
  std::string_view string_at(std::uint32_t index, std::string& room) const;

 private:
  std::string_view bytes_;
  std::vector<JsonNode> nodes_;  // keys of an object are string nodes before their values
};

// Decodes the body of a valid JSON string (between the quotes).
std::string decode_json_string(std::string_view body);

template <class Visit>
void JsonRef::each(Visit visit) const {
  if (view_ == nullptr) return;
  const JsonNode& self = view_->node(node_);
  const bool object = self.kind == JsonKind::object;
  if (!object && self.kind != JsonKind::array) return;
  for (std::uint32_t at = node_ + 1; at < self.after;) {
    std::string decoded;
    std::string_view key;
    if (object) {
      key = view_->string_at(at, decoded);
      ++at;
    }
    if (!visit(key, JsonRef(view_, at))) return;
    at = view_->node(at).after;
  }
}

}  // namespace base
