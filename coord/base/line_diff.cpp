#include "coord/base/line_diff.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <span>

#include "coord/base/hash.h"

namespace base {

namespace {

// The greedy search keeps one row of its front per step: 128 steps are 66 KB and cost less than
// reading the files did.
constexpr std::ptrdiff_t kMaxSteps = 128;

struct Line {
  std::string_view text;
  std::uint64_t hash = 0;
  bool operator==(const Line& other) const { return hash == other.hash && text == other.text; }
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    lines.push_back({line, hash64(line)});
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

using Lines = std::span<const Line>;

// A part of both texts, and how many lines stand in front of it.
struct Range {
  Lines before;
  Lines after;
  std::size_t before_at = 0;
  std::size_t after_at = 0;
};

// The first lines of a range that both sides have up to `before` and `after` are left behind.
Range from(const Range& range, std::size_t before, std::size_t after) {
  return {range.before.subspan(before), range.after.subspan(after), range.before_at + before,
          range.after_at + after};
}

// Without what both sides begin and end with in common.
Range middle_of(const Range& whole) {
  const auto ends = std::ranges::mismatch(whole.before, whole.after);
  const auto skipped = static_cast<std::size_t>(ends.in1 - whole.before.begin());
  Range middle = from(whole, skipped, skipped);
  std::size_t tail = 0;
  const std::size_t most = std::min(middle.before.size(), middle.after.size());
  while (tail < most && middle.before.end()[-1 - std::ptrdiff_t(tail)] ==
                            middle.after.end()[-1 - std::ptrdiff_t(tail)]) {
    ++tail;
  }
  middle.before = middle.before.first(middle.before.size() - tail);
  middle.after = middle.after.first(middle.after.size() - tail);
  return middle;
}

// Diagonal k of a front: how far into `before` one gets with so many steps.
class Front {
 public:
  explicit Front(std::ptrdiff_t reach)
      : reach_(reach), row_(static_cast<std::size_t>(2 * reach + 3)) {}
  std::ptrdiff_t& operator[](std::ptrdiff_t k) {
    return row_[static_cast<std::size_t>(k + reach_ + 1)];
  }

 private:
  std::ptrdiff_t reach_;
  std::vector<std::ptrdiff_t> row_;
};

DiffLine added_line(const Range& range, std::size_t at) {
  return {true, range.after_at + at + 1, range.after[at].text};
}

DiffLine removed_line(const Range& range, std::size_t at) {
  return {false, range.before_at + at + 1, range.before[at].text};
}

class Search {
 public:
  explicit Search(const Range& middle) : middle_(middle) {}

  // False when the texts are more than kMaxSteps apart.
  bool run() {
    Front front(kMaxSteps);
    for (std::ptrdiff_t steps = 0; steps <= kMaxSteps; ++steps) {
      fronts_.push_back(front);
      for (std::ptrdiff_t k = -steps; k <= steps; k += 2) {
        if (advance(front, steps, k)) return true;
      }
    }
    return false;
  }

  // The changes on the way that run() found, last first.
  std::vector<DiffLine> walk_back() {
    std::vector<DiffLine> lines;
    std::ptrdiff_t x = std::ssize(middle_.before);
    std::ptrdiff_t y = std::ssize(middle_.after);
    for (std::ptrdiff_t steps = std::ssize(fronts_) - 1; steps > 0; --steps) {
      Front& front = fronts_[static_cast<std::size_t>(steps)];
      const bool down = goes_down(front, steps, x - y);
      const std::ptrdiff_t k = x - y + (down ? 1 : -1);
      x = front[k];
      y = x - k;
      lines.push_back(down ? added_line(middle_, static_cast<std::size_t>(y))
                           : removed_line(middle_, static_cast<std::size_t>(x)));
    }
    return lines;
  }

 private:
  static bool goes_down(Front& front, std::ptrdiff_t steps, std::ptrdiff_t k) {
    return k == -steps || (k != steps && front[k - 1] < front[k + 1]);
  }

  bool advance(Front& front, std::ptrdiff_t steps, std::ptrdiff_t k) {
    std::ptrdiff_t x = goes_down(front, steps, k) ? front[k + 1] : front[k - 1] + 1;
    while (is_same(x, x - k)) ++x;
    front[k] = x;
    return x >= std::ssize(middle_.before) && x - k >= std::ssize(middle_.after);
  }

  bool is_same(std::ptrdiff_t x, std::ptrdiff_t y) const {
    return x < std::ssize(middle_.before) && y < std::ssize(middle_.after) && y >= 0 &&
           middle_.before[static_cast<std::size_t>(x)] ==
               middle_.after[static_cast<std::size_t>(y)];
  }

