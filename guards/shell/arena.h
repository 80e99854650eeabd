// arena.h - the memory of one tree.
// Shape:  resource, move-only; nodes are never destroyed one by one, so depth cannot hurt.
// Units:  bytes.
// Errors: none; who fills it watches used().
// Source: ADR-0018.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace guards::shell {

class Arena {
 public:
  // A new T in the arena; T needs no destructor.
  template <class T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (take(sizeof(T), alignof(T))) T();
  }

  // Uninitialised room for `count` Ts.
  template <class T>
  T* array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T*>(take(count * sizeof(T), alignof(T)));
  }
  // Room for `size` bytes that live as long as the arena.
  char* bytes(std::size_t size) { return static_cast<char*>(take(size, 1)); }
  std::string_view copy(std::string_view text);

  std::size_t used() const { return full_ + at_; }

 private:
  void* take(std::size_t size, std::size_t align) {
    const std::size_t begin = (at_ + align - 1) & ~(align - 1);
    if (begin + size > size_) return take_from_new_chunk(size);
    at_ = begin + size;
    return chunk_ + begin;
  }
  void* take_from_new_chunk(std::size_t size);

  struct FreeChunk {
    std::align_val_t align;
    void operator()(std::byte* chunk) const { ::operator delete(chunk, align); }
  };
  std::vector<std::unique_ptr<std::byte, FreeChunk>> chunks_;
  std::byte* chunk_ = nullptr;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::size_t full_ = 0;  // taken of the chunks before
};

}  // namespace guards::shell
