#!/usr/bin/env python3
"""Proves that every check can fail, and that it leaves alone what is right."""
import subprocess
import tempfile
import unittest
from pathlib import Path

import check_docs
import check_format
import check_headers
import check_homes
import check_layers
import check_shell
import check_sizes
import check_words
import fault_rows
import verbs
import tree as t

ADR = ("# ADR-0001: A title\n\nStatus: accepted\n\n## Context\n## Decision\n## What we gave up\n"
       "## How we would notice it is wrong\n## Enforced by\n")


class Layers(unittest.TestCase):
    def check(self, path, include):
        return check_layers.problems({path: f"#include {include}\n"})

    def test_an_arrow_against_the_table_is_found(self):
        self.assertEqual(["coord/journal/a.cpp:1: coord/lease/lease.h: journal must not know lease"],
                         self.check("coord/journal/a.cpp", '"coord/lease/lease.h"'))
        self.assertTrue(self.check("guards/shell/lexer.cpp", '"guards/commands/spec.h"'))
        self.assertTrue(self.check("hooks/platforms/x.cpp", '"hooks/validators/validator.h"'))
        self.assertTrue(self.check("coord/base/a.cpp", '"tests/support/temp_dir.h"'))

    def test_relative_and_angled_own_includes_are_found(self):
        self.assertTrue(self.check("coord/base/a.cpp", '"text.h"'))
        self.assertTrue(self.check("coord/base/a.cpp", '"coord/base/../entry.h"'))
        self.assertTrue(self.check("coord/journal/a.cpp", "<coord/base/text.h>"))

    def test_arrows_of_the_table_pass(self):
        self.assertFalse(self.check("coord/journal/a.cpp", '"coord/base/disk.h"'))
        self.assertFalse(self.check("hooks/executor.cpp", '"guards/judge.h"'))
        self.assertFalse(self.check("coord/base/a.cpp", "<vector>"))

    def test_every_room_has_its_row(self):
        rooms = {room for _, room in check_layers.ROOM_OF}
        self.assertEqual(rooms, set(check_layers.MAY_INCLUDE))


class Homes(unittest.TestCase):
    def check(self, path, code):
        return check_homes.problems({path: "#include <unistd.h>\n" + code})

    def test_every_danger_is_found_outside_its_home(self):
        lines = ("flock(fd, 2);", "::open(p, 0);", "return write(1, p, 2);", "if (rename(a, b)) {}",
                 "clock_gettime(CLOCK_BOOTTIME, &t);", "auto n = std::chrono::steady_clock::now();",
                 'auto h = getenv("HOME");', "auto j = json::parse(text);", "if (fork() == 0) {}",
                 "::execve(p, a, e);", '#include "spdlog/spdlog.h"', "#include <re2/re2.h>",
                 "#include <boost/interprocess/mapped_region.hpp>", "std::regex r;",
                 "#include <iostream>", 'std::printf("x");', "std::cout << 1;", "::_exit(2);",
                 "abort();", "} catch (...) {", "throw 1;", 'system("ls");', "sodium_init();",
                 "fcntl(fd, F_SETLK, &l);", "flags |= LOCK_SH;", "usleep(3);", "thread_local int x;",
                 "std::ofstream out(p);", "chdir(p);")
        for line in lines:
            code = line if line.startswith("#") else "void f() {\n  " + line + "\n}\n"
            self.assertTrue(self.check("guards/judge.cpp", code), line)

    def test_a_danger_at_home_passes(self):
        self.assertFalse(self.check("coord/journal/flock.cpp", "void f() { ::flock(fd, 2); }"))
        self.assertFalse(self.check("coord/base/real_disk.cpp", "int f() { return ::open(p, 0); }"))

    def test_methods_declarations_and_words_pass(self):
        for code in ("auto f = disk.open(path, Open::read);", "Result<FileHandle> open(int how);",
                     "base::write(stream);", "// never throw, never system(x)",
                     'auto s = "throw; system(1)";', "auto x = disk->rename(a, b);"):
            indented = f"class C {{\n  {code}\n}};\n"
            self.assertFalse(self.check("guards/judge.cpp", indented), code)

    def test_state_outside_functions_is_found(self):
        for code in ("int count = 0;", "static std::string last;", "std::atomic<bool> ready{false};",
                     "std::vector<int> seen;", "inline int total = 3;",
                     "int f() {\n  static int calls = 0;\n  return ++calls;\n}"):
            self.assertTrue(self.check("guards/judge.cpp", code), code)

    def test_constants_pass(self):
        for code in ("constexpr int kMany = 3;", "inline constexpr std::size_t kMax = 4096;",
                     "const char* name_of(Word word);", "using base::Result;", "struct Token;",
                     "Result<int> parse(int x);", "static int helper(int x) {\n  return x;\n}",
                     "int f() {\n  static const int kTen = 10;\n  return kTen;\n}"):
            self.assertFalse(self.check("guards/judge.cpp", code), code)


