#include "guards/shell/token.h"

#include <algorithm>
#include <array>

namespace guards::shell {
namespace {

struct Spelling {
  std::string_view text;
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
constexpr std::array<std::string_view, 8> kDeclarations{"alias", "declare", "eval",     "export",
                                                        "let",   "local",   "readonly", "typeset"};

constexpr std::size_t kLongestReserved = 8;

}  // namespace

Reserved reserved(std::string_view text) {
  if (text.size() > kLongestReserved) return Reserved::none;
  const auto* const found = std::lower_bound(
      kReserved.begin(), kReserved.end(), text,
      [](const Spelling& known, std::string_view wanted) { return known.text < wanted; });
  return found != kReserved.end() && found->text == text ? found->word : Reserved::none;
}

bool is_declaration(std::string_view text) {
  return std::binary_search(kDeclarations.begin(), kDeclarations.end(), text);
}

std::string_view text_of(TokenKind kind) {
  constexpr std::array<std::string_view, 15> kTexts{
      "end of text", "newline", "word", "redirection", ";",  "&",  "&&", "||",
      "|",           "|&",      "(",    ")",           ";;", ";&", ";;&"};
  return kTexts[static_cast<std::size_t>(kind)];
}

}  // namespace guards::shell
