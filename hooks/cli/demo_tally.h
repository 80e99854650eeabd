// demo_tally.h - what the agents of a run report, added up.
// Shape:  plain values; a Report crosses a pipe as one line.
// Units:  microseconds from starting the hook to its end.
// Errors: none; a line that is no report is ignored.
// Source: command_demo.cpp shows it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hooks/cli/demo_script.h"

namespace hooks::cli {

// One step: what was wanted, what the platform was told, how long the hook took (0: no hook).
struct Report {
  Goal goal = Goal::work;
  Word expected = Word::allow;
  Word got = Word::allow;
  bool worked = true;  // the tool itself, where it was let through
  std::int64_t micros = 0;
};

std::string line_of(const Report& report);
std::optional<Report> report_of(std::string_view line);

struct Tally {
  std::uint64_t steps = 0;
  std::array<std::uint64_t, 4> words = {};       // by Word
  std::array<std::uint64_t, kGoals> tried = {};  // by Goal
  std::array<std::uint64_t, kGoals> let_through = {};
  std::uint64_t unexpected = 0;
  std::uint64_t failed = 0;  // let through, but the tool did not work
  std::array<std::uint64_t, kGoals> failed_at = {};
  std::vector<std::int64_t> micros;

  void add(const Report& report);
  // The duration below which this share of calls stayed; 0 when there were none.
  std::int64_t quantile(double share) const;
};

}  // namespace hooks::cli
