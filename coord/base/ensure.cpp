#include "coord/base/ensure.h"

#include <unistd.h>

#include <atomic>

namespace base {

namespace {

constexpr int kExitInternal = 70;  // EX_SOFTWARE, sysexits.h

// The one thing of this process that is not handed down: a crash has no caller to hand it to.
std::atomic<LastAct> last_act = nullptr;

}  // namespace

void set_last_act(LastAct act) noexcept {
  last_act.store(act);
}

void broken_promise(const char* why) noexcept {
  if (const LastAct act = last_act.load(); act != nullptr) act(why);
  ::_exit(kExitInternal);
}

}  // namespace base
