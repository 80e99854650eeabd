#include "coord/base/json_edit.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "coord/base/text.h"

namespace base {

// Pinned on the heap: the view refers to `plain`.
struct JsonEdit::Document {
  std::string text;
  std::string plain;  // text without its comments
  std::optional<JsonView> view;
  JsonStyle style;
};

namespace {

constexpr std::string_view kSpace = " \t\r\n";

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Span span_of(std::string_view plain, JsonRef value) {
  const auto begin = static_cast<std::size_t>(value.raw().data() - plain.data());
  return {begin, begin + value.raw().size()};
}

// From one offset to the next byte that is neither blank nor comment.
std::size_t skip_forward(std::string_view plain, std::size_t from) {
  return std::min(plain.find_first_not_of(kSpace, from), plain.size());
}

// Members begin at the quote of their key.
std::vector<Span> children_of(std::string_view plain, JsonRef container) {
  std::vector<Span> spans;
  std::size_t from = span_of(plain, container).begin + 1;
  container.each([&](std::string_view, JsonRef value) {
    std::size_t begin = skip_forward(plain, from);
    if (plain[begin] == ',') begin = skip_forward(plain, begin + 1);
    from = span_of(plain, value).end;
    spans.push_back({begin, from});
    return true;
  });
  return spans;
}

// Blank space that the line of `offset` begins with.
std::string_view line_indent(std::string_view text, std::size_t offset) {
  const std::size_t newline = text.substr(0, offset).rfind('\n');
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = text.find_first_not_of(" \t", begin);
  return text.substr(begin, std::min(end, offset) - begin);
}

JsonStyle style_of(std::string_view plain, JsonRef root) {
  JsonStyle style;
  const Span span = span_of(plain, root);
  const std::string_view body = plain.substr(span.begin, span.end - span.begin);
  const std::size_t newline = plain.find('\n');
  if (newline != std::string_view::npos && newline > 0 && plain[newline - 1] == '\r') {
    style.line_end = "\r\n";
  }
  const std::vector<Span> children = children_of(plain, root);
  if (children.empty()) return style;
  style.compact = body.find('\n') == std::string_view::npos;
  const std::string_view indent = line_indent(plain, children.front().begin);
  if (!style.compact && !indent.empty()) style.indent = indent;
  return style;
}

// Writes a JSON text anew: a line per child, each line behind `margin`; arrays of plain values stay
// on their line.
class Layout {
 public:
  Layout(const JsonStyle& style, std::string margin) : style_(style), margin_(std::move(margin)) {}

  std::string write(std::string_view json) {
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
      const char c = json[i];
      if (quoted && c == '\\') {
        out_.append(json.substr(i++, 2));
        continue;
      }
      if (c == '"') quoted = !quoted;
      if (quoted || c == '"') {
        out_ += c;
      } else if (c == '[') {
        flat_ = json.substr(i + 1, json.find(']', i) - i).find_first_of("{[") == std::string::npos;
        mark(c, json[i + 1]);
      } else {
        mark(c, i + 1 < json.size() ? json[i + 1] : '\0');
      }
    }
    return std::move(out_);
  }

 private:
  void new_line() {
    if (flat_) return;
    out_ += style_.line_end + margin_;
    for (std::size_t i = 0; i < depth_; ++i) out_ += style_.indent;
  }

  // One byte outside strings; `next` tells an empty container.
  void mark(char c, char next) {
    const bool closes = c == '}' || c == ']';
    if (closes && !empty_) {
      --depth_;
      new_line();
    }
    empty_ = (c == '{' && next == '}') || (c == '[' && next == ']');
    out_ += c;
    if ((c == '{' || c == '[') && !empty_) {
      ++depth_;
      new_line();
    }
    if (c == ']') flat_ = false;
    if (c == ',' && flat_) out_ += ' ';
    if (c == ',') new_line();
    if (c == ':') out_ += ' ';
  }

  const JsonStyle& style_;
  std::string margin_;
  std::string out_;
  std::size_t depth_ = 0;
  bool empty_ = false;
  bool flat_ = false;
};

std::string one_line_item(const JsonItem& item, bool spaced) {
  if (item.key.empty()) return item.value;
  return item.key + (spaced ? ": " : ":") + item.value;
}

std::string laid_out_item(const JsonItem& item, const JsonStyle& style, const std::string& margin) {
  const std::string value = Layout(style, margin).write(item.value);
  return item.key.empty() ? value : item.key + ": " + value;
}

std::size_t skip_backward(std::string_view text, std::size_t from) {
  const std::size_t last = text.substr(0, from).find_last_not_of(kSpace);
  return last == std::string_view::npos ? 0 : last + 1;
}

// In one line, as many as there are.
std::string one_line_items(std::span<const JsonItem> items, bool spaced) {
  std::string text;
  for (const JsonItem& item : items) {
    if (!text.empty()) text += spaced ? ", " : ",";
    text += one_line_item(item, spaced);
  }
  return text;
}

// Each on a line of its own, one step deeper than `margin`.
std::string laid_out_items(std::span<const JsonItem> items, const JsonStyle& style,
                           const std::string& margin) {
  const std::string deeper = margin + style.indent;
  std::string text;
  for (const JsonItem& item : items) {
    if (!text.empty()) text += ',';
    text += style.line_end + deeper + laid_out_item(item, style, deeper);
  }
  return text;
}

bool ends_its_line(std::string_view text, std::size_t offset) {
  const std::size_t next = text.find_first_not_of(" \t\r", offset);
  return next == std::string_view::npos || text[next] == '\n';
}

Error with_place(Error error, std::string_view text) {
  const std::string_view number = std::string_view(error.where).substr(error.where.rfind(' ') + 1);
  const auto offset = static_cast<std::size_t>(to_int(number).value_or(0));
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
  error.where = "line " + std::to_string(line) + ", column " + std::to_string(column);
  return error;
}

// Where the comment ends that begins at `at`: there where none begins, npos where it has no end.
std::size_t comment_end(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
  if (text.substr(at, 2) != "/*") return at;
  const std::size_t end = text.find("*/", at + 2);
  return end == std::string_view::npos ? end : end + 2;
}

// Lines stay where they are.
void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
  }
}

}  // namespace

