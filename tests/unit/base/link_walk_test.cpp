#include "coord/base/link_walk.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(KernelName, LeavesOutTheWorkingDirectory) {
  const KernelName name("/srv/repo");
  for (const std::string whole : {"/srv/repo", "/srv/repo/", "/srv/repository/x", "/srv/repo//x",
                                  "/other/srv/repo/x", "x", ""}) {
    EXPECT_EQ(name(whole), whole);
  }
  const std::string below = "/srv/repo/src/../a";
  EXPECT_STREQ(name(below), "src/../a");
}

TEST(KernelName, HasNoneToLeaveOutOfARootOrAnUnknownOne) {
  for (const char* cwd : {"", "/"}) {
    for (const std::string path : {"/a", "//a", "/"}) EXPECT_EQ(KernelName(cwd)(path), path);
  }
}

}  // namespace
}  // namespace base
