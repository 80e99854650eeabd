#include "hooks/cli/line_scan.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace {

class LineScan : public testing::Test {
 protected:
  std::vector<std::string> lines(std::string_view bytes, std::vector<std::string> texts = {}) {
    dir_.write("file", bytes);
    std::vector<std::string> found;
    const auto end = hooks::cli::scan_lines(base::real_disk(), dir_ / "file", texts,
                                            [&found](std::string_view line) {
                                              found.emplace_back(line);
                                              return true;
                                            });
    EXPECT_TRUE(end);
    end_ = end.value_or(0);
    return found;
  }

  support::TempDir dir_;
  std::uint64_t end_ = 0;
};

using Lines = std::vector<std::string>;

TEST_F(LineScan, GivesWholeLinesOnly) {
  EXPECT_EQ(lines("a\n\nb\ntorn"), (Lines{"a", "", "b"}));
  EXPECT_EQ(end_, 5u);
  EXPECT_EQ(lines(""), Lines{});
}

TEST_F(LineScan, GivesLinesThatHoldAllTexts) {
  EXPECT_EQ(lines("xay\nab\nxbya\nx\n", {"x", "a"}), (Lines{"xay", "xbya"}));
}

TEST_F(LineScan, GivesALineOnceHoweverOftenItHoldsTheText) {
  EXPECT_EQ(lines("aaa\nb\naa\n", {"a"}), (Lines{"aaa", "aa"}));
}

TEST_F(LineScan, FindsLinesAcrossBlocks) {
  std::string bytes;
  Lines wanted;
  for (int i = 0; bytes.size() < (5U << 20U) / 2; ++i) {
    const std::string line =
        std::to_string(i) + std::string(static_cast<std::size_t>(i % 5000), '.');
    bytes += line + "\n";
    if (line.find("77") != std::string::npos) wanted.push_back(line);
  }
  EXPECT_EQ(lines(bytes, {"77"}), wanted);
  EXPECT_EQ(end_, bytes.size());
}

TEST_F(LineScan, HoldsALineLongerThanABlock) {
  const std::string longest(3U << 20U, 'l');
  EXPECT_EQ(lines("a\n" + longest + "\nb\n", {"l"}), Lines{longest});
  EXPECT_EQ(lines(longest + "\nb\n", {"b"}), Lines{"b"});
}

TEST_F(LineScan, RefusesALineWithoutEnd) {
  dir_.write("file", std::string(9U << 20U, 'x'));
  const auto end = hooks::cli::scan_lines(base::real_disk(), dir_ / "file", {},
                                          [](std::string_view) { return true; });
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().code, base::Code::corrupt);
}

TEST_F(LineScan, StopsWhenTheVisitorHasSeenEnough) {
  dir_.write("file", "a\nb\nc\n");
  Lines found;
  const auto end =
      hooks::cli::scan_lines(base::real_disk(), dir_ / "file", {}, [&found](std::string_view line) {
        found.emplace_back(line);
        return found.size() < 2;
      });
  EXPECT_TRUE(end);
  EXPECT_EQ(found, (Lines{"a", "b"}));
}

}  // namespace
