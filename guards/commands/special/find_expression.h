// find_expression.h - the words of find(1) as a tree: which entries are meant, and what is done.
// Shape:  values; read_find() reads, holds() asks one test of one entry.
// Units:  a test that cannot be told is `maybe`.
// Errors: none: an unknown test is `maybe`.
// Source: find(1) of findutils 4.9.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/meaning.h"
#include "guards/commands/regex.h"
#include "guards/commands/view.h"

namespace guards::commands {

enum class Truth : std::uint8_t { no, maybe, yes };

struct FindEntry {
  std::string path;
  bool folder = false;
  int depth = 0;
};

struct FindTest {
  enum class Kind : std::uint8_t {
    name,
    path,
    regex,
    type,
    empty,
    size,
    age,
    newer,
    runs,
    yes,
    no,
    unknown
  } kind = Kind::unknown;
  std::string pattern = {};
  bool ignores_case = false;
  std::int64_t unit = 1;  // size: bytes; age: seconds
  std::optional<Regex> regex = {};
};

// What is done with each name found.
struct FindAct {
  enum class Kind : std::uint8_t {
    run,
    run_once,
    run_there,
    remove,
    print,
    write
  } kind = Kind::print;
  Words words = {};
  char end = '\n';
  std::string format = {};
};

struct FindNode {
  enum class Kind : std::uint8_t {
    test,
    act,
    prune,
    quit,
    negation,
    both,
    either,
    list
  } kind = Kind::test;
  std::size_t left = 0;   // node; test or act: which one
  std::size_t right = 0;  // node
};

struct FindExpression {
  Words roots;
  std::vector<FindNode> nodes;
  std::optional<std::size_t> top;
  std::vector<FindTest> tests;
  std::vector<FindAct> acts;
  Words read;     // -files0-from
  Words written;  // -fprint
  int max_depth = 99;
  int min_depth = 0;
};

FindExpression read_find(const Words& words, Span span);

Truth holds(const FindTest& test, const FindEntry& entry, const View& view);

// fnmatch(3) as find uses it: `*` crosses '/'.
bool fits_name(std::string_view pattern, std::string_view text);

}  // namespace guards::commands
