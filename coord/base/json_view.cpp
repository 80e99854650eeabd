#include "coord/base/json_view.h"

#include <algorithm>

#include "coord/base/json_tape.h"
#include "coord/base/json_unicode.h"
#include "coord/base/text.h"
#include "coord/base/utf8.h"

namespace base {

namespace {

// What a backslash and this letter stand for.
char plain_escape(char letter) {
  constexpr std::string_view kLetters = "bfnrt";
  constexpr std::string_view kMeanings = "\b\f\n\r\t";
  const std::size_t at = kLetters.find(letter);
  return at == std::string_view::npos ? letter : kMeanings[at];
}

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
  std::string out;
  out.reserve(body.size());
  while (!body.empty()) {
    const std::size_t plain = std::min(body.find('\\'), body.size());
    out += body.substr(0, plain);
    body.remove_prefix(plain);
    if (body.size() < 2) return out;
    const JsonUnicode unicode = read_unicode_escape(body);
    if (unicode.length != 0) {
      append_utf8(out, unicode.code);
      body.remove_prefix(unicode.length);
    } else {
      out += plain_escape(body[1]);
      body.remove_prefix(2);
    }
  }
  return out;
}

}  // namespace base