class Headers(unittest.TestCase):
    GOOD = "// a.h - what it is.\n// Shape:  plain value.\n#pragma once\n"

    def check(self, text):
        return check_headers.problems({"coord/base/a.h": text})

    def test_the_block_passes(self):
        self.assertFalse(self.check(self.GOOD))

    def test_what_is_missing_is_found(self):
        self.assertTrue(self.check("#pragma once\n"))
        self.assertTrue(self.check(self.GOOD.replace("a.h", "b.h")))
        self.assertTrue(self.check(self.GOOD.replace("#pragma once", "#ifndef A_H")))
        self.assertTrue(self.check(self.GOOD.replace("// Shape:  plain value.\n", "")))
        self.assertTrue(self.check("// a.h - x.\n// Shape: y\n" + "// z\n" * 4 + "#pragma once\n"))
        self.assertTrue(self.check(self.GOOD + "#include <nlohmann/json.hpp>\n"))


class Sizes(unittest.TestCase):
    def check(self, text, path="coord/base/a.cpp"):
        return check_sizes.problems({path: text})

    def function(self, lines, signature="int f(int a)"):
        return "namespace x {\n" + signature + " {\n" + "  g();\n" * (lines - 2) + "}\n}\n"

    def test_long_functions_are_found_and_measured(self):
        self.assertFalse(self.check(self.function(60)))
        self.assertIn("f has 61 lines", self.check(self.function(61))[0])
        self.assertTrue(self.check("struct S {\n  int get() const {\n" + "    g();\n" * 60 + "  }\n};\n"))
        self.assertTrue(self.check("A::A(int b) : b_(b) {\n" + "  g();\n" * 60 + "}\n"))

    def test_tables_and_types_are_no_functions(self):
        self.assertFalse(self.check("constexpr int kTable[] = {\n" + "    f(1),\n" * 100 + "};\n"))
        self.assertFalse(self.check("struct S {\n" + "  int a = 0;\n" * 100 + "};\n"))

    def test_parameters_are_counted(self):
        self.assertFalse(self.check(self.function(3, "int f(int a, int b, int c, int d, int e)")))
        self.assertFalse(self.check(self.function(3, "int f(std::map<int, int> a, int b)")))
        self.assertTrue(self.check(self.function(3, "int f(int a, int b, int c, int d, int e, int g)")))

    def test_long_files_are_found(self):
        self.assertTrue(self.check("\n" * 501))
        self.assertTrue(self.check("\n" * 121, "coord/base/a.h"))
        self.assertTrue(self.check("\n" * 61, "coord/base/CMakeLists.txt"))
        self.assertFalse(self.check("\n" * 120, "coord/base/a.h"))

    def test_more_than_a_tenth_over_the_soft_limit_is_found(self):
        long_ones = {f"coord/base/{n}.cpp": "\n" * 301 for n in range(2)}
        self.assertTrue(check_sizes.problems(long_ones))
        short_ones = {f"coord/base/s{n}.cpp": "\n" for n in range(20)}
        self.assertFalse(check_sizes.problems({**long_ones, **short_ones}))


