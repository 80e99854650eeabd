// value.h - what a program's expression is known to be.
// Shape:  plain values; alternatives when a variable may hold several.
// Units:  texts may hold holes (meaning.h); at most kMaxTexts alternatives, then a hole.
// Errors: none: what cannot be told is unknown.
// Source: ADR-0042.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guards::commands::program {

struct Value {
  using Fields = std::vector<std::pair<std::string, Value>>;

  enum class Kind : std::uint8_t {
    unknown,
    absent,  // None, or an argument nobody gave
    number,
    text,      // `texts` are the alternatives
    list,      // `items`; of a call's options the `fields`
    name,      // of a module, a class, a function nobody here defined: texts[0], with dots
    handle,    // an open file: texts are its paths
    archive,   // an open archive
    database,  // an open data base
    contents,  // what stands in the files `texts`
    function,  // defined here
  };
  Kind kind = Kind::unknown;
  std::vector<std::string> texts = {};
  std::vector<Value> items = {};
  Fields fields = {};
  std::size_t function = 0;

  static Value text(std::string text);
  static Value of(Kind kind, std::vector<std::string> texts);
  // Unknown when it is too heavy: lists of themselves double with every turn.
  static Value list(std::vector<Value> items);
  static Value record(std::vector<Value> items, Fields fields);

  bool is(Kind other) const { return kind == other; }
  const Value* field(std::string_view name) const;
  // Empty unless it is one known text.
  std::string_view only_text() const;
};

inline constexpr std::size_t kMaxTexts = 16;
inline constexpr std::size_t kMaxLength = 4096;  // of a text
inline constexpr std::size_t kMaxWeight = 256;   // values in a value
inline constexpr std::size_t kMaxItems = 64;

// Values in it, itself included.
std::size_t weight_of(const Value& value);

// Texts as arguments: a list's one after another; a hole for what is not known, nothing for absent.
std::vector<std::string> texts_of(const Value& value);

// Either may be meant.
Value either(const Value& one, const Value& other);

// Every text of `left` with every one of `right`.
Value concatenated(const Value& left, const Value& right);
Value joined_paths(const Value& left, const Value& right);

// What a loop over it gives: the items as alternatives; item by item for a list of lists.
Value element_of(const Value& list);

// printf's or Python's places filled: %s {} {0} {name}; what is not simple becomes a hole.
Value formatted(const Value& format, const Value& arguments);

}  // namespace guards::commands::program
