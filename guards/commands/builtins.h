// builtins.h - the commands that change the shell itself, by name.
// Shape:  constexpr table; guards/effects does what they say.
// Source: bash 5.2 manual, chapter 4.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace guards::commands {

enum class Builtin : std::uint8_t {
  alias,
  break_loop,
  builtin,  // `builtin cd`
  cd,
  command,  // `command cp`
  continue_loop,
  declare,  // declare, typeset, local, export, readonly
  dirs,
  echo,
  eval,
  exec,
  exit,
  history,
  let,
  map_file,
  nothing,  // neither files nor state that matters here
  popd,
  print,  // printf
  pushd,
  pwd,
  read,
  return_from,
  set,
  shift,
  shopt,
  source,
  succeed,  // true, :
  fail,     // false
  test,
  trap,
  unalias,
  unset,
};

std::optional<Builtin> find_builtin(std::string_view name);

}  // namespace guards::commands
