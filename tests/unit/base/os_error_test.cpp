#include "coord/base/os_error.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace base {
namespace {

TEST(OsError, SaysWhatWentWrongAndWhatToDo) {
  const Error error = os_error(ENOSPC, "write", "/d/f");
  EXPECT_EQ(error.code, Code::io);
  EXPECT_EQ(to_text(error), "cannot write: no space left (/d/f); free some space");
}

TEST(OsError, CodesTellCallersWhatTheyMayDo) {
  EXPECT_EQ(os_error(ENOENT, "open", "").code, Code::not_found);
  EXPECT_EQ(os_error(EACCES, "open", "").code, Code::denied);
  EXPECT_EQ(os_error(EEXIST, "open", "").code, Code::busy);
  EXPECT_EQ(os_error(ENOLCK, "lock", "").code, Code::unsupported);
  for (const int number : {EDQUOT, EFBIG, EROFS, EIO, EMFILE}) {
    EXPECT_EQ(os_error(number, "write", "").code, Code::io) << number;
  }
}

TEST(OsError, UnknownNumbersKeepTheSystemsWords) {
  EXPECT_EQ(os_error(EDOM, "add", "").code, Code::io);
  EXPECT_NE(os_error(EDOM, "add", "").what, "cannot add: ");
}

}  // namespace
}  // namespace base
