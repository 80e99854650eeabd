#include "guards/commands/describe.h"
#include "guards/commands/special/special.h"

namespace guards::commands {

#define STUB(x)                                   \
  Meaning x(const Call& call, const View& view) { \
    return describe_by_table(call, view);         \
  }
STUB(interpreter)

}  // namespace guards::commands
