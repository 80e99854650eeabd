#include "guards/commands/program/program.h"

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "guards/commands/program/token.h"

namespace {

using namespace guards::commands;
using program::Language;

// A few files, nothing else.
class FewFiles : public View {
 public:
  There there(const std::string& path) const override {
    return files.contains(path) ? There::file : There::missing;
  }
  std::optional<std::string> content(const std::string& path) const override {
    const auto at = files.find(path);
    return at == files.end() ? std::nullopt : std::optional(at->second);
  }
  std::optional<std::string> piece(const std::string&, std::uint64_t, std::size_t) const override {
    return {};
  }
  std::optional<Facts> facts(const std::string&) const override { return {}; }
  std::int64_t now_ns() const override { return 0; }
  std::optional<std::vector<std::string>> list(const std::string&) const override { return {}; }
  std::optional<std::string> link(const std::string&) const override { return {}; }
  const std::string& cwd() const override { return cwd_; }
  const std::string& home() const override { return home_; }
  const std::string& root() const override { return cwd_; }
  std::optional<std::string> variable(const std::string& name) const override {
    return name == "OUT" ? std::optional<std::string>("out.txt") : std::nullopt;
  }
  std::optional<std::string> input() const override { return {}; }
  bool wants_output() const override { return false; }

  std::map<std::string, std::string> files;