  const Range& middle_;
  std::vector<Front> fronts_;  // as they were before each step
};

// A line that both sides of a range have, once each.
struct Anchor {
  std::size_t before = 0;
  std::size_t after = 0;
};

// In the order of `before`.
std::vector<Anchor> common_lines(const Range& range) {
  struct Count {
    std::array<std::size_t, 2> times = {0, 0};
    std::array<std::size_t, 2> at = {0, 0};
  };
  std::map<std::string_view, Count> counts;
  for (const std::size_t side : {0U, 1U}) {
    const Lines lines = side == 0 ? range.before : range.after;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      Count& count = counts[lines[i].text];
      ++count.times[side];
      count.at[side] = i;
    }
  }
  std::vector<Anchor> common;
  for (const auto& [text, count] : counts) {
    if (count.times[0] == 1 && count.times[1] == 1) common.push_back({count.at[0], count.at[1]});
  }
  std::ranges::sort(common, {}, &Anchor::before);
  return common;
}

// The most of them that stand in the same order on both sides: piles of a game of patience.
std::vector<Anchor> anchors_of(const Range& range) {
  const std::vector<Anchor> common = common_lines(range);
  std::vector<std::size_t> tops;  // of each pile, as places in `common`
  std::vector<std::size_t> below(common.size(), common.size());
  for (std::size_t i = 0; i < common.size(); ++i) {
    const auto pile = std::ranges::lower_bound(tops, common[i].after, {},
                                               [&](std::size_t top) { return common[top].after; });
    if (pile != tops.begin()) below[i] = *(pile - 1);
    if (pile == tops.end()) {
      tops.push_back(i);
    } else {
      *pile = i;
    }
  }
  std::vector<Anchor> anchors;
  for (std::size_t i = tops.empty() ? common.size() : tops.back(); i < common.size(); i = below[i])
    anchors.push_back(common[i]);
  std::ranges::reverse(anchors);
  return anchors;
}

void replace_all(const Range& middle, LineDiff& diff) {
  for (std::size_t i = 0; i < middle.before.size(); ++i)
    diff.lines.push_back(removed_line(middle, i));
  for (std::size_t i = 0; i < middle.after.size(); ++i) diff.lines.push_back(added_line(middle, i));
}

void compare(const Range& whole, LineDiff& diff);

// Too far apart for one search: what lies between the lines that surely stayed.
void compare_far(const Range& middle, LineDiff& diff) {
  const std::vector<Anchor> anchors = anchors_of(middle);
  if (anchors.empty()) {
    diff.rough = true;
    return replace_all(middle, diff);
  }
  Anchor last;
  for (const Anchor& anchor : anchors) {
    Range gap = from(middle, last.before, last.after);
    gap.before = gap.before.first(anchor.before - last.before);
    gap.after = gap.after.first(anchor.after - last.after);
    compare(gap, diff);
    last = {anchor.before + 1, anchor.after + 1};
  }
  compare(from(middle, last.before, last.after), diff);
}

void compare(const Range& whole, LineDiff& diff) {
  const Range middle = middle_of(whole);
  if (middle.before.empty() || middle.after.empty()) return replace_all(middle, diff);
  Search search(middle);
  if (!search.run()) return compare_far(middle, diff);
  const std::vector<DiffLine> lines = search.walk_back();
  diff.lines.insert(diff.lines.end(), lines.rbegin(), lines.rend());
}

// Between two lines that stay, what went is told before what came.
void sort_runs(std::vector<DiffLine>& lines) {
  std::array<std::size_t, 2> told = {0, 0};  // lines of before and after that are behind us
  auto run = lines.begin();
  for (auto at = lines.begin(); at != lines.end(); ++at) {
    const std::size_t stay = at->number - 1 - told[at->added ? 1 : 0];
    if (stay != 0) {
      std::stable_partition(run, at, [](const DiffLine& line) { return !line.added; });
      run = at;
    }
    told[0] += stay;
    told[1] += stay;
    ++told[at->added ? 1 : 0];
  }
  std::stable_partition(run, lines.end(), [](const DiffLine& line) { return !line.added; });
}

}  // namespace

std::size_t LineDiff::added() const {
  return static_cast<std::size_t>(std::ranges::count(lines, true, &DiffLine::added));
}

std::size_t LineDiff::removed() const {
  return lines.size() - added();
}

LineDiff diff_lines(std::string_view before, std::string_view after) {
  const std::vector<Line> old_lines = lines_of(before);
  const std::vector<Line> new_lines = lines_of(after);
  LineDiff diff;
  compare({old_lines, new_lines}, diff);
  sort_runs(diff.lines);
  return diff;
}

}  // namespace base
