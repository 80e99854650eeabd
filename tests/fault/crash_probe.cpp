// A program that installs the net of a hook call and then breaks in the way it is asked to.
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <limits>
#include <new>
#include <string>
#include <string_view>

#include "coord/base/ensure.h"
#include "hooks/cli/crash_net.h"

namespace {

const hooks::Answer kLast{.out = "last out\n", .err = "last err\n", .exit_code = 2, .stops = true};
const hooks::Answer kBest{.out = "best out\n", .err = "", .exit_code = 0, .stops = false};

// Deeper than any stack, and not a tail call: the optimiser must keep the recursion.
int overflow(int levels) {
  std::array<volatile int, 1024> here;
  here[0] = levels;
  return levels == 0 ? 0 : overflow(levels - 1) + here[0];
}

// Doubly volatile, or the optimiser drops the store.
void wild_pointer() {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

void divide() {
  volatile int zero = 0;
  zero = 100 / zero;  // 1 / zero would be compiled without a division
}

void no_memory() {
  const volatile std::size_t all = std::numeric_limits<std::ptrdiff_t>::max();
  ::operator delete(::operator new(all));  // called by name: a new expression may be left out
}

void printing_without_end() {
  static const hooks::Answer kHuge{.out = std::string(1U << 20U, 'x'), .err = "", .stops = true};
  hooks::cli::leave_with(kHuge);
}

void judged_before() {
  hooks::cli::set_best_answer(kBest);
  wild_pointer();
}

void endless_recursion() {
  overflow(std::numeric_limits<int>::max());
}

void break_promise() {
  base::ensure(false, "promised");
}

void wait_for_ever() {
  pause();
}

void put_off_for_ever() {
  for (;;) {
    hooks::cli::put_off_deadline(60'000);
    poll(nullptr, 0, 50);
  }
}

struct Way {
  std::string_view name;
  void (*run)();
};

constexpr std::array kWays = {
    Way{"segv",      wild_pointer        },
    Way{"abort",     std::abort          },
    Way{"divide",    divide              },
    Way{"overflow",  endless_recursion   },
    Way{"memory",    no_memory           },
    Way{"terminate", std::terminate      },
    Way{"promise",   break_promise       },
    Way{"deadline",  wait_for_ever       },
    Way{"late",      put_off_for_ever    },
    Way{"printing",  printing_without_end},
    Way{"judged",    judged_before       },
};

}  // namespace

// crash_probe WAY [TALLY]
int main(int argc, char** argv) {
  hooks::cli::install_crash_net(kLast);
  if (argc > 2) hooks::cli::count_unless_recorded(argv[2]);
  const auto* way = std::ranges::find(kWays, argc > 1 ? argv[1] : "", &Way::name);
  if (way == kWays.end()) return 64;
  way->run();
  return 0;
}
