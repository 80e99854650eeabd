#include "coord/base/line_diff.h"

#include <algorithm>
#include <array>
#include <cstdint>

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

// The part of both texts between what they begin and end with in common.
struct Middle {
  std::vector<Line> before;
  std::vector<Line> after;
  std::size_t skipped = 0;  // lines in front of it
};

Middle middle_of(std::vector<Line> before, std::vector<Line> after) {
  const auto ends = std::ranges::mismatch(before, after);
  const auto skipped = ends.in1 - before.begin();
  std::ptrdiff_t tail = 0;
  const auto most = std::min(std::ssize(before), std::ssize(after)) - skipped;
  while (tail < most && before.end()[-1 - tail] == after.end()[-1 - tail]) ++tail;
  return {
      {before.begin() + skipped, before.end() - tail},
      {after.begin() + skipped,  after.end() - tail },
      static_cast<std::size_t>(skipped)
  };
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

class Search {
 public:
  explicit Search(const Middle& middle) : middle_(middle) {}

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
      lines.push_back(down ? line(middle_.after, y, true) : line(middle_.before, x, false));
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

  DiffLine line(const std::vector<Line>& lines, std::ptrdiff_t at, bool added) const {
    const auto place = static_cast<std::size_t>(at);
    return {added, middle_.skipped + place + 1, lines[place].text};
  }

  const Middle& middle_;
  std::vector<Front> fronts_;  // as they were before each step
};

// All of the middle went and all of it came.
std::vector<DiffLine> replaced(const Middle& middle) {
  std::vector<DiffLine> lines;
  for (const auto* side : {&middle.before, &middle.after}) {
    std::size_t number = middle.skipped;
    for (const Line& one : *side) lines.push_back({side == &middle.after, ++number, one.text});
  }
  return lines;
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
  const Middle middle = middle_of(lines_of(before), lines_of(after));
  Search search(middle);
  if (!search.run()) return {replaced(middle), true};
  LineDiff diff{search.walk_back(), false};
  std::ranges::reverse(diff.lines);
  sort_runs(diff.lines);
  return diff;
}

}  // namespace base
