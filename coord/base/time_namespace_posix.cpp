// POSIX knows one boot clock a machine.
#include "coord/base/time_namespace.h"

namespace base {

const TimeNamespace& time_namespace() {
  static constexpr TimeNamespace kFirst;
  return kFirst;
}

}  // namespace base
