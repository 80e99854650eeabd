// spec.h - what one command does with its words, written like the synopsis of its man page.
// Shape:  Command is a constexpr row of texts; Role is what a word means; synopsis.h
//         reads and checks the texts. Their grammar: docs/spec/command-facts.md.
// Units:  roles are spelled in capitals, as behind each Role.
// Source: ADR-0021 (command facts are compiled).
#pragma once

#include <cstdint>
#include <string_view>

namespace guards::commands {

enum class Role : std::uint8_t {
  value,      // N        no path
  in,         // IN       read
  out,        // OUT      written from scratch
  append,     // APPEND   written at its end
  edit,       // EDIT     read and changed in place
  gone,       // GONE     removed
  tree_gone,  // PRUNE    removed with all below
  made,       // MADE     created: folder, node
  meta,       // META     mode, owner or times changed
  touch,      // TOUCH    created, or its times changed
  into,       // INTO     folder that receives the files read
  from,       // FROM     renamed away
  to,         // TO       target of what came before: a file, or a folder that receives it
  link,       // LINK     name of a new link to what came before
  tree,       // TREE     covered by a search or a listing
  cwd,        // CWD      work there
  shell,      // SHELL    shell text
  code,       // CODE     program text in the command's own language
  script,     // SCRIPT   program file in that language; what follows belongs to it
  command,    // COMMAND  the rest is a command of its own
  verb,       // VERB     sub-command: the row "name verb" says the rest
  network,    // NETWORK  a host or address
  unknown,    // UNKNOWN  does what only it knows
};

// What a table cannot tell: one file in special/ each.
enum class Special : std::uint8_t {
  none,
  archive,     // tar, zip, unzip, cpio, ar ...
  compressor,  // gzip, xz ...: name.gz appears, name goes
  copier,      // rsync
  debugger,    // gdb: commands inside
  awk,
  compiler,  // cc, rustc: the name of what is built hangs on the sources
  dd,
  download,  // curl, wget
  editor,    // vim, ed, ex ...: commands inside
  exiftool,
  fd,  // names by regular expression
  find,
  git,
  grep,
  indent,
  interpreter,  // python, node, perl ...
  just,
  line_ends,  // dos2unix
  make,
  own_verbs,    // flockgate itself: with and baseline run a command
  package_run,  // npm run, yarn, pnpm
  pager,        // less
  patch,
  pytest,
  rename,
  sed,
  sources,  // black, ctags: the files below a folder that end so
  shell,    // bash, sh ...: text after -c, a script, or standard input
  split,
  sqlite,
  ssh_keygen,
  statements,  // psql, mysql ...: told on standard input
  temporary,   // mktemp
  xargs,
};

struct Command {
  std::string_view names;          // "awk, gawk"; "cargo build" for a sub-command
  std::string_view operands = {};  // "N IN..."
  std::string_view flags = {};     // "-o,--output=OUT -k=N -a:APPEND -e*=N --color[=N]"
  std::string_view always = {};    // "OUT=target OUT?=tags NETWORK": touched whatever they say
  Special special = Special::none;
};

}  // namespace guards::commands