 private:
  std::string cwd_ = "/repo";
  std::string home_ = "/home/dev";
};

Meaning meaning_of(Language language, std::string_view text, const FewFiles& files = {}) {
  Meaning meaning;
  program::Program program;
  program.language = language;
  program.text = text;
  program.arguments = {"first", "second"};
  program::read_program(program, files, meaning);
  return meaning;
}

std::vector<std::string> paths(const Meaning& meaning, bool written = true) {
  std::vector<std::string> out;
  for (const Touch& touch : meaning.touches) {
    if ((touch.verb != guards::Verb::read) == written) out.push_back(touch.path);
  }
  return out;
}

std::string written(Language language, std::string_view text) {
  const auto all = paths(meaning_of(language, text));
  EXPECT_EQ(all.size(), 1U) << text;
  return all.empty() ? "" : all[0];
}

struct Row {
  Language language;
  const char* text;
  const char* path;
};

// clang-format off
constexpr auto kWrites = std::to_array<Row>({
    {Language::python, "open('a' 'b', \"w\")",                                   "ab"           },
    {Language::python, "open(name := 'x', mode='wb')",                           "x"            },
    {Language::python, "open(r'a\\n', 'w')",                                     "a\\n"         },
    {Language::python, "import sys\nopen(sys.argv[2], 'w')",                     "second"       },
    {Language::python, "import os\nopen(os.environ['OUT'], 'w')",                "out.txt"      },
    {Language::python, "d = {'p': 'x'}\nopen(d['p'], 'w')",                      "x"            },
    {Language::python, "p = ['a']\np.append('b')\nopen('/'.join(p), 'w')",       "a/b"          },
    {Language::python, "from os import *\nmkdir('d')",                           "d"            },
    {Language::python, "class A:\n  def go(self):\n    open('m', 'w')\nA().go()", "m"            },
    {Language::python, "import numpy as np\nnp.save('n.npy', x)",                "n.npy"        },
    {Language::python, "df.to_csv('t.csv')",                                     "t.csv"        },
    {Language::node,   "fs.writeFileSync(`a${1}b`, '')",                         "a1b"          },
    {Language::node,   "const g = require('fs'); g.rmSync('x')",                 "x"            },
    {Language::node,   "import * as f from 'node:fs';\nf.writeFileSync('x', '')", "x"            },
    {Language::node,   "const r = /['\"]/; fs.writeFileSync('x', '')",           "x"            },
    {Language::perl,   "open(F, '>', q{x y})",                                   "x y"          },
    {Language::perl,   R"(my $x = 'a' . "b"; open F, ">$x.c";)",                 "ab.c"         },
    {Language::perl,   "mkdir $ARGV[0];",                                        "first"        },
    {Language::perl,   "print <<E;\nunlink 'q'\nE\nmkdir 'd';",                  "d"            },
    {Language::ruby,   "File.write(\"#{'a'}.rb\", 'x')",                         "a.rb"         },
    {Language::ruby,   "File.open('x', 'w') { |f| f.puts 1 }",                   "x"            },
    {Language::ruby,   "FileUtils.mkdir_p %w[d]",                                "d"            },
    {Language::php,    "$f = 'x'; file_put_contents(\"$f.txt\", 1);",            "x.txt"        },
    {Language::php,    "<html>'<?php touch('p'); ?>",                            "p"            },
    {Language::lua,    "local f = io.open('a' .. 'b', 'w')",                     "ab"           },
    {Language::r,      "writeLines('x', con = 'unused', 'r.txt')",               "r.txt"        },
});
// clang-format on

TEST(Program, ChangingCallsNameTheirFile) {
  for (const Row& row : kWrites) {
    EXPECT_EQ(written(row.language, row.text), row.path) << row.text;
  }
}

TEST(Program, WhatOnlyComputesHasNoEffect) {
  // clang-format off
  constexpr auto kQuiet = std::to_array<Row>({
      {Language::python, "print('open(\"x\", \"w\")', 3 > 2)\n# open('x', 'w')", ""},
      {Language::python, "x = [i for i in range(9)]; print(x.copy(), x.remove(1))", ""},
      {Language::node,   "/* fs.rmSync('x') */ console.log([1].map(a => a > 0))", ""},
      {Language::perl,   "$x =~ s/unlink 'a'/b/; print q(unlink 'a');",           ""},
      {Language::ruby,   "puts \"File.delete('x')\"; [1].each { |x| p x }",       ""},
      {Language::php,    "echo 'unlink(1)'; $x = strlen('a') > 2;",               ""},
      {Language::lua,    "print('os.remove') -- os.remove('x')",                  ""},
  });
  // clang-format on
  for (const Row& row : kQuiet) {
    const Meaning meaning = meaning_of(row.language, row.text);
    EXPECT_TRUE(meaning.touches.empty() && meaning.doubts.empty()) << row.text;
  }
}

TEST(Program, BothWaysOfABranchCount) {
  const Meaning meaning =
      meaning_of(Language::python, "p = 'a'\nif x:\n  p = 'b'\nopen(p, 'w')\np = 'c'\n");
  EXPECT_EQ(paths(meaning), (std::vector<std::string>{"a", "b"}));
}

TEST(Program, FunctionsKnowWhatTheyAreGiven) {
  const Meaning meaning = meaning_of(
      Language::python, "def save(p, d='y'):\n  open(p, 'w')\n  open(d, 'w')\nsave('x')\n");
  EXPECT_EQ(paths(meaning), (std::vector<std::string>{"x", "y"}));
  EXPECT_TRUE(meaning.doubts.empty());
}

TEST(Program, WhatIsKnownInPartKeepsAHole) {
  const std::string path = written(Language::python, "open('out/' + name + '.txt', 'w')");
  EXPECT_EQ(path, std::string("out/") + kHole + ".txt");
}

TEST(Program, CommandsGoBackToTheShell) {
  const Meaning one = meaning_of(Language::python, "import os; os.system('rm x')");
  ASSERT_EQ(one.runs.size(), 1U);
  EXPECT_EQ(one.runs[0].text, "rm x");
  const Meaning two = meaning_of(Language::node, "require('child_process').spawn('rm', ['x'])");
  ASSERT_EQ(two.runs.size(), 1U);
  EXPECT_EQ(two.runs[0].words.size(), 2U);
  EXPECT_EQ(meaning_of(Language::python, "import os; os.system(input())").doubts.size(), 1U);
}

TEST(Program, ModulesBesideTheProgramAreRead) {
  FewFiles files;
  files.files["lib.py"] = "open('top', 'w')\ndef go(p):\n  open(p, 'w')\n";
  const Meaning meaning = meaning_of(Language::python, "import lib\nlib.go('x')\n", files);
  EXPECT_EQ(paths(meaning, false), std::vector<std::string>{"lib.py"});
  EXPECT_EQ(paths(meaning), (std::vector<std::string>{"top", "x"}));
}

TEST(Program, HostileTextsEndSoon) {
  // clang-format off
  const auto pieces = std::to_array<const char*>({"f(",    "[x for x in ", "{",      "a = (", "'a' + ", "lambda: ",
                                "if x:\n def f():\n ",   "`${",   "<<E\n", "def f(): f()\nf()\n",
                                "q{",    "open(F, ",     "x => ", "$x{",   "\"#{",   "not "});
  // clang-format on
  for (const char* piece : pieces) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += piece;
    for (const Language language : {Language::python, Language::node, Language::perl,
                                    Language::ruby, Language::php, Language::lua, Language::r}) {
      EXPECT_LT(meaning_of(language, text).steps, 40'000U) << piece;
    }
  }
}

TEST(Program, TornTextsEnd) {
  for (const Row& row : kWrites) {
    const std::string_view text = row.text;
    for (std::size_t end = 0; end <= text.size(); ++end) {
      EXPECT_LE(meaning_of(row.language, text.substr(0, end)).touches.size(), 4U);
    }
  }
}

TEST(ProgramTokens, QuirksOfEachLanguage) {
  const auto kinds = [](Language language, std::string_view text) {
    std::string out;
    for (const auto& token : program::read_tokens(program::syntax_of(language), text).tokens) {
      out += "nv0tmcwgs."[static_cast<std::size_t>(token.kind)];
    }
    return out;
  };
  EXPECT_EQ(kinds(Language::python, "f'{x}' r'\\' \"\"\"a'b\"\"\""), "mtt.");
  EXPECT_EQ(kinds(Language::node, "a / b; x = /'/g"), "nsnsns0.");
  EXPECT_EQ(kinds(Language::perl, "$x =~ s{a}{b}; qw(a b); @y = <*.c>; `ls`"), "vs0swsvsgsc.");
  EXPECT_EQ(kinds(Language::ruby, "%w[a b] %q(x) @y"), "wtv.");
  EXPECT_EQ(kinds(Language::lua, "[[a]] --[[ b ]] c"), "tn.");
}

}  // namespace
