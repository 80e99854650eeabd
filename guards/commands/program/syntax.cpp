#include "guards/commands/program/syntax.h"

#include <array>

#include "coord/base/path.h"

namespace guards::commands::program {

namespace {

constexpr std::array kSyntaxes = {
    Syntax{.language = Language::python,
           .comments = "#",
           .plain_quotes = "'\"",
           .opener = "{",
           .concatenates = "+",
           .indents = true,
           .line_ends = true},
    Syntax{.language = Language::node,
           .comments = "//",
           .block_comment = "/* */",
           .mixed_quotes = "`",
           .plain_quotes = "'\"",
           .opener = "${",
           .concatenates = "+",
           .matches = true,
           .line_ends = true},
    Syntax{.language = Language::perl,
           .comments = "#",
           .mixed_quotes = "\"`",
           .plain_quotes = "'",
           .opener = "$",
           .sigils = "$@%",
           .concatenates = ".",
           .bare_calls = true,
           .matches = true,
           .here_texts = true},
    Syntax{.language = Language::ruby,
           .comments = "#",
           .mixed_quotes = "\"`",
           .plain_quotes = "'",
           .opener = "#{",
           .sigils = "$@",
           .concatenates = "+ <<",
           .ends_blocks = true,
           .bare_calls = true,
           .matches = true,
           .here_texts = true,
           .line_ends = true},
    Syntax{.language = Language::php,
           .comments = "# //",
           .block_comment = "/* */",
           .mixed_quotes = "\"`",
           .plain_quotes = "'",
           .opener = "$",
           .sigils = "$",
           .concatenates = ".",
           .bare_calls = true,
           .here_texts = true},
    Syntax{.language = Language::lua,
           .comments = "--",
           .plain_quotes = "'\"",
           .concatenates = "..",
           .ends_blocks = true,
           .bare_calls = true,
           .line_ends = true},
    Syntax{.language = Language::r,          .comments = "#",    .plain_quotes = "'\"",                                .line_ends = true   },
    Syntax{.language = Language::other,
           .comments = "#",
           .plain_quotes = "\"",
           .bare_calls = true,
           .line_ends = true       },
};

struct Stem {
  std::string_view stem;
  Language language;
};

constexpr std::array kPrograms = {
    Stem{"py",          Language::python},
    Stem{"ipython",     Language::python},
    Stem{"jython",      Language::python},
    Stem{"node",        Language::node  },
    Stem{"bun",         Language::node  },
    Stem{"deno",        Language::node  },
    Stem{"ts",          Language::node  },
    Stem{"esno",        Language::node  },
    Stem{"babel-node",  Language::node  },
    Stem{"swc-node",    Language::node  },
    Stem{"perl",        Language::perl  },
    Stem{"ruby",        Language::ruby  },
    Stem{"jruby",       Language::ruby  },
    Stem{"truffleruby", Language::ruby  },
    Stem{"irb",         Language::ruby  },
    Stem{"rbx",         Language::ruby  },
    Stem{"php",         Language::php   },
    Stem{"lua",         Language::lua   },
    Stem{"texlua",      Language::lua   },
    Stem{"Rscript",     Language::r     },
    Stem{"littler",     Language::r     },
};

constexpr std::array kEndings = {
    Stem{".py",  Language::python},
    Stem{".js",  Language::node  },
    Stem{".mjs", Language::node  },
    Stem{".cjs", Language::node  },
    Stem{".ts",  Language::node  },
    Stem{".mts", Language::node  },
    Stem{".cts", Language::node  },
    Stem{".tsx", Language::node  },
    Stem{".jsx", Language::node  },
    Stem{".pl",  Language::perl  },
    Stem{".pm",  Language::perl  },
    Stem{".rb",  Language::ruby  },
    Stem{".php", Language::php   },
    Stem{".lua", Language::lua   },
    Stem{".R",   Language::r     },
    Stem{".r",   Language::r     },
};

}  // namespace

const Syntax& syntax_of(Language language) {
  for (const Syntax& row : kSyntaxes) {
    if (row.language == language) return row;
  }
  return kSyntaxes.back();
}

Language language_of(std::string_view program) {
  if (program == "R" || program == "r") return Language::r;
  if (program == "perl6") return Language::other;
  for (const Stem& row : kPrograms) {
    if (program.starts_with(row.stem)) return row.language;
  }
  return Language::other;
}

Language language_of_file(std::string_view path) {
  const std::string_view ending = base::extension(path);
  for (const Stem& row : kEndings) {
    if (ending == row.stem) return row.language;
  }
  return Language::other;
}

}  // namespace guards::commands::program
