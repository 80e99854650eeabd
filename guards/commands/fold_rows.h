// fold_rows.h - the filters themselves, shared by the files that hold them.
// Shape:  one pure function a command; folds.cpp has the table.
// Units:  texts of whole lines.
// Errors: nothing when it cannot be told.
// Source: POSIX.1-2017 XCU and GNU coreutils 9.1 manual of each command.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guards/commands/arguments.h"
#include "guards/commands/view.h"

namespace guards::commands {

using Text = std::optional<std::string>;
using Lines = std::vector<std::string>;

struct FoldInput {
  const Arguments& arguments;
  const View& view;
  Words operands;
};

Lines lines_of(const std::string& text);
std::string text_of(const Lines& lines);
// All files named, or standard input.
Text whole(const FoldInput& in);

// folds_lines.cpp
Text fold_cut(const FoldInput& in);
Text fold_head(const FoldInput& in);
Text fold_sort(const FoldInput& in);
Text fold_tail(const FoldInput& in);

// folds_names.cpp
Text fold_basename(const FoldInput& in);
Text fold_dirname(const FoldInput& in);
Text fold_ls(const FoldInput& in);
Text fold_mktemp(const FoldInput& in);
Text fold_readlink(const FoldInput& in);
Text fold_realpath(const FoldInput& in);
Text fold_seq(const FoldInput& in);

}  // namespace guards::commands
