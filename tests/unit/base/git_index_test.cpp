#include "coord/base/git_index.h"

#include <gtest/gtest.h>

namespace base {
namespace {

std::string number(std::size_t value, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = size; i > 0; --i, value >>= 8U)
    bytes[i - 1] = static_cast<char>(value & 255U);
  return bytes;
}

// gitformat-index(5): stat data, object name, flags, name, one to eight NULs.
std::string entry(const std::string& name, std::size_t id_size, std::size_t stage = 0) {
  std::string bytes = std::string(36, '\1') + number(5, 4) + std::string(id_size, '\x2a') +
                      number(stage << 12U | name.size(), 2) + name;
  return bytes + std::string(8 - bytes.size() % 8, '\0');
}

std::string extension(const std::string& name, const std::string& text) {
  return name + number(text.size(), 4) + text;
}

const std::string kSum(20, '\x55');

std::string index_of(std::size_t version, std::size_t count) {
  return "DIRC" + number(version, 4) + number(count, 4);
}

TEST(GitIndex, NamesSizesAndIds) {
  const std::string bytes =
      index_of(2, 3) + entry("a.txt", 20) + entry("src/b.txt", 20, 1) + entry("src/b.txt", 20, 2);
  const std::string whole = bytes + kSum;
  const auto index = read_git_index(whole);
  ASSERT_TRUE(index);
  const auto& files = index->entries;
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0].name, "a.txt");
  EXPECT_EQ(files[0].id, std::string(20, '\x2a'));
  EXPECT_EQ(files[1].size, 5U);
  EXPECT_EQ(files[2].stage, 2U);
  EXPECT_EQ(entries_named(files, "src/b.txt").size(), 2U);
  EXPECT_EQ(entries_below(files, "src").size(), 2U);
  EXPECT_EQ(entries_below(files, "sr").size(), 0U);
  EXPECT_EQ(entries_below(files, "").size(), 3U);
}

// The root is known, "src" is not, "src/in" is.
TEST(GitIndex, TreesThatItKnows) {
  const std::string id(20, '\x11');
  const std::string text = std::string(1, '\0') + "1 1\n" + id + "src" + std::string(1, '\0') +
                           "-1 1\nin" + std::string(1, '\0') + "1 0\n" + id;
  const std::string whole = index_of(2, 1) + entry("src/in/a", 20) + extension("TREE", text) + kSum;
  const auto index = read_git_index(whole);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->trees.size(), 2U);
  EXPECT_TRUE(index->trees.contains(""));
  EXPECT_TRUE(index->trees.contains("src/in"));
}

TEST(GitIndex, WhatItDoesNotReadIsNotGuessed) {
  const auto reads = [](const std::string& bytes) { return read_git_index(bytes).has_value(); };
  const std::string one = index_of(2, 1) + entry("a.txt", 20);
  EXPECT_TRUE(reads(one + kSum));
  EXPECT_TRUE(reads(one + extension("FSMN", "xyz") + kSum));
  EXPECT_FALSE(reads(index_of(2, 1) + entry("a.txt", 32) + kSum));  // SHA-256
  EXPECT_FALSE(reads(index_of(4, 1) + entry("a.txt", 20) + kSum));
  EXPECT_FALSE(reads(one + extension("link", std::string(20, 'x')) + kSum));
  EXPECT_FALSE(reads(one + extension("sdir", "") + kSum));
  EXPECT_FALSE(reads(index_of(2, 2) + entry("a.txt", 20) + kSum));
  EXPECT_FALSE(reads(one));
  EXPECT_FALSE(reads("DIRC"));
}

}  // namespace
}  // namespace base
