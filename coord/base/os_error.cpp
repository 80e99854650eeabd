#include "coord/base/os_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace base {

namespace {

struct Row {
  int number;
  Code code;
  const char* text;
  const char* hint;
};

constexpr std::array kRows = {
    Row{ENOENT,       Code::not_found,     "it does not exist",                       ""                           },
    Row{ENOTDIR,      Code::not_found,     "a part of the path is no folder",         ""                           },
    Row{EACCES,       Code::denied,        "permission denied",                       ""                           },
    Row{EPERM,        Code::denied,        "not permitted",                           ""                           },
    Row{ELOOP,        Code::denied,        "it is a link, or links lead in a circle", "use the real file"          },
    Row{ENXIO,        Code::denied,        "it is no regular file",                   ""                           },
    Row{EISDIR,       Code::denied,        "it is a folder",                          ""                           },
    Row{EEXIST,       Code::busy,          "it exists already",                       ""                           },
    Row{ENOTEMPTY,    Code::busy,          "the folder is not empty",                 ""                           },
    Row{ETXTBSY,      Code::busy,          "the program is running",                  ""                           },
    Row{EINVAL,       Code::invalid_input, "the system does not accept the request",  ""                           },
    Row{ENAMETOOLONG, Code::invalid_input, "the name is too long",                    ""                           },
    Row{ENOLCK,       Code::unsupported,   "no locks available here",                 "use a local disk"           },
    Row{EOPNOTSUPP,   Code::unsupported,   "the file system cannot do it",            "use a local disk"           },
    Row{ENOSYS,       Code::unsupported,   "the system cannot do it",                 ""                           },
    Row{EXDEV,        Code::unsupported,   "the names are on two file systems",       ""                           },
    Row{ENOSPC,       Code::io,            "no space left",                           "free some space"            },
    Row{EDQUOT,       Code::io,            "the disk quota is used up",               "free some space"            },
    Row{EFBIG,        Code::io,            "the file would become too large",         "raise the limit (ulimit -f)"},
    Row{EROFS,        Code::io,            "the file system is read-only",            ""                           },
    Row{EIO,          Code::io,            "the disk reports an error",               "look at the system log"     },
    Row{EMFILE,       Code::io,            "this process has too many open files",    "raise the limit (ulimit -n)"},
    Row{ENFILE,       Code::io,            "the system has too many open files",      ""                           },
    Row{ENOMEM,       Code::io,            "out of memory",                           ""                           },
};

}  // namespace

// Most questions to a disk are answered with "it does not exist": made in one piece.
Error os_error(int number, std::string_view doing, std::string where) {
  const auto* const row = std::ranges::find(kRows, number, &Row::number);
  const bool known = row != kRows.end();
  const std::string_view text = known ? row->text : std::strerror(number);
  std::string what;
  what.reserve(9 + doing.size() + text.size());
  what.append("cannot ").append(doing).append(": ").append(text);
  return {known ? row->code : Code::io, std::move(what), std::move(where), known ? row->hint : ""};
}

}  // namespace base
