#include "coord/base/trace.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/faulty_disk.h"
#include "tests/support/temp_dir.h"

namespace base {
namespace {

TEST(Trace, OffUnlessAFileIsNamed) {
  Trace off;
  EXPECT_FALSE(off.is_on());
  off.note("room", "nobody hears this");
  EXPECT_FALSE(Trace(real_disk(), "").is_on());
  EXPECT_FALSE(Trace(real_disk(), "relative/file").is_on());
}

TEST(Trace, NotesAreAppendedAsSafeLines) {
  const support::TempDir dir;
  dir.write("t", "before\n");
  Trace trace(real_disk(), dir / "t");
  ASSERT_TRUE(trace.is_on());
  trace.note("journal", "two\nlines and {} braces");
  const std::string text = dir.read("t");
  EXPECT_EQ(text.find("before\n"), 0U);
  EXPECT_NE(text.find(" journal: two\\nlines and {} braces\n"), std::string::npos);
}

TEST(Trace, LinksAreNotFollowed) {
  const support::TempDir dir;
  dir.write("target", "");
  ASSERT_EQ(::symlink("target", (dir / "t").c_str()), 0);
  EXPECT_FALSE(Trace(real_disk(), dir / "t").is_on());
}

TEST(Trace, FailingDiskIsNotNoticed) {
  const support::TempDir dir;
  support::FaultyDisk disk(real_disk());
  disk.fail(support::DiskCall::write, 1, {Code::io, "no space left", "", ""}, 10);
  Trace trace(disk, dir / "t");
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  trace.note("room", "lost");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(dir.read("t"), "");
}

}  // namespace
}  // namespace base