std::string blank_comments(std::string_view text) {
  std::string plain(text);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size();) {
    if (quoted && text[i] == '\\') {
      i += 2;
      continue;
    }
    if (text[i] == '"') quoted = !quoted;
    const std::size_t end = quoted ? i : comment_end(text, i);
    if (end == std::string_view::npos) break;  // stays, and is no JSON
    blank(plain, i, end);
    i = std::max(end, i + 1);
  }
  return plain;
}

JsonEdit::JsonEdit(std::unique_ptr<const Document> document) : document_(std::move(document)) {}
JsonEdit::JsonEdit(JsonEdit&&) noexcept = default;
JsonEdit& JsonEdit::operator=(JsonEdit&&) noexcept = default;
JsonEdit::~JsonEdit() = default;

Result<JsonEdit> JsonEdit::open(std::string text) {
  auto document = std::make_unique<Document>();
  document->text = std::move(text);
  document->plain = blank_comments(document->text);
  Result<JsonView> view = JsonView::parse(document->plain);
  if (!view) return tl::unexpected(with_place(std::move(view).error(), document->plain));
  document->view = std::move(*view);
  document->style = style_of(document->plain, document->view->root());
  return JsonEdit(std::move(document));
}

JsonRef JsonEdit::root() const {
  return document_->view->root();
}

void JsonEdit::append(JsonRef container, std::span<const JsonItem> items) {
  if (items.empty()) return;
  const JsonStyle& style = document_->style;
  const Span span = span_of(document_->plain, container);
  const std::vector<Span> children = children_of(document_->plain, container);
  const bool has_lines =
      document_->plain.substr(span.begin, span.end - span.begin).find('\n') != std::string::npos;
  const bool one_line = style.compact || (!children.empty() && !has_lines);
  // Behind trailing comments, so that they stay with the child they speak of.
  const std::size_t at = skip_backward(document_->text, span.end - 1);
  if (!children.empty()) edits_.push_back({children.back().end, children.back().end, ","});

  if (one_line) {
    const bool after_comma = !children.empty() && !style.compact;
    edits_.push_back({at, at, (after_comma ? " " : "") + one_line_items(items, !style.compact)});
    return;
  }
  const std::string margin(line_indent(document_->text, span.begin));
  std::string text = laid_out_items(items, style, margin);
  if (!has_lines) text += style.line_end + margin;
  edits_.push_back({at, at, std::move(text)});
}

void JsonEdit::remove(JsonRef container, std::span<const std::size_t> removed) {
  const std::vector<Span> children = children_of(document_->plain, container);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (!std::ranges::binary_search(removed, i)) kept.push_back(i);
  }
  for (const std::size_t index : removed) {
    const Span child = children[index];
    const bool kept_behind = !kept.empty() && kept.back() > index;
    // The comma behind goes with the child while another follows, else the one before it.
    if (kept_behind) {
      const std::size_t comma = skip_forward(document_->plain, child.end);
      edits_.push_back({comma, comma + 1, {}});
    } else if (index > 0) {
      const std::size_t comma = skip_forward(document_->plain, children[index - 1].end);
      edits_.push_back({comma, comma + 1, {}});
    }
    std::size_t begin = skip_backward(document_->text, child.begin);
    const std::size_t behind = child.end + (kept_behind ? 1 : 0);
    const bool after_comment = begin > 0 && document_->plain[begin - 1] == ' ';
    if (after_comment && !ends_its_line(document_->text, behind)) begin = child.begin;
    edits_.push_back({begin, child.end, {}});
  }
}

std::string JsonEdit::apply() const {
  std::vector<std::size_t> order(edits_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [this](std::size_t i) { return edits_[i].begin; });
  std::string out;
  std::size_t from = 0;
  for (const std::size_t index : order) {
    const Edit& edit = edits_[index];
    out.append(document_->text, from, edit.begin - from);
    out += edit.text;
    from = edit.end;
  }
  return out.append(document_->text, from, std::string::npos);
}

}  // namespace base
