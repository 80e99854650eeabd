#include "hooks/diff_text.h"

#include <algorithm>

#include "coord/base/line_diff.h"
#include "coord/base/text.h"
#include "hooks/scrub.h"

namespace hooks {

namespace {

constexpr std::size_t kLine = 120;

std::string size_of(const base::LineDiff& diff) {
  return "+" + std::to_string(diff.added()) + " -" + std::to_string(diff.removed());
}

// Another's text is never taken for ours: sign, number and bar stand before every line of it.
std::string shown(const base::DiffLine& line) {
  return std::string(line.added ? "+" : "-") + std::to_string(line.number) + " | " +
         base::one_line(scrub(line.text.substr(0, 4 * kLine)), kLine);
}

}  // namespace

std::string diff_size(std::string_view before, std::string_view after) {
  return size_of(base::diff_lines(before, after));
}

std::vector<std::string> diff_text(std::string_view before, std::string_view after) {
  const base::LineDiff diff = base::diff_lines(before, after);
  std::vector<std::string> text;
  if (diff.lines.empty()) return text;
  std::string head = "what changed since you read it, " + size_of(diff) + " lines";
  if (diff.lines.size() > kDiffLines) head += ", the first " + std::to_string(kDiffLines);
  text.push_back(head + ":");
  for (std::size_t i = 0; i < std::min(kDiffLines, diff.lines.size()); ++i) {
    text.push_back(shown(diff.lines[i]));
  }
  return text;
}

}  // namespace hooks
