// families.h - the family files that table.cpp joins.
// Shape:  one function each; rows and their index live for ever.
// Source: ADR-0021.
#pragma once

#include "guards/commands/index.h"

namespace guards::commands {

Index archives();
Index cloud();
Index compilers();
Index containers();
Index coreutils();
Index databases();
Index editors();
Index formatters();
Index interpreters();
Index network();
Index packages();
Index system();
Index text_tools();
Index vcs();
Index wrappers();

}  // namespace guards::commands
