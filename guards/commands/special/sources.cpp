// Source: each tool's manual on the files it takes from a folder; ctags --list-maps of 5.9.
#include <algorithm>
#include <array>

#include "guards/commands/arguments.h"
#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"
#include "guards/commands/special/visible_files.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMost = 300;  // files; a larger folder is named as a whole

struct Tree {
  std::string_view commands;     // blank-separated; "ruff_format" is "ruff format"
  std::string_view endings;      // ".py", or a whole name
  std::string_view needed = {};  // folders are taken only with one of these flags
  bool here = false;             // without operands: this folder
  bool ignored = false;          // what .gitignore names too
};

constexpr std::string_view kPython = ".py .pyi";
constexpr std::string_view kScripts = ".js .jsx .mjs .cjs .ts .tsx .mts .cts";
// What is neither a whole language nor rare.
constexpr std::string_view kTagged =
    ".ac .adoc .am .as .asm .awk .bash .bat .bib .c .cc .clj .cmake .cmd .conf .cpp .cs .css .cu "
    ".cxx .d .diff .dtd .el .erl .ex .exs .f90 .go .h .hh .hpp .hs .htm .html .hxx .inl .ini .java "
    ".jl .js .json .jsx .kt .kts .ksh .lisp .lua .m .m4 .mak .markdown .md .mjs .mk .ml .mli .mm "
    ".mod .pas .patch .perl .php .pl .plist .pm .pod .pp .properties .proto .ps1 .pxd .py .pyx .r "
    ".R .rb .rkt .rs .rst .s .S .scm .scss .service .sh .socket .spec .sql .sv .svg .tcl .tex .ts "
    ".v .vhd .vim .xml .xsl .xslt .y .yml .zsh Makefile makefile GNUmakefile CMakeLists.txt "
    "Kconfig Makefile.am Rakefile";

// (clang-format 14 crashes on rows of unequal length.)
// clang-format off
constexpr std::array kTrees = {
    Tree{.commands = "black", .endings = ".py .pyi .ipynb"},
    Tree{.commands = "isort usort flake8 pyflakes pycodestyle pydocstyle vulture radon xenon",
         .endings = kPython, .ignored = true},
    Tree{.commands = "mypy pyright basedpyright pylint", .endings = kPython, .ignored = true},
    Tree{.commands = "autopep8 yapf docformatter autoflake bandit", .endings = kPython,
         .needed = "-r --recursive -R", .ignored = true},
    Tree{.commands = "ruff_check ruff_lint ruff_format", .endings = ".py .pyi .ipynb",
         .here = true},
    Tree{.commands = "prettier",
         .endings = ".js .jsx .mjs .cjs .ts .tsx .mts .cts .json .json5 .jsonc .css .scss .less "
                    ".html .vue .md .mdx .markdown .yml .yaml .graphql .gql .hbs .handlebars"},
    Tree{.commands = "eslint eslint_d standard xo oxlint semistandard", .endings = kScripts,
         .here = true},
    Tree{.commands = "biome_check biome_lint biome_format biome_ci rome_format rome_check",
         .endings = ".js .jsx .mjs .cjs .ts .tsx .mts .cts .json .jsonc .css .graphql",
         .here = true},
    Tree{.commands = "gofmt goimports gofumpt golines", .endings = ".go", .ignored = true},
    Tree{.commands = "shfmt", .endings = ".sh .bash"},
    Tree{.commands = "rubocop standardrb",
         .endings = ".rb .rake .gemspec .ru Gemfile Rakefile Guardfile Podfile", .here = true},
    Tree{.commands = "stylua luacheck", .endings = ".lua", .ignored = true},
    Tree{.commands = "yamllint", .endings = ".yaml .yml", .ignored = true},
    Tree{.commands = "mdformat markdownlint markdownlint-cli2", .endings = ".md .markdown",
         .ignored = true},
    Tree{.commands = "djlint", .endings = ".html", .ignored = true},
    Tree{.commands = "sqlfluff_fix sqlfluff_lint sqlfluff_format", .endings = ".sql"},
    Tree{.commands = "cppcheck", .endings = ".c .cc .cpp .cxx .c++ .ipp .ixx .tpp .txx",
         .ignored = true},
    Tree{.commands = "ctags exuberant-ctags universal-ctags", .endings = kTagged, .needed = "-R",
         .here = true, .ignored = true},
};
// clang-format on

bool is_of(const Tree& tree, std::string name) {
  std::ranges::replace(name, ' ', '_');
  return lists(tree.commands, name);
}

bool fits(std::string_view endings, const std::string& path) {
  const std::string name = last_part(path);
  for (auto one = take_word(endings); !one.empty(); one = take_word(endings)) {
    if (one.starts_with('.') ? name.ends_with(one) : name == one) return true;
  }
  return false;
}

class Taking {
 public:
  Taking(const Tree& tree, const View& view) : tree_(tree), view_(view) {}

  // The files below the folder in its place, or the folder when they are too many.
  void add(const Word& folder, Words& words) const {
    const Visibility wanted{.hidden = true, .ignored = tree_.ignored};
    const auto files = visible_files(folder.text, wanted, view_);
    Words found;
    for (const VisibleFile& file : files.value_or(std::vector<VisibleFile>())) {
      if (!file.folder && !view_.link(file.path) && fits(tree_.endings, file.path)) {
        found.push_back({file.path, folder.span});
      }
    }
    if (!files || found.size() > kMost) return words.push_back(folder);
    words.insert(words.end(), found.begin(), found.end());
  }

 private:
  const Tree& tree_;
  const View& view_;
};

}  // namespace

Meaning sources(const Call& call, const View& view) {
  const auto* tree =
      std::ranges::find_if(kTrees, [&](const Tree& one) { return is_of(one, call.name); });
  const Arguments arguments = read_arguments(call);
  if (tree == kTrees.end() || (!tree->needed.empty() && !arguments.has_any(tree->needed))) {
    return describe_by_table(call, view);
  }
  const Taking taking(*tree, view);
  Call filled{call.name, call.row, {}, call.span};
  for (const Word& word : call.words) {
    const bool is_operand = std::ranges::any_of(arguments.operands, [&](const Operand& one) {
      return one.word.text == word.text && one.word.span == word.span;
    });
    if (is_operand && is_folder(word.text, view)) {
      taking.add(word, filled.words);
    } else {
      filled.words.push_back(word);
    }
  }
  if (arguments.operands.empty() && tree->here) taking.add({".", call.span}, filled.words);
  return describe_by_table(filled, view);
}

}  // namespace guards::commands
