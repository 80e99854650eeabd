// program.h - which files a program in another language names, and what it does to them.
// Shape:  pure function of a text; the program is never run.
// Units:  paths as the program writes them, relative to the view's cwd.
// Errors: none: a change whose file cannot be told is a Doubt.
// Source: ADR-0042.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/meaning.h"
#include "guards/commands/program/syntax.h"
#include "guards/commands/view.h"

namespace guards::commands::program {

struct Program {
  Language language = Language::other;
  std::string_view text;
  Span span;                           // of the word the text stands in
  std::string script = {};             // its file; empty for text out of a word or a pipe
  std::vector<std::string> arguments;  // behind the script
};

// Appends what the program does; Meaning::steps grows with what was read.
void read_program(const Program& program, const View& view, Meaning& meaning);

}  // namespace guards::commands::program
