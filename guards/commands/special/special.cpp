#include "guards/commands/special/special.h"

#include <array>

#include "guards/commands/describe.h"

namespace guards::commands {

namespace {

struct Row {
  Special special;
  Meaning (*describe)(const Call&, const View&);
};

constexpr std::array kRows = {
    Row{Special::archive,     archive     },
    Row{Special::awk,         awk         },
    Row{Special::compiler,    compiler    },
    Row{Special::compressor,  compressor  },
    Row{Special::copier,      copier      },
    Row{Special::dd,          dd          },
    Row{Special::debugger,    debugger    },
    Row{Special::download,    download    },
    Row{Special::editor,      editor      },
    Row{Special::exiftool,    exiftool    },
    Row{Special::fd,          fd          },
    Row{Special::find,        find_files  },
    Row{Special::git,         git         },
    Row{Special::grep,        grep        },
    Row{Special::indent,      indent      },
    Row{Special::interpreter, interpreter },
    Row{Special::just,        just        },
    Row{Special::line_ends,   line_ends   },
    Row{Special::make,        make        },
    Row{Special::own_verbs,   own_verbs   },
    Row{Special::package_run, package_run },
    Row{Special::pager,       pager       },
    Row{Special::patch,       patch       },
    Row{Special::pytest,      pytest      },
    Row{Special::rename,      rename_files},
    Row{Special::sed,         sed         },
    Row{Special::shell,       shell       },
    Row{Special::sources,     sources     },
    Row{Special::split,       split       },
    Row{Special::sqlite,      sqlite      },
    Row{Special::ssh_keygen,  ssh_keygen  },
    Row{Special::statements,  statements  },
    Row{Special::temporary,   temporary   },
    Row{Special::xargs,       xargs       },
};

}  // namespace

Meaning describe_special(const Call& call, const View& view) {
  for (const Row& row : kRows) {
    if (row.special == call.row->special) return row.describe(call, view);
  }
  return describe_by_table(call, view);
}

}  // namespace guards::commands