class Format(unittest.TestCase):
    def test_a_badly_formatted_file_is_found(self):
        clang_format = check_format.find_clang_format()
        if clang_format is None:
            self.skipTest("no clang-format 14 here")
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "bad.cpp").write_text("int   main( ) {return 0 ;}\n", encoding="utf-8")
            Path(folder, "good.cpp").write_text("int main() { return 0; }\n", encoding="utf-8")
            found = check_format.badly_formatted(clang_format, folder, ["bad.cpp", "good.cpp"])
        self.assertEqual(1, len(found))
        self.assertIn("bad.cpp", found[0])


class Shell(unittest.TestCase):
    def test_a_careless_script_is_found(self):
        if check_shell.shutil.which("shellcheck") is None:
            self.skipTest("no shellcheck here")
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "bad.sh").write_text("#!/bin/sh\nrm $1/*\n", encoding="utf-8")
            self.assertTrue(check_shell.remarks(folder, ["bad.sh"]))

    def test_scripts_are_known_by_name_or_first_line(self):
        self.assertTrue(check_shell.is_script("a.sh", ""))
        self.assertTrue(check_shell.is_script("bootstrap", "#!/bin/sh\n"))
        self.assertFalse(check_shell.is_script("a.py", "#!/usr/bin/env python3\n"))


class FaultRows(unittest.TestCase):
    PAGE = f"# T\n{fault_rows.BEGIN}\n{fault_rows.END}\n"
    ROWS = "## Journal\nA1 | T | kill | nothing lost\nA2 | N | tear | seen\n"

    def tree(self, test):
        tree = {"tests/fault/rows.txt": self.ROWS, "docs/TESTING.md": self.PAGE,
                "tests/fault/a_test.cpp": test}
        tree["docs/TESTING.md"] = fault_rows.with_table(self.PAGE, fault_rows.table(tree))
        return tree

    def test_the_table_names_what_has_a_test(self):
        page = self.tree("TEST(Fault, A2_Torn) {}\n")["docs/TESTING.md"]
        self.assertIn("1 of 2 rows", page)
        self.assertIn("| A1 | T | kill | nothing lost | none yet |", page)

    def test_an_old_table_and_an_unknown_row_are_found(self):
        self.assertFalse(fault_rows.problems(self.tree("TEST(Fault, A2_Torn) {}\n")))
        stale = self.tree("")
        stale["tests/fault/a_test.cpp"] = "TEST(Fault, A1_Kill) {}\n"
        self.assertTrue(fault_rows.problems(stale))
        self.assertTrue(fault_rows.problems(self.tree("TEST(Fault, Z9_Odd) {}\n")))


class Verbs(unittest.TestCase):
    VERB = {"name": "off", "usage": "[-x]", "summary": ".stops", "human_only": True,
            "flags": [{"name": "--for", "brief": "-f", "value": "TIME", "help": "how long"}]}

    def test_a_row_becomes_a_sound_piece_of_manual(self):
        text = verbs.section([self.VERB])
        self.assertIn(".It Cm off [\\-x]\n\\&.stops (for people; agents are refused).", text)
        self.assertIn(".It \\-f, \\-\\-for Ar TIME\nhow long", text)

    def test_only_the_marked_part_is_replaced(self):
        page = f"before\n{verbs.BEGIN}\nold\n{verbs.END}\nafter\n"
        self.assertEqual(f"before\n{verbs.BEGIN}\nnew\n{verbs.END}\nafter\n",
                         verbs.with_section(page, "new"))


class Words(unittest.TestCase):
    def test_machine_paths_and_registries_are_found(self):
        self.assertTrue(check_words.problems({"docs/a.md": "see /work/x/y"}))
        self.assertTrue(check_words.problems({"docs/a.md": "from deb.debian.org"}))

    def test_ordinary_paths_pass(self):
        self.assertFalse(check_words.problems({"docs/a.md": "src/work/x and $HOME/work/y"}))


