#include "guards/commands/table.h"

#include <gtest/gtest.h>

#include <set>

namespace guards::commands {
namespace {

TEST(CommandTable, KnowsAtLeastAThousandNames) {
  std::size_t count = 0;
  for (const Index& family : families()) count += family.size();
  EXPECT_GE(count, 1000U);
}

TEST(CommandTable, NoNameStandsInTwoFamilies) {
  std::set<std::string_view> names;
  for (const Index& family : families()) {
    for (const IndexEntry& entry : family) {
      EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    }
  }
}

TEST(CommandTable, EverySubCommandHasARowForItsProgram) {
  for (const Index& family : families()) {
    for (const IndexEntry& entry : family) {
      const auto blank = entry.name.rfind(' ');
      if (blank == std::string_view::npos) continue;
      const Command* above = find(entry.name.substr(0, blank));
      ASSERT_NE(above, nullptr) << entry.name;
      EXPECT_TRUE(above->operands.ends_with("VERB")) << entry.name;
    }
  }
}

TEST(CommandTable, FindsVersionsSideBySide) {
  EXPECT_EQ(find("python3.11"), find("python3"));
  EXPECT_EQ(find("gcc-12"), find("gcc"));
  EXPECT_EQ(find("no-such-command"), nullptr);
}

}  // namespace
}  // namespace guards::commands
