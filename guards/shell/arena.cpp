#include "guards/shell/arena.h"

#include <algorithm>
#include <cstring>

namespace guards::shell {
namespace {

constexpr std::size_t kFirstChunk = 4096;
constexpr std::size_t kLargestChunk = std::size_t{1} << 20;

}  // namespace

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* to = bytes(text.size());
  std::memcpy(to, text.data(), text.size());
  return {to, text.size()};
}

void* Arena::take_from_new_chunk(std::size_t size) {
  const std::size_t next = std::clamp(size_ * 2, kFirstChunk, kLargestChunk);
  size_ = std::max(next, size);
  chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size_));
  chunk_ = chunks_.back().get();
  used_ += size_;
  at_ = size;
  return chunk_;
}

}  // namespace guards::shell
