// Recorded edits are taken back, and what others did since stays.
// Source: ADR-0076 (undo).
#include <string>

#include "coord/base/text.h"
#include "hooks/cli/caller.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/conflict_text.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"
#include "hooks/cli/undoing.h"

namespace hooks::cli {

namespace {

using base::Result;

constexpr base::Millis kWaitMs = 5'000;

struct Done {
  UndoPlan plan;
  std::string kept;  // the snapshot of what stood there
};

UndoWish read_wish(const Invocation& call) {
  UndoWish wish;
  wish.edits = call.words;
  wish.agent = call.value("--agent").value_or("");
  wish.task = call.value("--task").value_or("");
  return wish;
}

Result<Done> undo(const Invocation& call, base::World& world) {
  // --agent says whose edits are meant, not who asks.
  Desk desk = TRY(open_checkout({}, world));
  const UndoWish wish = read_wish(call);
  const base::Millis wait = TRY(time_of(call, "--wait", kWaitMs));
  coord::Record record = TRY(coord::read_record(world, desk.place.state_dir, desk.place.root));
  const auto names = TRY(files_to_undo(desk, record, wish));
  const Hold hold = TRY(Hold::take(desk, names, wait, world));
  record = TRY(coord::read_record(world, desk.place.state_dir, desk.place.root));
  Done done{TRY(plan_undo(desk, record, wish, world)), {}};
  for (const Rewrite& file : done.plan.files) {
    std::string why = obstacle_at(file.name, desk, world);
    if (!why.empty()) done.plan.conflicts.push_back({file.name, "", why + "\n"});
  }
  if (done.plan.conflicts.empty()) {
    done.kept = TRY(rewrite(desk, done.plan.files, "flockgate undo", world));
  }
  return done;
}

std::string list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ",") + base::json_string(text);
  return "[" + out + "]";
}

void print_json(const Done& done) {
  std::string files;
  for (const Undone& one : done.plan.undone) {
    files += (files.empty() ? "" : ",") + ("{\"file\":" + base::json_string(one.name)) +
             ",\"edits\":" + list(one.edits) + "}";
  }
  print(std::string(R"({"schema":"undo/1","done":)") +
        (done.plan.conflicts.empty() ? "true" : "false") + ",\"files\":[" + files +
        "],\"conflicts\":" + json_of(done.plan.conflicts) +
        ",\"kept_as\":" + base::json_string(done.kept) + "}\n");
}

void print_words(const Done& done) {
  show_conflicts(done.plan.conflicts);
  if (!done.plan.conflicts.empty()) {
    say("flockgate: nothing was changed: others wrote the same lines since");
    return;
  }
  for (const Undone& one : done.plan.undone) {
    print("undone " + base::join(one.edits, " ") + " in " + base::one_line(one.name) + "\n");
  }
  if (!done.kept.empty()) say("what stood there is kept: flockgate restore " + done.kept);
}

}  // namespace

int command_undo(const Invocation& call, base::World& world) {
  const Result<Done> done = undo(call, world);
  if (!done) return complain(done.error(), call.json());
  call.json() ? print_json(*done) : print_words(*done);
  return done->plan.conflicts.empty() ? kOk : kNo;
}

}  // namespace hooks::cli
