// The demo is a promise to strangers: it must hold here first, and fail when the guard is no guard.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "coord/base/disk.h"
#include "tests/support/run_binary.h"
#include "tests/support/temp_dir.h"

namespace {

using nlohmann::json;
using support::built;
using support::Ended;
using testing::HasSubstr;

class Demo : public testing::Test {
 protected:
  Ended run(const std::string& program, std::vector<std::string> flags) {
    std::vector<std::string> words = {program, "demo", "--agents", "3", "--rounds", "4"};
    words.insert(words.end(), flags.begin(), flags.end());
    return support::run({
        .argv = words, .env = {"PATH=/usr/bin:/bin", "TMPDIR=" + dir_.path(), "HOME=/nowhere"}
    });
  }
  support::TempDir dir_;
};

TEST_F(Demo, EveryClaimHolds) {
  const Ended ended = run(built("flockgate"), {"--json"});
  ASSERT_EQ(ended.code, 0) << ended.out << ended.err;
  const json said = json::parse(ended.out);
  EXPECT_EQ(said["holds"], true);
  EXPECT_EQ(said["unexpected"], 0);
  const int sent_back = said["sent_back"];
  EXPECT_EQ(said["calls"], 3 * 4 * 9 + 3 * 2 + 2 * sent_back);
  EXPECT_EQ(said["commits_failed"], 0);
  EXPECT_EQ(said["audit_found"], said["calls"]);
  EXPECT_EQ(said["lines_found"], 3 * 4);
  EXPECT_EQ(said["deny"], 3 * 4 * 3 + sent_back);
  EXPECT_EQ(said["secret_reads_without"], 3 * 4);
  EXPECT_GT(said["p99_us"], 0);
}

TEST_F(Demo, LeavesNothingBehindUnlessAsked) {
  run(built("flockgate"), {"--json"});
  EXPECT_TRUE(base::real_disk().list(dir_.path())->empty());
  run(built("flockgate"), {"--json", "--keep"});
  EXPECT_EQ(base::real_disk().list(dir_.path())->size(), 1U);
}

TEST_F(Demo, AGuardThatDoesNothingFailsIt) {
  dir_.write("bin/flockgate", "#!/bin/sh\ncat > /dev/null\n");
  ASSERT_TRUE(base::real_disk().set_mode(dir_ / "bin/flockgate", 0755));
  const auto program = base::read_file(base::real_disk(), built("flockgate-cli"), 512U << 20U);
  ASSERT_TRUE(program);
  ASSERT_TRUE(base::replace_file(base::real_disk(), dir_ / "bin/flockgate-cli", *program, 0755));
  const Ended ended = run(dir_ / "bin/flockgate-cli", {});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("does not hold: no secret reached an agent"));
  EXPECT_THAT(ended.err, HasSubstr("does not hold: every verdict is recorded"));
}

TEST_F(Demo, OddNumbersAreRefused) {
  for (const char* agents : {"0", "-1", "x", "100000"}) {
    const Ended ended = support::run({
        .argv = {built("flockgate-cli"), "demo", "--agents", agents}
    });
    EXPECT_EQ(ended.code, 64) << agents << ended.err;
  }
}

}  // namespace
