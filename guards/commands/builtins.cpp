#include "guards/commands/builtins.h"

#include <algorithm>
#include <array>

#include "coord/base/first_letter.h"

namespace guards::commands {

namespace {

struct Row {
  std::string_view name;
  Builtin builtin;
};

constexpr std::array kRows = {
    Row{".",         Builtin::source       },
    Row{":",         Builtin::succeed      },
    Row{"[",         Builtin::test         },
    Row{"alias",     Builtin::alias        },
    Row{"bg",        Builtin::nothing      },
    Row{"bind",      Builtin::nothing      },
    Row{"break",     Builtin::break_loop   },
    Row{"builtin",   Builtin::builtin      },
    Row{"caller",    Builtin::nothing      },
    Row{"cd",        Builtin::cd           },
    Row{"chdir",     Builtin::cd           },
    Row{"command",   Builtin::command      },
    Row{"compgen",   Builtin::nothing      },
    Row{"complete",  Builtin::nothing      },
    Row{"compopt",   Builtin::nothing      },
    Row{"continue",  Builtin::continue_loop},
    Row{"declare",   Builtin::declare      },
    Row{"dirs",      Builtin::dirs         },
    Row{"disown",    Builtin::nothing      },
    Row{"echo",      Builtin::echo         },
    Row{"enable",    Builtin::nothing      },
    Row{"eval",      Builtin::eval         },
    Row{"exec",      Builtin::exec         },
    Row{"exit",      Builtin::exit         },
    Row{"export",    Builtin::declare      },
    Row{"false",     Builtin::fail         },
    Row{"fc",        Builtin::nothing      },
    Row{"fg",        Builtin::nothing      },
    Row{"getopts",   Builtin::nothing      },
    Row{"hash",      Builtin::nothing      },
    Row{"help",      Builtin::nothing      },
    Row{"history",   Builtin::history      },
    Row{"jobs",      Builtin::nothing      },
    Row{"kill",      Builtin::nothing      },
    Row{"let",       Builtin::let          },
    Row{"local",     Builtin::declare      },
    Row{"logout",    Builtin::exit         },
    Row{"mapfile",   Builtin::map_file     },
    Row{"popd",      Builtin::popd         },
    Row{"printf",    Builtin::print        },
    Row{"pushd",     Builtin::pushd        },
    Row{"pwd",       Builtin::pwd          },
    Row{"read",      Builtin::read         },
    Row{"readarray", Builtin::map_file     },
    Row{"readonly",  Builtin::declare      },
    Row{"return",    Builtin::return_from  },
    Row{"set",       Builtin::set          },
    Row{"shift",     Builtin::shift        },
    Row{"shopt",     Builtin::shopt        },
    Row{"source",    Builtin::source       },
    Row{"suspend",   Builtin::nothing      },
    Row{"test",      Builtin::test         },
    Row{"times",     Builtin::nothing      },
    Row{"trap",      Builtin::trap         },
    Row{"true",      Builtin::succeed      },
    Row{"type",      Builtin::nothing      },
    Row{"typeset",   Builtin::declare      },
    Row{"ulimit",    Builtin::nothing      },
    Row{"umask",     Builtin::nothing      },
    Row{"unalias",   Builtin::unalias      },
    Row{"unset",     Builtin::unset        },
    Row{"wait",      Builtin::nothing      },
};
static_assert(std::ranges::is_sorted(kRows, {}, &Row::name));
constexpr base::FirstLetters kBegins = base::first_letters_of(kRows);

}  // namespace

std::optional<Builtin> find_builtin(std::string_view name) {
  const Row* row = base::find_row(kRows, kBegins, name);
  if (row == nullptr) return std::nullopt;
  return row->builtin;
}

}  // namespace guards::commands
