#include "coord/base/json_view.h"

#include <array>
#include <bit>
#include <cstring>

#include "coord/base/eight_bytes.h"
#include "coord/base/json_tape.h"
#include "coord/base/json_unicode.h"
#include "coord/base/sixteen_bytes.h"
#include "coord/base/text.h"
#include "coord/base/utf8.h"

namespace base {

namespace {

// What a backslash and this letter stand for.
constexpr std::array<char, 256> kMeaning = [] {
  std::array<char, 256> meaning = {};
  for (std::size_t c = 0; c < meaning.size(); ++c) meaning[c] = static_cast<char>(c);
  constexpr std::string_view kLetters = "bfnrt";
  constexpr std::string_view kControls = "\b\f\n\r\t";
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    meaning[static_cast<unsigned char>(kLetters[i])] = kControls[i];
  }
  return meaning;
}();

// Writes a decoded string over room of its own size: decoded text is never longer.
class Decoder {
 public:
  Decoder(std::string_view body, char* to)
      : at_(body.data()), end_(at_ + body.size()), begin_(to), to_(to) {}

  // Says how long the decoded text is.
  std::size_t decode() {
    for (;;) {
      copy_plain();
      if (end_ - at_ < 2) return static_cast<std::size_t>(to_ - begin_);
      escape();
    }
  }

 private:
  // Up to the next backslash. Sixteen bytes, or eight, fit wherever as many are left to read.
  void copy_plain() {
    for (; kSixteen && end_ - at_ >= 16; at_ += 16, to_ += 16) {
      const unsigned marks = copy_sixteen(to_, at_, '\\');
      if (marks == 0) continue;
      at_ += std::countr_zero(marks);
      to_ += std::countr_zero(marks);
      return;
    }
    for (; end_ - at_ >= 8; at_ += 8, to_ += 8) {
      std::memcpy(to_, at_, 8);
      const std::uint64_t marks = mark_equal(load_eight(at_), '\\');
      if (marks == 0) continue;
      at_ += before_mark(marks);
      to_ += before_mark(marks);
      return;
    }
    while (at_ != end_ && *at_ != '\\') *to_++ = *at_++;
  }

  void escape() {
    const JsonUnicode unicode = at_[1] == 'u' ? read_unicode_escape(rest()) : JsonUnicode{};
    if (unicode.length != 0) {
      to_ += put_utf8(to_, unicode.code);
      at_ += unicode.length;
    } else {
      *to_++ = kMeaning[static_cast<unsigned char>(at_[1])];
      at_ += 2;
    }
  }

  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

  const char* at_;
  const char* end_;
  char* begin_;
  char* to_;
};

}  // namespace

Result<JsonView> JsonView::parse(std::string_view bytes) {
  if (bytes.size() > kMaxBytes) return fail(Code::invalid_input, "the JSON text is too long");
  JsonView view;
  view.bytes_ = bytes;
  view.nodes_ = TRY(write_json_tape(bytes));
  return view;
}

std::string_view JsonView::string_at(std::uint32_t index, std::string& room) const {
  const JsonNode& node = nodes_[index];
  const std::string_view body = bytes_.substr(node.begin, node.end - node.begin);
  if (!node.escaped) return body;
  room = decode_json_string(body);
  return room;
}

JsonKind JsonRef::kind() const {
  return view_ == nullptr ? JsonKind::null : view_->node(node_).kind;
}

JsonRef JsonRef::get(std::string_view key) const {
  if (!is(JsonKind::object)) return {};
  std::string room;
  for (std::uint32_t at = node_ + 1; at < view_->node(node_).after;
       at = view_->node(at + 1).after) {
    if (view_->string_at(at, room) == key) return {view_, at + 1};
  }
  return {};
}

std::optional<std::string> JsonRef::text() const {
  if (!is(JsonKind::string)) return std::nullopt;
  std::string room;
  const std::string_view text = view_->string_at(node_, room);
  if (view_->node(node_).escaped) return room;
  return std::string(text);
}

std::optional<std::string> JsonRef::text(std::string_view key) const {
  return get(key).text();
}

bool JsonRef::is_true(std::string_view key) const {
  const JsonRef value = get(key);
  return value.is(JsonKind::boolean) && value.raw() == "true";
}

std::optional<std::int64_t> JsonRef::integer() const {
  if (!is(JsonKind::number)) return std::nullopt;
  return to_int(raw());
}

std::string_view JsonRef::raw() const {
  if (view_ == nullptr) return {};
  const JsonNode& node = view_->node(node_);
  const std::uint32_t quote = node.kind == JsonKind::string ? 1 : 0;
  return view_->bytes().substr(node.begin - quote, node.end - node.begin + 2 * quote);
}

std::string decode_json_string(std::string_view body) {
  std::string out(body.size(), '\0');
  out.resize(Decoder(body, out.data()).decode());
  return out;
}

}  // namespace base
