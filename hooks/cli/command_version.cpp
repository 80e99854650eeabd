#include <string>

#include "coord/base/text.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

int command_version(const Invocation& call, base::World&) {
  if (call.json()) {
    print(R"({"schema":"version/1","version":)" + base::json_string(FLOCKGATE_VERSION) + "}\n");
  } else {
    print("flockgate " FLOCKGATE_VERSION "\n");
  }
  return kOk;
}

}  // namespace hooks::cli
