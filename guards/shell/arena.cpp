#include "guards/shell/arena.h"

#include <algorithm>
#include <cstring>

#include "coord/base/huge_pages.h"

namespace guards::shell {
namespace {

constexpr std::size_t kFirstChunk = 4096;
constexpr std::size_t kLargestChunk = 2 * base::kHugePage;

}  // namespace

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* to = bytes(text.size());
  std::memcpy(to, text.data(), text.size());
  return {to, text.size()};
}

void* Arena::take_from_new_chunk(std::size_t size) {
  full_ += at_;
  const std::size_t next = std::clamp(size_ * 2, kFirstChunk, kLargestChunk);
  size_ = std::max(next, size);
  // Half of the time that a long text took went into small pages, one by one.
  const bool large = size_ >= base::kHugePage;
  const std::align_val_t align{large ? base::kHugePage : alignof(std::max_align_t)};
  chunk_ = static_cast<std::byte*>(::operator new(size_, align));
  chunks_.emplace_back(chunk_, FreeChunk{align});
  if (large) base::prefer_huge_pages(chunk_, size_);
  at_ = size;
  return chunk_;
}

}  // namespace guards::shell
