#include <array>

#include "coord/lease/scope.h"

#include <gtest/gtest.h>

namespace coord::lease {
namespace {

Scope scope(std::string_view text) {
  return parse_scope(text).value();
}

TEST(LeaseScope, IsReadInTheFormItIsWritten) {
  for (const char* text :
       {"src/a.cpp", "src/", "*.md", "src/*.cpp", "**", "res:git", "res:port:3000"}) {
    EXPECT_EQ(to_text(scope(text)), text);
  }
  EXPECT_EQ(to_text(scope("src/**")), "src/");
  EXPECT_EQ(to_text(scope(".")), "**");
  EXPECT_EQ(to_text(scope("./src//x/../a")), "src/a");
}

TEST(LeaseScope, RefusesWhatIsNoScope) {
  for (const char* text : {"", "/etc/passwd", "../up", "a/../../up", "res:", "res:a b", "src/[a"}) {
    const auto refused = parse_scope(text);
    ASSERT_FALSE(refused.has_value()) << text;
    EXPECT_EQ(refused.error().code, base::Code::invalid_input) << text;
  }
}

struct Pair {
  const char* a;
  const char* b;
  bool meet;
};

TEST(LeaseScope, OverlapsExactlyWhenAFileIsMeantByBoth) {
  const auto pairs = std::to_array<Pair>({
      {"src/a",     "src/a",     true },
      {"src/a",     "src/b",     false},
      {"src/",      "src/a",     true },
      {"src/",      "src",       true },
      {"src/",      "srcs/a",    false},
      {"src/",      "src/deep/", true },
      {"src/x/",    "src/y/",    false},
      {"*.md",      "README.md", true },
      {"*.md",      "docs/a.md", false},
      {"**/*.md",   "docs/",     true },
      {"src/*.cpp", "docs/",     false},
      {"src/*.c",   "src/a.*",   true },
      {"src/*.c",   "src/*.h",   false},
      {"**",        "any/thing", true },
      {"**",        "res:git",   false},
      {"res:git",   "res:git",   true },
      {"res:git",   "res:gitx",  false},
      {"res:git",   "git",       false},
  });
  for (const Pair& pair : pairs) {
    EXPECT_EQ(overlaps(scope(pair.a), scope(pair.b)), pair.meet) << pair.a << " " << pair.b;
    EXPECT_EQ(overlaps(scope(pair.b), scope(pair.a)), pair.meet) << pair.b << " " << pair.a;
  }
}

TEST(LeaseScope, CoversOnlyWhatIsWhollyInside) {
  EXPECT_TRUE(covers(scope("src/"), scope("src/a/b")));
  EXPECT_TRUE(covers(scope("**"), scope("*.md")));
  EXPECT_TRUE(covers(scope("*.md"), scope("a.md")));
  EXPECT_FALSE(covers(scope("src/a"), scope("src/")));
  EXPECT_FALSE(covers(scope("src/"), scope("src/*.c")));
  EXPECT_FALSE(covers(scope("**"), scope("res:git")));
}

}  // namespace
}  // namespace coord::lease
