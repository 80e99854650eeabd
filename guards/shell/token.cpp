#include "guards/shell/token.h"

#include <algorithm>
#include <array>

#include "coord/base/first_letter.h"

namespace guards::shell {
namespace {

struct Spelling {
  std::string_view name;
  Reserved word;
};

constexpr std::array kReserved{
    Spelling{"!",        Reserved::bang         },
    Spelling{"[[",       Reserved::open_test    },
    Spelling{"case",     Reserved::case_word    },
    Spelling{"coproc",   Reserved::coproc_word  },
    Spelling{"do",       Reserved::do_word      },
    Spelling{"done",     Reserved::done_word    },
    Spelling{"elif",     Reserved::elif_word    },
    Spelling{"else",     Reserved::else_word    },
    Spelling{"esac",     Reserved::esac_word    },
    Spelling{"fi",       Reserved::fi_word      },
    Spelling{"for",      Reserved::for_word     },
    Spelling{"function", Reserved::function_word},
    Spelling{"if",       Reserved::if_word      },
    Spelling{"in",       Reserved::in_word      },
    Spelling{"select",   Reserved::select_word  },
    Spelling{"then",     Reserved::then_word    },
    Spelling{"time",     Reserved::time_word    },
    Spelling{"until",    Reserved::until_word   },
    Spelling{"while",    Reserved::while_word   },
    Spelling{"{",        Reserved::open_brace   },
    Spelling{"}",        Reserved::close_brace  },
};

// Commands that are grammar too: behind them name=(...) is an argument, not an error.
struct Declaration {
  std::string_view name;
};
constexpr std::array kDeclarations{
    Declaration{"alias"}, Declaration{"declare"}, Declaration{"eval"},     Declaration{"export"},
    Declaration{"let"},   Declaration{"local"},   Declaration{"readonly"}, Declaration{"typeset"}};
constexpr base::FirstLetters kDeclarationBegins = base::first_letters_of(kDeclarations);

constexpr base::FirstLetters kBegins = base::first_letters_of(kReserved);

}  // namespace

Reserved reserved(std::string_view text) {
  const Spelling* found = base::find_row(kReserved, kBegins, text);
  return found != nullptr ? found->word : Reserved::none;
}

bool is_declaration(std::string_view text) {
  return base::find_row(kDeclarations, kDeclarationBegins, text) != nullptr;
}

std::string_view text_of(TokenKind kind) {
  constexpr std::array<std::string_view, 15> kTexts{
      "end of text", "newline", "word", "redirection", ";",  "&",  "&&", "||",
      "|",           "|&",      "(",    ")",           ";;", ";&", ";;&"};
  return kTexts[static_cast<std::size_t>(kind)];
}

}  // namespace guards::shell
