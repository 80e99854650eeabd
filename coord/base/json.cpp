#include "coord/base/json.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace base {

namespace {

using nlohmann::json;

// Bytes of the text that also tell outside how far the parser has read: its callbacks do not.
class CountedBytes {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountedBytes(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  CountedBytes& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  bool operator==(const CountedBytes& other) const { return at_ == other.at_; }
  bool operator!=(const CountedBytes& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** reached_;
};

// Builds the tree and stops the parser at the first thing that is too much. The names of the
// functions are the parser's (json_sax).
class TreeBuilder {
 public:
  explicit TreeBuilder(std::size_t max_depth) : max_depth_(max_depth) {}

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(json::number_integer_t value) { return add(value); }
  bool number_unsigned(json::number_unsigned_t value) { return add(value); }
  bool number_float(json::number_float_t value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(json::binary_t&) { return refuse("a value that JSON does not have"); }
  bool start_object(std::size_t) { return open(json::object()); }
  bool start_array(std::size_t) { return open(json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (open_.back()->contains(name)) return refuse("the key \"" + name + "\" stands twice");
    key_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const json::exception& error) {
    return refuse("not JSON: " + plain_words(error.what()));
  }

  const std::string& why() const { return why_; }
  json take() { return std::move(root_); }

 private:
  // "[json.exception...] parse error at line 1, column 2: words" -> "words".
  static std::string plain_words(std::string_view text) {
    for (const std::string_view mark : {"] ", ": "}) {
      const std::size_t at = text.find(mark);
      if (at != std::string_view::npos) text.remove_prefix(at + mark.size());
    }
    return std::string(text);
  }

  bool refuse(std::string why) {
    why_ = std::move(why);
    return false;
  }

  json* place(json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    json& parent = *open_.back();
    if (parent.is_object()) return &(parent[std::move(key_)] = std::move(value));
    return &parent.emplace_back(std::move(value));
  }

  bool add(json value) {
    place(std::move(value));
    return true;
  }

  // A parent gets no further child while this one is open, so the pointer stays good.
  bool open(json value) {
    if (open_.size() == max_depth_) return refuse("nested too deep");
    open_.push_back(place(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::size_t max_depth_;
  json root_;
  std::vector<json*> open_;
  std::string key_;
  std::string why_;
};

std::string line_and_column(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " +
         std::to_string(std::max<std::size_t>(offset - line_begin, 1));
}

}  // namespace

Result<json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) return fail(Code::invalid_input, "the JSON text is too long");
  // The parser takes a NUL for the end of the text and would not see what stands behind it.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return fail(Code::invalid_input, "a NUL byte", line_and_column(text, nul + 1));
  }
  TreeBuilder builder(limits.depth);
  const char* reached = text.data();
  const char* end = text.data() + text.size();
  if (!json::sax_parse(CountedBytes(text.data(), &reached), CountedBytes(end, &reached), &builder,
                       json::input_format_t::json, true, limits.comments)) {
    const auto offset = static_cast<std::size_t>(reached - text.data());
    return fail(Code::invalid_input, builder.why(), line_and_column(text, offset));
  }
  return builder.take();
}

}  // namespace base
