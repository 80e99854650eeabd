#include <string>

#include "coord/backend/local.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"
#include "hooks/cli/state_place.h"
#include "hooks/off.h"

namespace hooks::cli {

namespace {

constexpr base::Millis kDefaultOff = 30LL * 60 * 1000;

base::Result<base::Millis> length_of(const Invocation& call) {
  const auto text = call.value("--for");
  if (!text) return kDefaultOff;
  const auto length = base::to_millis(*text);
  if (!length || *length <= 0 || *length > kMaxOff) {
    return base::fail(base::Code::invalid_input, "--for takes 1ms to 24h", std::string(*text),
                      "for example --for 30m");
  }
  return *length;
}

std::string user_name(const base::Env& env) {
  const std::string name = base::env_value("USER");
  return name.empty() ? "uid " + std::to_string(env.uid) : name;
}

base::Result<Off> make_off(const Invocation& call, base::World& world) {
  const base::Millis length = TRY(length_of(call));
  Off off;
  off.since_wall = world.clock.wall_ms();
  off.until_wall = off.since_wall + length;
  off.until_boot = world.clock.boot_ms() + length;
  off.boot_id = world.clock.boot_id();
  off.by = user_name(world.env);
  off.reason = call.value("--reason").value_or("");
  return off;
}

// An emergency switch must work when the journal is what is broken.
void journal_it(base::World& world, const std::string& state_dir, std::string_view kind,
                std::string_view fields) {
  const auto append = [&]() -> base::Result<coord::Receipt> {
    coord::Journal journal =
        TRY(coord::open_coordination(world, state_dir, coord::with_leases(world, state_dir)));
    return journal.append(kind, fields);
  };
  const base::Result<coord::Receipt> receipt = append();
  if (!receipt) say("warning: not in the journal: " + base::to_text(receipt.error()));
}

base::Result<Off> switch_off(const Invocation& call, base::World& world) {
  const Off off = TRY(make_off(call, world));
  const std::string state_dir = TRY(own_state_dir(world));
  TRY_VOID(write_off(world, state_dir, off));
  journal_it(world, state_dir, "off", off_fields(off));
  return off;
}

base::Result<bool> switch_on(base::World& world) {
  const std::string state_dir = TRY(own_state_dir(world));
  const bool was_off = TRY(clear_off(world, state_dir));
  if (was_off)
    journal_it(world, state_dir, "on", "\"by\":" + base::json_string(user_name(world.env)));
  return was_off;
}

}  // namespace

int command_off(const Invocation& call, base::World& world) {
  const base::Result<Off> off = switch_off(call, world);
  if (!off) return complain(off.error(), call.json());
  if (call.json()) print(R"({"schema":"off/1",)" + off_fields(*off) + "}\n");
  const base::Millis minutes = (off->until_wall - off->since_wall + 59'999) / 60'000;
  say("the guard is off here for " + std::to_string(minutes) +
      " min: rules are only recorded, all but the guard's own files.\n"
      "Agents are told at their next call. `flockgate on` ends it.");
  return kOk;
}

int command_on(const Invocation& call, base::World& world) {
  const base::Result<bool> was_off = switch_on(world);
  if (!was_off) return complain(was_off.error(), call.json());
  if (call.json()) {
    print(std::string(R"({"schema":"on/1","was_off":)") + (*was_off ? "true" : "false") + "}\n");
  }
  say(*was_off ? "the guard is on" : "the guard was on already");
  return kOk;
}

}  // namespace hooks::cli
