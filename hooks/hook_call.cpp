#include "hooks/hook_call.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "hooks/audit.h"
#include "hooks/executor.h"
#include "hooks/message.h"
#include "hooks/notes.h"
#include "hooks/policy/cache.h"

namespace hooks {

namespace {

using base::JsonRef;
using guards::Finding;

constexpr int kBlocked = 2;
constexpr std::size_t kNotes = 3;

Finding our_failure(std::string_view what) {
  Finding finding;
  finding.rule = "hook.failed";
  finding.adr = "ADR-0015";
  finding.what = "a call the guard could not judge";
  finding.why = what;
  finding.instead = "try once more; if it stays, a human runs `flockgate doctor`";
  return finding;
}

// A platform nobody named: text and exit 2 without any object stop the tool in every client that
// was measured, and no client takes it for its own "go on".
Answer refuse_unnamed(std::string_view event, const std::string& message) {
  const bool stops = event.empty() || std::ranges::any_of(platforms(), [&](const Platform* one) {
                       return one->refuse(event, message) != Answer{};
                     });
  if (!stops) return {};
  return {.out = {}, .err = message + '\n', .exit_code = kBlocked};
}

Answer refuse(const Platform* platform, std::string_view event, std::string_view what) {
  const std::string message = stop_message(our_failure(what), Word::deny);
  return platform == nullptr ? refuse_unnamed(event, message) : platform->refuse(event, message);
}

// A named platform wins unless the payload speaks another's words only.
const Platform* choose(const HookArgs& args, const JsonRef& payload) {
  const Platform* named = find_platform(args.platform);
  if (named != nullptr && named->detect(payload)) return named;
  const Platform* detected = detect_platform(payload);
  return detected != nullptr ? detected : named;
}

// Where the call runs; a repository we cannot read still has its rules, counted from its cwd.
guards::Place find_place(const std::string& cwd, base::World& world) {
  guards::Place place;
  place.home = world.env.home;
  auto layout = coord::find_layout(world.disk, cwd);
  if (layout) {
    place.root = layout->root;
    place.git_dir = layout->git_dir;
    place.state_dir = coord::state_dir(*layout, cwd, world);
  } else {
    place.root = cwd;
    place.state_dir = coord::state_dir(coord::Layout{}, cwd, world);
  }
  return place;
}

// The most recent trouble first: what a human must hear of is what an agent can pass on.
std::string policy_notes(const LoadedPolicy& policy) {
  if (!policy.broken) return {};
  std::string text;
  for (std::size_t i = 0; i < std::min(kNotes, policy.notes.size()); ++i) {
    if (i > 0) text += '\n';
    text += "flockgate: " + base::one_line(policy.notes[i]);
  }
  return text;
}

Verdict judge_call(const ToolCall& call, const guards::Place& place, base::World& world) {
  const LoadedPolicy policy = load_policy(world, place);
  const guards::Effects effects = guards::understand(call.action, place, world);
  const Rollout rollout{.off = false, .nobody_to_ask = world.env.ci};
  Verdict verdict = decide({call, effects, place, *policy.rules, world}, policy.on_error, rollout);
  verdict.context = policy_notes(policy);
  return verdict;
}

std::string to_tell_later(const Verdict& verdict) {
  std::string text = verdict.word == Word::warn ? verdict.message : std::string();
  if (!text.empty() && !verdict.context.empty()) text += '\n';
  return text + verdict.context;
}

void add_line(Answer& answer, std::string_view what, const base::Error& error) {
  answer.err +=
      "flockgate: " + std::string(what) + ": " + base::one_line(base::to_text(error)) + '\n';
}

// What must not change the answer: the record, and what the agent is told after the tool.
void keep_traces(const Platform& platform, const ToolCall& call, const Verdict& verdict,
                 const guards::Place& place, base::World& world, Answer& answer) {
  if (const auto done = record(call, verdict, place, world); !done) {
    add_line(answer, "this verdict is not on record", done.error());
  }
  const std::string later = to_tell_later(verdict);
  if (platform.abilities.warn_before || later.empty() || verdict.word >= Word::ask) return;
  if (const auto kept = keep_note(call, later, place.state_dir, world); !kept) {
    add_line(answer, "a warning could not be kept", kept.error());
  }
}

Answer answer_pre(const Platform& platform, const ToolCall& call, base::World& world,
                  Progress& progress) {
  const guards::Place place = find_place(call.action.cwd, world);
  const Verdict verdict = judge_call(call, place, world);
  Answer answer = platform.write(call, verdict);
  progress.best_known(answer);
  keep_traces(platform, call, verdict, place, world, answer);
  return answer;
}

Answer answer_other(const Platform& platform, const ToolCall& call, base::World& world) {
  const bool after = call.event == Event::post_tool || call.event == Event::post_tool_failure;
  const bool ends = call.event == Event::session_end;
  if (platform.abilities.warn_before || (!after && !ends)) return {};
  const guards::Place place = find_place(call.action.cwd, world);
  if (ends) {
    drop_notes(call, place.state_dir, world);
    return {};
  }
  Verdict verdict;
  verdict.context = take_note(call, place.state_dir, world);
  return platform.write(call, verdict);
}

}  // namespace

Answer fail_side(const HookArgs& args, std::string_view what) {
  return refuse(find_platform(args.platform), args.event, what);
}

Answer answer_payload(std::string_view payload, const HookArgs& args, base::World& world,
                      Progress& progress) {
  const auto view = base::JsonView::parse(payload);
  if (!view) return fail_side(args, "the payload is unreadable: " + base::to_text(view.error()));
  const Platform* platform = choose(args, view->root());
  if (platform == nullptr) return fail_side(args, "no known platform sends such a payload");
  const std::string event = view->root().text("hook_event_name").value_or(std::string(args.event));
  progress.best_known(refuse(platform, event, "the guard could not finish"));
  auto call = platform->read(view->root(), args.event);
  if (!call) {
    return refuse(platform, event, "the payload is unreadable: " + base::to_text(call.error()));
  }
  if (!base::is_absolute(call->action.cwd)) {
    call->action.cwd = base::join_path(world.env.cwd, call->action.cwd);
  }
  if (!can_block(call->event)) return answer_other(*platform, *call, world);
  return answer_pre(*platform, *call, world, progress);
}

}  // namespace hooks
