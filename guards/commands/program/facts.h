// facts.h - what the functions of each language's libraries do with their arguments.
// Shape:  constexpr rows per language, indexed and sorted when the program is compiled.
// Units:  names in full ("os.path.join"); ".name" is a method of any value.
// Errors: a name given twice does not compile.
// Source: each facts_<language>.cpp names its manual.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "guards/commands/program/syntax.h"

namespace guards::commands::program {

enum class Act : std::uint8_t {
  // paths
  read,
  text,  // read, gives what stands there
  write,
  append,
  edit,
  remove,
  prune,
  folder,
  touch,
  meta,
  into,  // a folder receives files
  move,
  copy,
  copy_tree,
  hard_link,
  symlink,
  // values that stand for files
  open,      // the mode tells
  opened,    // written, gives a handle
  pack,      // an archive, the mode tells
  unpack,    // an archive's files appear in a folder
  database,  // opened
  query,     // SQL text for one
  backup,    // made by shutil.make_archive: base name and format
  // programs
  shell,     // text for a shell
  command,   // a program and its arguments: one list, or all arguments; a lone text is for a shell
  evaluate,  // program text in this language
  load,      // a module or script of this language
  chdir,
  hidden,  // what it changes cannot be told
  network,
  // values
  same,
  join,
  dirname,
  basename,
  stem,
  with_name,
  with_suffix,
  home,
  here,
  env,
  temporary,  // makes a file with a name of its own
  temporary_folder,
  system_temp,
  glob,
  entries,
  tree,
  words,  // shlex.split

  format,
  replace,
  lines,
  elements,  // the list it is given, with or without other things
  pairs,     // enumerate, zip, Object.entries: the items as second of a pair
  joined,    // "x".join(list)
  first,
  push,
  attribute_of,  // getattr
};

inline constexpr std::int8_t kReceiver = -1;
inline constexpr std::int8_t kAll = -2;    // every argument
inline constexpr std::int8_t kRest = -3;   // every argument but the first
inline constexpr std::int8_t kLater = -4;  // every argument but the first two
inline constexpr std::int8_t kNone = -5;

struct FactRow {
  std::string_view names;  // blank-separated
  Act act = Act::same;
  std::int8_t first = 0;   // which argument is the path or text
  std::int8_t second = 1;  // the other path, or the mode
  bool distinct = false;   // a method with this name can only be that one
};

struct Fact {
  std::string_view name;
  const FactRow* row = nullptr;
};

using Facts = std::span<const Fact>;

Facts python_facts();
Facts node_facts();
Facts perl_facts();
Facts ruby_facts();
Facts php_facts();
Facts lua_facts();
Facts r_facts();
Facts other_facts();

// A module of Node.js by its plain name: "node:fs/promises" and the stand-ins for fs are fs.
std::string plain_module(std::string name);

const FactRow* find_fact(Language language, std::string_view name);

}  // namespace guards::commands::program
