#include "hooks/platforms/opaque.h"

#include <algorithm>
#include <array>

namespace hooks {

namespace {

using base::JsonKind;
using base::JsonRef;

constexpr std::size_t kLongestPath = 4096;  // PATH_MAX of linux/limits.h
constexpr std::string_view kFileAddress = "file://";

// Ends of member names whose value is a path even when it looks like a plain word: "output_path",
// "filename", "targetDir".
constexpr std::array<std::string_view, 7> kPathEndings = {"path",      "file",   "filename", "dir",
                                                          "directory", "folder", "paths"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool holds_a_path(std::string_view key) {
  const std::string name = lower(key);
  return std::ranges::any_of(kPathEndings,
                             [&](std::string_view end) { return name.ends_with(end); });
}

// Members that hold the whole new text of a file in the write tools of MCP's own servers and of
// the clients we read.
constexpr std::array<std::string_view, 5> kContents = {"content", "contents", "file_text",
                                                       "filecontent", "new_content"};

// The one member beside a path that holds a file's new text; nothing when there is none.
JsonRef content_of(const JsonRef& input) {
  JsonRef found;
  bool has_path = false;
  input.each([&](std::string_view key, const JsonRef& item) {
    if (!item.is(JsonKind::string)) return true;
    has_path = has_path || holds_a_path(key);
    if (std::ranges::find(kContents, lower(key)) != kContents.end()) found = item;
    return true;
  });
  return has_path ? found : JsonRef();
}

bool is_one_line(std::string_view text) {
  return !text.empty() && text.size() <= kLongestPath &&
         text.find_first_of("\n\r") == std::string_view::npos;
}

void collect(const JsonRef& value, bool key_says_path, guards::Action& action) {
  if (value.is(JsonKind::string)) {
    if (value.raw().size() > kLongestPath * 6) return;  // each byte may be written as \uXXXX
    std::string text = value.text().value_or("");
    if (!is_path_like(text) && !(key_says_path && is_one_line(text))) return;
    if (text.starts_with(kFileAddress)) text.erase(0, kFileAddress.size());
    action.paths.push_back(std::move(text));
    return;
  }
  // Depth is bounded by JsonView::kMaxDepth.
  value.each([&](std::string_view key, const JsonRef& item) {
    collect(item, key.empty() ? key_says_path : holds_a_path(key), action);
    return true;
  });
}

}  // namespace

bool is_path_like(std::string_view text) {
  if (!is_one_line(text)) return false;
  if (text.starts_with(kFileAddress)) return true;
  if (text.find("://") != std::string_view::npos) return false;
  if (text.find_first_of("/.") == std::string_view::npos) return false;
  // Prose has blanks; a path with blanks is taken when it begins like one.
  const bool begins_like_a_path = text.starts_with('/') || text.starts_with("./") ||
                                  text.starts_with("../") || text.starts_with("~/");
  return begins_like_a_path || text.find_first_of(" \t") == std::string_view::npos;
}

guards::Action read_opaque(const JsonRef& input, std::string cwd) {
  guards::Action action;
  action.kind = guards::ActionKind::opaque;
  action.cwd = std::move(cwd);
  collect(input, false, action);
  if (const auto content = content_of(input); content && action.paths.size() == 1) {
    action.kind = guards::ActionKind::opaque_write;
    action.content = content.text().value_or("");
  }
  return action;
}

}  // namespace hooks
