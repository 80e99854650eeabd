// json_view.h - a JSON document as spans: validated once, nothing copied, strings decoded on ask.
// Shape:  JsonView owns a tape of nodes over bytes that the caller keeps alive; JsonRef is a
// cursor. Units:  byte offsets; depth at most kMaxDepth, nodes at most kMaxNodes. Errors:
// invalid_input (offset in `where`): not JSON, too deep, too many nodes, duplicate keys. Source:
// ADR-0004; performance.md section 3: a tree of a 195 KB payload costs more than the budget.
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
  bool is_true(std::string_view key) const;  // member that is literally true
  std::optional<std::int64_t> integer() const;

  // The value's own bytes in the document, quotes included.
  std::string_view raw() const;

  // Children in order: call visit(key, value) (key empty in arrays) until it returns false.
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

  // `bytes` must outlive the view. A leading BOM is skipped. Strings must be UTF-8.
  [[nodiscard]] static Result<JsonView> parse(std::string_view bytes);

  JsonRef root() const { return {this, 0}; }
  const JsonNode& node(std::uint32_t index) const { return nodes_[index]; }
  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
  std::vector<JsonNode> nodes_;  // keys of an object are string nodes before their values
};

// Decodes the body of a JSON string (between the quotes).
std::string decode_json_string(std::string_view body);

template <class Visit>
void JsonRef::each(Visit visit) const {
  if (view_ == nullptr) return;
  const JsonNode& self = view_->node(node_);
  const bool object = self.kind == JsonKind::object;
  if (!object && self.kind != JsonKind::array) return;
  for (std::uint32_t at = node_ + 1; at < self.after;) {
    std::string_view key;
    if (object) {
      const JsonNode& name = view_->node(at);
      key = view_->bytes().substr(name.begin, name.end - name.begin);
      ++at;
    }
    if (!visit(key, JsonRef(view_, at))) return;
    at = view_->node(at).after;
  }
}

}  // namespace base
