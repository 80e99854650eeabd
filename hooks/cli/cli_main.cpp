// The second program: every verb but `hook`.
#include "coord/base/world.h"
#include "hooks/cli/args.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"

int main(int argc, char** argv) {
  const base::Env env = base::read_env();
  base::World world{base::real_disk(), base::real_clock(), env};
  const int code = hooks::cli::run(argc, argv, world);
  return hooks::cli::flush_output() ? code : hooks::cli::kIo;
}
