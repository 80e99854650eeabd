#include "coord/stamp/line_match.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "coord/base/line_diff.h"

namespace coord {

namespace {

std::string joined(const TextLines& lines) {
  std::string text;
  for (const std::string_view line : lines) (text += line) += '\n';
  return text;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out),
                       [](char c) { return c != ' ' && c != '\t' && c != '\r'; });
  return out;
}

using Sources = std::vector<std::vector<std::size_t>>;

// Where all of the lines together say the same: for each new one the old ones it has a part of.
Sources overlaps(const std::vector<std::string>& old_lines,
                 const std::vector<std::string>& new_lines) {
  Sources out(new_lines.size());
  std::size_t old_at = 0;
  std::size_t old_end = old_lines.empty() ? 0 : old_lines[0].size();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < new_lines.size(); ++i) {
    const std::size_t end = begin + new_lines[i].size();
    while (begin < end) {
      while (old_end <= begin) old_end += old_lines[++old_at].size();
      out[i].push_back(old_at);
      begin = std::min(end, old_end);
    }
  }
  return out;
}

}  // namespace

TextLines lines_of(std::string_view text) {
  TextLines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::vector<std::optional<std::size_t>> matched(const TextLines& a, const TextLines& b) {
  const std::string before = joined(a);
  const std::string after = joined(b);
  std::vector<bool> gone(a.size(), false);
  std::vector<bool> come(b.size(), false);
  for (const base::DiffLine& line : base::diff_lines(before, after).lines)
    (line.added ? come : gone)[line.number - 1] = true;
  std::vector<std::optional<std::size_t>> out(a.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (gone[i]) continue;
    while (come[at]) ++at;
    out[i] = at++;
  }
  return out;
}

Sources reformatted(const TextLines& old_lines, const TextLines& new_lines) {
  std::vector<std::string> before;
  std::vector<std::string> after;
  std::string all_before;
  std::string all_after;
  for (const std::string_view line : old_lines)
    all_before += before.emplace_back(without_blanks(line));
  for (const std::string_view line : new_lines)
    all_after += after.emplace_back(without_blanks(line));
  if (all_before == all_after) return overlaps(before, after);
  Sources out(new_lines.size());
  const auto same = matched({after.begin(), after.end()}, {before.begin(), before.end()});
  for (std::size_t i = 0; i < same.size(); ++i) {
    if (same[i] && !after[i].empty()) out[i].push_back(*same[i]);
  }
  return out;
}

}  // namespace coord
