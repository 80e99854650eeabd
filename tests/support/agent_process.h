// agent_process.h - an agent that is a process of its own, to be stopped and killed.
// Shape:  resource; pinned; killed when it goes.
// Units:  none.
// Errors: as Child.
// Source: fault rows E2, E10; ADR-0059.
#pragma once

#include <unistd.h>

#include <csignal>
#include <functional>
#include <string>

#include "tests/support/agent.h"
#include "tests/support/child.h"

namespace support {

// It has done `work` and thinks until it is killed.
class AgentProcess {
 public:
  AgentProcess(const HookScene& scene, const std::string& session,
               const std::function<void(Agent&)>& work)
      : child_([this, &scene, session, work] {
          Agent agent(scene, session);
          work(agent);
          done_.open();
          for (;;) ::pause();
          return 0;
        }) {
    done_.pass();
  }
  void kill() {
    child_.send(SIGKILL);
    child_.wait();
  }
  void stop() {
    child_.send(SIGSTOP);
    child_.wait_until_stopped();
  }

 private:
  Gate done_;
  Child child_;
};

}  // namespace support
