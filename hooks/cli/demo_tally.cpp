#include "hooks/cli/demo_tally.h"

#include <algorithm>

#include "coord/base/text.h"

namespace hooks::cli {

std::string line_of(const Report& report) {
  std::string line;
  for (const std::int64_t number :
       {static_cast<std::int64_t>(report.goal), static_cast<std::int64_t>(report.expected),
        static_cast<std::int64_t>(report.got), std::int64_t{report.worked}, report.micros}) {
    line += std::to_string(number) + " ";
  }
  line.back() = '\n';
  return line;
}

std::optional<Report> report_of(std::string_view line) {
  std::vector<std::int64_t> numbers;
  for (const std::string_view word : base::split(line, ' ')) {
    numbers.push_back(base::to_int(word).value_or(-1));
  }
  if (numbers.size() != 5 || std::ranges::min(numbers) < 0) return std::nullopt;
  if (numbers[0] >= std::int64_t{kGoals} || numbers[1] > 3 || numbers[2] > 3) return std::nullopt;
  return Report{static_cast<Goal>(numbers[0]), static_cast<Word>(numbers[1]),
                static_cast<Word>(numbers[2]), numbers[3] != 0, numbers[4]};
}

void Tally::add(const Report& report) {
  const auto goal = static_cast<std::size_t>(report.goal);
  const bool through = report.got == Word::allow || report.got == Word::warn;
  ++steps;
  ++tried[goal];
  ++words[static_cast<std::size_t>(report.got)];
  if (through) ++let_through[goal];
  if (report.got != report.expected) ++unexpected;
  if (report.micros > 0) micros.push_back(report.micros);
  if (!through || report.worked) return;
  ++failed;
  ++failed_at[goal];
}

std::int64_t Tally::quantile(double share) const {
  if (micros.empty()) return 0;
  std::vector<std::int64_t> sorted = micros;
  std::ranges::sort(sorted);
  const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
  return sorted[at];
}

}  // namespace hooks::cli
