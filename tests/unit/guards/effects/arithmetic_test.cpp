#include "guards/effects/arithmetic.h"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace guards::effects {
namespace {

class MapNames : public Names {
 public:
  std::optional<std::string> read(std::string_view name) override {
    const auto at = values.find(std::string(name));
    return at == values.end() ? "" : at->second;
  }
  void write(std::string_view name, std::int64_t value) override {
    values[std::string(name)] = std::to_string(value);
  }
  void write_unknown(std::string_view name) override { values.erase(std::string(name)); }

  std::map<std::string, std::string> values;
};

struct Case {
  const char* text;
  std::int64_t value;
};

TEST(Arithmetic, CountsAsBashDoes) {
  constexpr auto kCases = std::to_array<Case>({
      {"1+2*3",       7  },
      {"(1+2)*3",     9  },
      {"2**3**2",     512},
      {"-7/2",        -3 },
      {"-7%3",        -1 },
      {"1<2 && 2<3",  1  },
      {"5>6 || 0",    0  },
      {"1 ? 2 : 3",   2  },
      {"0x10",        16 },
      {"010",         8  },
      {"2#101",       5  },
      {"!0",          1  },
      {"~0",          -1 },
      {"1<<4 | 1",    17 },
      {"3 & 6 ^ 1",   3  },
      {"x=5, x+1",    6  },
      {"y+=2",        2  },
      {"",            0  },
      {"1 == 1 != 0", 1  },
      {"+3 - -3",     6  },
  });
  for (const Case& one : kCases) {
    MapNames names;
    EXPECT_EQ(evaluate(one.text, names), one.value) << one.text;
  }
}

TEST(Arithmetic, NamesAreReadThroughAndStepped) {
  MapNames names;
  names.values = {
      {"a", "b"},
      {"b", "4"}
  };
  EXPECT_EQ(evaluate("a*2", names), 8);
  EXPECT_EQ(evaluate("b++ + ++b", names), 10);
  EXPECT_EQ(names.values["b"], "6");
}

TEST(Arithmetic, WhatBashRefusesIsNothing) {
  for (const char* text : {"1/0", "1 +", "(1", "2 **-1", "a b", "1.5"}) {
    MapNames names;
    EXPECT_FALSE(evaluate(text, names)) << text;
  }
}

TEST(Arithmetic, DepthIsBounded) {
  MapNames names;
  EXPECT_FALSE(evaluate(std::string(100'000, '('), names));
  names.values = {
      {"a", "a"}
  };
  EXPECT_FALSE(evaluate("a", names));
}

}  // namespace
}  // namespace guards::effects
