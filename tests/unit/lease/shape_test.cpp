// Patterns are found by what is certain of their files; what is found must not differ for it.
#include "coord/lease/shape.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "coord/base/glob.h"
#include "tests/support/lease_world.h"

namespace coord::lease {
namespace {

using support::LeaseWorld;

TEST(LeaseShape, IsWhatStandsBeforeTheFirstWildcardAndBehindTheLast) {
  struct Row {
    const char* pattern;
    std::uint16_t begins;
    std::uint16_t ends;
  };
  for (const Row& row : {
           Row{"src/*.cpp",  4, 3},
           Row{"**/a.c",     0, 3},
           Row{"src/**/a.c", 4, 3},
           Row{"a/{b,c}d",   2, 1},
           Row{"a[xy]",      1, 0},
           Row{"a\\*b?cd",   1, 2},
           Row{"**",         0, 0},
           Row{"*/x/**",     0, 0}
  }) {
    const Shape shape = shape_of(row.pattern, false);
    EXPECT_EQ(shape.begins, row.begins) << row.pattern;
    EXPECT_EQ(shape.ends, row.ends) << row.pattern;
  }
  EXPECT_EQ(shape_of("src/*.cpp", true).ends, 0);  // what follows is not known
}

// Texts of fences, patterns in no order: those visited, once each.
std::vector<std::string> visited(const Table& table, const std::string& path) {
  std::vector<std::string> found;
  table.each_near({ScopeKind::path, path}, [&](const LeaseSlot& lease) {
    if (lease.scope_kind == ScopeKind::glob) found.emplace_back(lease.text.text());
  });
  std::ranges::sort(found);
  return found;
}

std::string word(std::mt19937& random, std::initializer_list<const char*> words) {
  return *(words.begin() + static_cast<std::ptrdiff_t>(random() % words.size()));
}

// Of few letters, so that many match; with more shapes than there is room for.
std::string pattern_of(std::mt19937& random) {
  std::string text = word(random, {"", "a/", "ab/", "a/b/", "abc/a/", "b"});
  text += word(random, {"*", "**/", "?", "[ab]", "{a,b}", "{,a}", "\\a*", "a*/"});
  text += word(random, {"", "a", "b/", "ab", "*", "abc"});
  return text + word(random, {"", "c", ".c", "/a.c", "*.c", "b?", "bcab.c"});
}

TEST(LeaseShape, FindsEveryPatternThatMatchesAndNoneTwice) {
  std::mt19937 random(7);
  LeaseWorld world(1, {512, 64, 16});
  std::vector<std::pair<std::uint64_t, std::string>> held;
  for (int step = 0; step < 3'000; ++step) {
    if (held.size() < 300 && random() % 3 != 0) {
      const std::string pattern = pattern_of(random);
      if (!base::is_glob(pattern) || !base::check_glob(pattern)) continue;
      Request request = world.request(0, "x", Mode::write);
      request.claims.front().scope = {ScopeKind::glob, pattern};
      held.emplace_back(world.grant(request), pattern);
    } else if (!held.empty()) {
      std::swap(held[random() % held.size()], held.back());
      world.end(0, held.back().first);
      held.pop_back();
    }
    std::string path;
    for (std::size_t length = 1 + random() % 8; path.size() < length;) {
      path += word(random, {"a", "b", "c", "a/", "ab", ".c"});
    }
    const std::vector<std::string> found = visited(world.table, path);
    std::vector<std::string> wanted;
    for (const auto& [fence, pattern] : held) {
      if (base::glob_match(pattern, path)) wanted.push_back(pattern);
    }
    std::ranges::sort(wanted);
    ASSERT_TRUE(std::ranges::includes(found, wanted)) << path;
    ASSERT_LE(found.size(), held.size()) << path;
    ASSERT_FALSE(world.table.is_spoiled());
  }
}

TEST(LeaseShape, AThousandPatternsAreNoMoreToLookAtThanOne) {
  LeaseWorld world(1, {4'096, 64, 16});
  for (int i = 0; i < 1'000; ++i) {
    const std::string number = std::to_string(i);
    for (const std::string& pattern :
         {"src/m" + number + "/**/*.c", "*.t" + number, "doc/*-" + number + ".md"}) {
      world.grant(world.request(0, pattern, Mode::write));
    }
  }
  ASSERT_EQ(world.broken, "");
  EXPECT_EQ(visited(world.table, "src/m17/x/b.c").size(), 1U);
  EXPECT_EQ(visited(world.table, "a.t42").size(), 1U);
  EXPECT_EQ(visited(world.table, "doc/a-7.md").size(), 1U);
  EXPECT_EQ(visited(world.table, "other/file.h").size(), 0U);
}

}  // namespace
}  // namespace coord::lease
