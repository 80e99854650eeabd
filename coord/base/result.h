// result.h - a value or the reason why there is none.
// Shape:  Result<T> = tl::expected<T, Error>; Error is a plain value.
// Errors: this is where they are made; functions returning Result are [[nodiscard]].
// Source: ADR-0002 (errors are values).
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace base {

enum class Code {
  invalid_input,
  not_found,
  denied,
  busy,
  timed_out,
  corrupt,
  io,
  unsupported,
  internal,
};

// Static name of a code, as written in JSON ("timed_out").
const char* name_of(Code code);

struct Error {
  Code code = Code::internal;
  std::string what;   // one clause: what went wrong
  std::string where;  // file, pointer, offset; empty when the caller knows better
  std::string hint;   // what to do instead; empty when nothing helps
};

template <class T>
using Result = tl::expected<T, Error>;

// Builds the failed side of any Result.
[[nodiscard]] inline tl::unexpected<Error> fail(Code code, std::string what, std::string where = {},
                                                std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(hint)});
}

// "what (where); hint", for people.
std::string to_text(const Error& error);

}  // namespace base

// auto x = TRY(f()); takes the value or returns the Error from the enclosing function.
#define TRY(...)                                                          \
  __extension__({                                                         \
    auto try_result_ = (__VA_ARGS__);                                     \
    if (!try_result_) {                                                   \
      return tl::unexpected<base::Error>(std::move(try_result_).error()); \
    }                                                                     \
    std::move(try_result_).value();                                       \
  })

// TRY_VOID(f()); for Result<void>.
#define TRY_VOID(...)                                                   \
  do {                                                                  \
    auto try_void_ = (__VA_ARGS__);                                     \
    if (!try_void_) {                                                   \
      return tl::unexpected<base::Error>(std::move(try_void_).error()); \
    }                                                                   \
  } while (false)
