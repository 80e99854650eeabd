// streams.h - where a command's output goes and where its input comes from.
// Shape:  plain values with shared ends: a pipe's two sides are the same Capture or Input.
// Units:  bytes; texts may hold holes.
// Errors: none.
// Source: bash 5.2 manual, 3.6.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace guards::effects {

// Text that is kept: $(...), the left side of a pipe.
struct Capture {
  static constexpr std::size_t kMax = 64U << 10U;
  std::string text;
  bool network = false;  // some of it came from there
};

// Text that is read, by one reader after another.
struct Input {
  std::string text;
  std::size_t at = 0;
  bool network = false;
};

struct Descriptor {
  enum class Kind : unsigned char { inherited, file, capture, input, closed };
  Kind kind = Kind::inherited;
  std::string path = {};  // file
  std::shared_ptr<Capture> capture = {};
  std::shared_ptr<Input> input = {};
};

using Descriptors = std::map<int, Descriptor>;

}  // namespace guards::effects
