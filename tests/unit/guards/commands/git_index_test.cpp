#include "guards/commands/special/git_index.h"

#include <gtest/gtest.h>

namespace guards::commands {
namespace {

std::string number(std::size_t value, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = size; i > 0; --i, value >>= 8U)
    bytes[i - 1] = static_cast<char>(value & 255U);
  return bytes;
}

// gitformat-index(5): stat data, object name, flags, name, one to eight NULs.
std::string entry(const std::string& name, std::size_t id_size) {
  std::string bytes = std::string(36, '\1') + number(5, 4) + std::string(id_size, '\x2a') +
                      number(name.size(), 2) + name;
  return bytes + std::string(8 - bytes.size() % 8, '\0');
}

std::string index_of(std::size_t version, std::size_t count) {
  return "DIRC" + number(version, 4) + number(count, 4);
}

TEST(GitIndex, NamesSizesAndIds) {
  const auto files = tracked_files(index_of(2, 2) + entry("a.txt", 20) + entry("src/b.txt", 20));
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ((*files)[1].name, "src/b.txt");
  EXPECT_EQ((*files)[1].size, 5U);
  EXPECT_EQ((*files)[0].id, "2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a");
}

TEST(GitIndex, WhatItDoesNotReadIsNotGuessed) {
  EXPECT_FALSE(tracked_files(index_of(2, 1) + entry("a.txt", 32)));  // SHA-256
  EXPECT_FALSE(tracked_files(index_of(4, 1) + entry("a.txt", 20)));
  EXPECT_FALSE(tracked_files(index_of(2, 1) + entry("a.txt", 20) + "link" + number(20, 4)));
  EXPECT_FALSE(tracked_files(index_of(2, 2) + entry("a.txt", 20)));
  EXPECT_FALSE(tracked_files("DIRC"));
}

}  // namespace
}  // namespace guards::commands
