#include "coord/base/path.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

TEST(Path, NormaliseIsLexical) {
  EXPECT_EQ(normalise(""), ".");
  EXPECT_EQ(normalise("./"), ".");
  EXPECT_EQ(normalise("a//b/./c/"), "a/b/c");
  EXPECT_EQ(normalise("a/.."), ".");
  EXPECT_EQ(normalise("a/../../b"), "../b");
  EXPECT_EQ(normalise("../.."), "../..");
  EXPECT_EQ(normalise("/.."), "/");
  EXPECT_EQ(normalise("/a/../../b"), "/b");
  EXPECT_EQ(normalise("//a"), "/a");
  EXPECT_EQ(normalise("..."), "...");
}

TEST(Path, JoinKeepsAbsolutePaths) {
  EXPECT_EQ(join_path("/a", "b"), "/a/b");
  EXPECT_EQ(join_path("/a", "/b"), "/b");
  EXPECT_EQ(join_path("/a", "../b"), "/b");
  EXPECT_EQ(join_path("/a", ""), "/a");
  EXPECT_EQ(join_path("", "b"), "b");
  EXPECT_EQ(join_path("/", "b"), "/b");
}

TEST(Path, WithinIsByWholeParts) {
  EXPECT_TRUE(is_within("/a/b", "/a"));
  EXPECT_TRUE(is_within("/a", "/a"));
  EXPECT_FALSE(is_within("/ab", "/a"));
  EXPECT_TRUE(is_within("/a", "/"));
  EXPECT_TRUE(is_within("a", "."));
  EXPECT_FALSE(is_within("../a", "."));
  EXPECT_FALSE(is_within("..", "."));
  EXPECT_TRUE(is_within("..a", "."));
}

TEST(Path, RelativeToItsRoot) {
  EXPECT_EQ(relative_to("/r/a/b", "/r"), "a/b");
  EXPECT_EQ(relative_to("/r", "/r"), ".");
  EXPECT_EQ(relative_to("/a", "/"), "a");
  EXPECT_EQ(relative_to("/other", "/r"), "/other");
}

TEST(Path, PartsOfAName) {
  EXPECT_EQ(base_name("/a/b.txt"), "b.txt");
  EXPECT_EQ(base_name("a/"), "a");
  EXPECT_EQ(base_name("/"), "/");
  EXPECT_EQ(dir_name("/a/b"), "/a");
  EXPECT_EQ(dir_name("/a"), "/");
  EXPECT_EQ(dir_name("a"), ".");
  EXPECT_EQ(dir_name("a//b/"), "a");
  EXPECT_EQ(extension("x/key.pem"), ".pem");
  EXPECT_EQ(extension(".env"), "");
  EXPECT_EQ(extension("a.b/c"), "");
}

rc::Gen<std::string> any_path() {
  const auto part = rc::gen::element<std::string>("", ".", "..", "a", "b.c", "...", " ");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(part),
                      [](const std::vector<std::string>& parts) {
                        std::string path;
                        for (const std::string& p : parts) path += p + "/";
                        if (!path.empty() && parts.size() % 2 == 0) path.pop_back();
                        return path;
                      });
}

RC_GTEST_PROP(PathProperty, NormaliseTwiceIsOnce, ()) {
  const std::string once = normalise(*any_path());
  RC_ASSERT(normalise(once) == once);
}

RC_GTEST_PROP(PathProperty, NormalKeepsNoEmptyDotOrInnerDotDot, ()) {
  const std::string path = *any_path();
  const std::string once = normalise(path);
  RC_ASSERT(once.find("//") == std::string::npos);
  RC_ASSERT(once.find("/./") == std::string::npos);
  RC_ASSERT(is_absolute(once) == is_absolute(path));
  if (is_absolute(once))
    RC_ASSERT(once.find("..") == std::string::npos || once.find("...") != std::string::npos);
}

RC_GTEST_PROP(PathProperty, RelativeJoinsBack, ()) {
  const std::string root = normalise("/" + *any_path());
  const std::string path = normalise(root + "/" + *any_path());
  RC_ASSERT(join_path(root, relative_to(path, root)) == path);
}

}  // namespace
}  // namespace base
