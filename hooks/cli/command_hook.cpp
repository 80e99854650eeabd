#include "hooks/cli/command_hook.h"

#include <string>
#include <string_view>

#include "coord/base/heap.h"
#include "coord/base/world.h"
#include "hooks/cli/crash_net.h"
#include "hooks/cli/streams.h"
#include "hooks/hook_call.h"

namespace hooks::cli {

namespace {

// `--name value` and `--name=value`; the last one wins, words we do not know are left alone: an
// older program must still answer a newer hook entry.
HookArgs read_args(int argc, char** argv) {
  HookArgs args;
  for (int i = 0; i < argc; ++i) {
    const std::string_view word = argv[i];
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    if (name != "--platform" && name != "--event") continue;
    std::string_view value;
    if (equals != std::string_view::npos) {
      value = word.substr(equals + 1);
    } else if (i + 1 < argc) {
      value = argv[++i];
    }
    (name == "--platform" ? args.platform : args.event) = value;
  }
  return args;
}

// Keeps every answer alive until the process ends: a handler may be reading the one before.
class Net : public Progress {
 public:
  void best_known(const Answer& answer) override {
    auto* kept = new Answer(answer);
    set_best_answer(*kept);
  }
  void more_time(base::Millis time) override { put_off_deadline(time); }
  void unrecorded(const std::string& tally) override {
    count_unless_recorded(tally.empty() ? nullptr : (new std::string(tally))->c_str());
  }
};

}  // namespace

void command_hook(int argc, char** argv) {
  base::keep_freed_memory();
  const HookArgs args = read_args(argc, argv);
  const auto* last = new Answer(last_words(args));
  install_crash_net(*last);
  fill_standard_streams();
  const base::Result<Payload> payload = Payload::read();
  if (!payload) leave_with(fail_side(args, base::to_text(payload.error())));
  const base::Env env = base::read_env();
  const auto disk = base::make_call_disk(env.cwd);
  base::World world{*disk, base::real_clock(), env};
  Net net;
  leave_with(answer_payload(payload->text(), args, world, net));
}

}  // namespace hooks::cli
