// text.h - string views: cut, join, escape.
// Shape:  pure functions; views stay valid as long as their source.
// Units:  byte offsets; text is bytes, UTF-8 only where a function says so.
// Errors: none.
// Source: docs/spec/text.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

std::vector<std::string_view> split(std::string_view text, char at);
std::string_view trim(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view between);

// Is every byte part of well-formed UTF-8?
bool is_utf8(std::string_view text);

// Text as one line that is safe on a terminal: control bytes, 0x7f, U+2028/9, bidi controls and
// bytes that are no UTF-8 become \n, \t, \xNN or \u{NNNN}; cut at `limit` bytes with "...".
std::string one_line(std::string_view text, std::size_t limit = 200);
// Appends a line to those that are there; an empty one is none.
void add_line(std::string& text, std::string_view line);

// Body of a JSON string (no quotes); bytes that are no UTF-8 are written as \\xNN text.
void append_json_escaped(std::string& out, std::string_view text);
// `"key":"value"` pieces for the places that write JSON by hand (answers, journal lines).
std::string json_string(std::string_view text);

std::optional<std::int64_t> to_int(std::string_view text);
// "250ms", "5s", "30m", "2h", "1d" -> milliseconds; nothing on anything else, negative or overflow.
std::optional<std::int64_t> to_millis(std::string_view text);

// "250 ms", "3 s", "12 min", "2 h": for people.
std::string brief_time(std::int64_t millis);

// Candidate nearest to `word` by edit distance (at most 3 edits), for "did you mean".
std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& candidates);

std::string to_hex(std::string_view bytes);
// What to_hex() wrote, read again.
std::string from_hex(std::string_view hex);

}  // namespace base
