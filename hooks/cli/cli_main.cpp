#include <cstdio>

#include "hooks/cli/exit_code.h"

int main() {
  std::fputs("flockgate: no verbs are built in yet\n", stderr);
  return hooks::cli::kUsage;
}
