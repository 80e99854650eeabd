#include "coord/base/json_tape.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "coord/base/json_scan.h"

namespace base {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::size_t kUsualNodes = 64;  // of a hook payload
constexpr std::size_t kFewKeys = 8;      // compared pair by pair

struct Literal {
  std::string_view text;
  JsonKind kind;
};
constexpr std::array kLiterals = {
    Literal{"true",  JsonKind::boolean},
    Literal{"false", JsonKind::boolean},
    Literal{"null",  JsonKind::null   }
};

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Builds the tape in one pass, without recursion. A false answer has left why_ behind.
class TapeWriter {
 public:
  explicit TapeWriter(std::string_view bytes)
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()) {
    if (bytes.substr(0, kBom.size()) == kBom) at_ += kBom.size();
    nodes_.reserve(kUsualNodes);
  }

  bool write() {
    skip_space();
    if (!value()) return false;
    while (depth_ > 0) {
      if (!member()) return false;
    }
    skip_space();
    return at_ == end_ || bad("more text after the value");
  }

  std::vector<JsonNode> take() { return std::move(nodes_); }

  Error error() const {
    return {Code::invalid_input,
            std::string("not valid JSON: ") + why_,
            "byte " + std::to_string(at_ - begin_),
            {}};
  }

 private:
  bool bad(const char* why) {
    why_ = why;
    return false;
  }

  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_ - begin_); }

  void skip_space() {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }

  bool next_is(char c) const { return at_ != end_ && *at_ == c; }

  // A node of the bytes from `begin` to the reading place.
  bool add(JsonKind kind, std::uint32_t begin, std::uint32_t end, bool escaped) {
    if (nodes_.size() == JsonView::kMaxNodes) return bad("too many values");
    const auto after = static_cast<std::uint32_t>(nodes_.size() + 1);
    nodes_.push_back({kind, escaped, begin, end, after});
    return true;
  }

  bool value() {
    if (at_ == end_) return bad("the text ends too early");
    switch (*at_) {
      case '{':
        return open(JsonKind::object);
      case '[':
        return open(JsonKind::array);
      case '"':
        return string();
      case 't':
      case 'f':
      case 'n':
        return literal();
      default:
        return number();
    }
  }

  bool open(JsonKind kind) {
    if (depth_ == JsonView::kMaxDepth) return bad("nested too deep");
    open_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
    if (!add(kind, offset(), 0, false)) return false;
    ++at_;
    fresh_ = true;
    return true;
  }

  bool string() {
    const JsonScan scan = scan_json_string(++at_, end_);
    const std::uint32_t begin = offset();
    at_ = scan.end;
    if (scan.why != nullptr) return bad(scan.why);
    if (!add(JsonKind::string, begin, offset(), scan.escaped)) return false;
    ++at_;
    return true;
  }

  bool number() {
    const std::uint32_t begin = offset();
    const JsonScan scan = scan_json_number(at_, end_);
    if (scan.why != nullptr && scan.end == at_) return bad("a value is missing");
    at_ = scan.end;
    if (scan.why != nullptr) return bad(scan.why);
    return add(JsonKind::number, begin, offset(), false);
  }

  bool literal() {
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    for (const Literal& known : kLiterals) {
      if (rest.substr(0, known.text.size()) != known.text) continue;
      const std::uint32_t begin = offset();
      at_ += known.text.size();
      return add(known.kind, begin, offset(), false);
    }
    return bad("a value is missing");
  }

  // One step inside the innermost open container: its end, or its next member.
  bool member() {
    const bool object = nodes_[open_[depth_ - 1]].kind == JsonKind::object;
    skip_space();
    if (next_is(object ? '}' : ']')) return close();
    if (!fresh_ && !comma()) return false;
    fresh_ = false;
    return (!object || key()) && value();
  }

  bool comma() {
    if (!next_is(',')) return bad("a comma or the end of the list is missing");
    ++at_;
    skip_space();
    return true;
  }

  bool key() {
    if (!next_is('"')) return bad("a key is missing");
    if (!string()) return false;
    skip_space();
    if (!next_is(':')) return bad("a colon is missing");
    ++at_;
    skip_space();
    return true;
  }

  bool close() {
    const std::uint32_t index = open_[--depth_];
    ++at_;
    nodes_[index].end = offset();
    nodes_[index].after = static_cast<std::uint32_t>(nodes_.size());
    fresh_ = false;
    return nodes_[index].kind == JsonKind::array || keys_differ(index);
  }

  // The platform would take the first or the last of two equal keys; we cannot know which.
  bool keys_differ(std::uint32_t object) {
    constexpr const char* kWhy = "a key stands twice in an object";
    bool escaped = false;
    keys_.clear();
    for (std::uint32_t at = object + 1; at < nodes_[object].after; at = nodes_[at + 1].after) {
      const JsonNode& key = nodes_[at];
      escaped = escaped || key.escaped;
      keys_.push_back({
          0, {begin_ + key.begin, key.end - key.begin}
      });
    }
    if (keys_.size() <= kFewKeys && !escaped) return few_keys_differ() || bad(kWhy);
    return many_keys_differ(escaped) || bad(kWhy);
  }

  bool few_keys_differ() const {
    for (std::size_t i = 1; i < keys_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (keys_[i].text == keys_[j].text) return false;
      }
    }
    return true;
  }

  // By hash first, so that long common beginnings are not compared over and over.
  bool many_keys_differ(bool escaped) {
    std::vector<std::string> decoded;
    if (escaped) decoded.reserve(keys_.size());  // the views must stay where they are
    for (Key& key : keys_) {
      if (escaped) key.text = decoded.emplace_back(decode_json_string(key.text));
      key.hash = std::hash<std::string_view>()(key.text);
    }
    std::sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) {
      return a.hash != b.hash ? a.hash < b.hash : a.text < b.text;
    });
    return std::adjacent_find(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) {
             return a.hash == b.hash && a.text == b.text;
           }) == keys_.end();
  }

  struct Key {
    std::size_t hash;
    std::string_view text;
  };

  const char* begin_;
  const char* at_;
  const char* end_;
  std::vector<JsonNode> nodes_;
  std::array<std::uint32_t, JsonView::kMaxDepth> open_ = {};  // nodes of the open containers
  std::size_t depth_ = 0;
  bool fresh_ = false;  // the innermost container has no member yet
  const char* why_ = "";
  std::vector<Key> keys_;
};

}  // namespace

Result<std::vector<JsonNode>> write_json_tape(std::string_view bytes) {
  TapeWriter writer(bytes);
  if (!writer.write()) return tl::unexpected<Error>(writer.error());
  return writer.take();
}

}  // namespace base