class Docs(unittest.TestCase):
    GOOD = {"docs/CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n- One.\n",
            "docs/README.md": "[log](CHANGELOG.md)\n", "docs/adr/0001-a-title.md": ADR}

    def check(self, **changes):
        tree = dict(self.GOOD)
        tree.update({name.replace("__", "/").replace("_md", ".md").replace("_json", ".json"): text
                     for name, text in changes.items()})
        return check_docs.problems(tree)

    def test_sound_docs_pass(self):
        self.assertFalse(self.check())

    def test_dead_links_anchors_and_paths_are_found(self):
        self.assertTrue(self.check(README_md="[x](docs/gone.md)"))
        self.assertTrue(self.check(README_md="[x](docs/CHANGELOG.md#nowhere)"))
        self.assertFalse(self.check(README_md="[x](docs/CHANGELOG.md#unreleased)"))
        self.assertTrue(self.check(README_md="`coord/base/gone.h`"))

    def test_pages_that_code_names_must_exist(self):
        code = "// a.h - x.\n// Source: docs/gone.md section 3.\n"
        self.assertTrue(check_docs.problems({**self.GOOD, "coord/base/a.h": code}))
        self.assertTrue(check_docs.problems({**self.GOOD, "coord/base/a.h": "// see gone.md 1.2\n"}))
        code = code.replace("gone", "README")
        self.assertFalse(check_docs.problems({**self.GOOD, "coord/base/a.h": code}))

    def test_pages_without_a_place_in_the_map_are_found(self):
        self.assertTrue(self.check(docs__SECURITY_md="# Security\n"))

    def test_incomplete_and_unknown_adrs_are_found(self):
        self.assertTrue(check_docs.problems(
            {**self.GOOD, "docs/adr/0001-a-title.md": ADR.replace("## Context\n", "")}))
        self.assertTrue(check_docs.problems({**self.GOOD, "docs/adr/0001-a-title.md": ADR + "\n" * 90}))
        self.assertTrue(self.check(README_md="as ADR-0042 says"))

    def test_rules_and_adrs_name_each_other(self):
        pack = '{"rules": [{"id": "secrets.dotenv", "adr": "ADR-0001"}]} // comment'
        self.assertTrue(self.check(policies__packs__a_json=pack))
        both = {**self.GOOD, "policies/packs/a.json": pack,
                "docs/adr/0001-a-title.md": ADR + "Rules: `secrets.dotenv`\n"}
        self.assertFalse(check_docs.problems(both))
        both["docs/adr/0001-a-title.md"] += "`secrets.gone`\n"
        self.assertTrue(check_docs.problems(both))

    def test_an_empty_changelog_is_found(self):
        self.assertTrue(check_docs.problems({**self.GOOD, "docs/CHANGELOG.md": "# Changelog\n"}))

    def test_a_bad_manual_page_is_found(self):
        if check_docs.shutil.which("mandoc") is None:
            self.skipTest("no mandoc here")
        self.assertTrue(check_docs.problems({**self.GOOD, "docs/man/x.1": ".Dd\n.Xx wrong\n"}))


class Tree(unittest.TestCase):
    def test_comments_and_literals_are_blanked_in_place(self):
        text = 'a(); // x\nb("//y", \'"\', 1\'000);\nR"(z\n)" /* w\n*/ c();\n'
        self.assertEqual(text.count("\n"), t.blank(text).count("\n"))
        self.assertEqual(len(text), len(t.blank(text)))
        for gone in ("x", "y", "z", "w"):
            self.assertNotIn(gone, t.blank(text))
        for kept in ("a();", "b(", "1'000", "c();"):
            self.assertIn(kept, t.blank(text))

    def test_a_check_ends_with_one_when_it_finds_something(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "coord").mkdir()
            Path(folder, "coord", "a.cpp").write_text("void f() { throw 1; }\n", encoding="utf-8")
            check = Path(__file__).with_name("check_homes.py")
            ran = subprocess.run(["python3", check, folder], capture_output=True, text=True, check=False)
        self.assertEqual(1, ran.returncode)
        self.assertIn("throwing", ran.stdout)


if __name__ == "__main__":
    unittest.main()
