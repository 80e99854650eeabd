// commands.h - every verb of flockgate-cli, one function each, in command_<verb>.cpp.
// Shape:  what was typed and the world in, the exit code out; verbs.cpp has the row of each.
// Errors: printed by the verb itself (output.h); the exit code says which kind.
// Source: docs/man/flockgate.1.
#pragma once

#include "coord/base/world.h"
#include "hooks/cli/args.h"

namespace hooks::cli {

int command_audit(const Invocation& call, base::World& world);
int command_baseline(const Invocation& call, base::World& world);
int command_commit(const Invocation& call, base::World& world);
int command_completion(const Invocation& call, base::World& world);
int command_demo(const Invocation& call, base::World& world);
int command_doctor(const Invocation& call, base::World& world);
int command_explain(const Invocation& call, base::World& world);
int command_export(const Invocation& call, base::World& world);
int command_help(const Invocation& call, base::World& world);
int command_init(const Invocation& call, base::World& world);
int command_join(const Invocation& call, base::World& world);
int command_journal(const Invocation& call, base::World& world);
int command_lock(const Invocation& call, base::World& world);
int command_off(const Invocation& call, base::World& world);
int command_on(const Invocation& call, base::World& world);
int command_policy(const Invocation& call, base::World& world);
int command_restore(const Invocation& call, base::World& world);
int command_shelve(const Invocation& call, base::World& world);
int command_status(const Invocation& call, base::World& world);
int command_undo(const Invocation& call, base::World& world);
int command_uninstall(const Invocation& call, base::World& world);
int command_version(const Invocation& call, base::World& world);
int command_who(const Invocation& call, base::World& world);
int command_with(const Invocation& call, base::World& world);

}  // namespace hooks::cli
