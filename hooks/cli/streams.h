// streams.h - the three standard streams of a hook call.
// Shape:  functions; Payload owns the bytes of stdin.
// Units:  bytes; at most kMaxPayload are ever kept.
// Errors: invalid_input (too long), io (unreadable, no memory).
// Source: fault rows P7-P9.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "coord/base/result.h"

namespace hooks::cli {

inline constexpr std::size_t kMaxPayload = 64U << 20U;

// Descriptors 0 to 2 are open afterwards, so that no file of ours takes their place.
void fill_standard_streams() noexcept;

class Payload {
 public:
  // All of stdin.
  [[nodiscard]] static base::Result<Payload> read();
  std::string_view text() const { return {bytes_.get(), size_}; }

 private:
  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };
  std::unique_ptr<char, Free> bytes_;
  std::size_t size_ = 0;
};

}  // namespace hooks::cli
