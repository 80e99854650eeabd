#include "hooks/hook_call.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/audit.h"
#include "hooks/executor.h"
#include "hooks/message.h"
#include "hooks/notes.h"
#include "hooks/off.h"
#include "hooks/platforms/dialect.h"
#include "hooks/policy/cache.h"
#include "hooks/rewrite.h"
#include "hooks/rollout.h"
#include "hooks/session_env.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/digest.h"
#include "hooks/validators/orchestration/stays.h"
#include "hooks/validators/orchestration/watch.h"

namespace hooks {

namespace {

using base::JsonRef;
using guards::Finding;

constexpr int kBlocked = 2;
// Every file of a large work tree may have to be looked at: to begin, and for a verb of git.
constexpr base::Millis kLargeTreeMs = 4'000;
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
  return {.err = message + '\n', .exit_code = kBlocked, .stops = true};
}

std::string refusal(std::string_view what) {
  return stop_message(our_failure(what), Word::deny);
}

Answer refuse(const Platform* platform, std::string_view event, const std::string& message) {
  return platform == nullptr ? refuse_unnamed(event, message) : platform->refuse(event, message);
}

// A refusal in every way at once, for the moment when we can no longer tell what was heard: the
// platform's own object, text on stderr and exit 2 stopped the tool in every measured client.
Answer refuse_loudly(const Platform* platform, std::string_view event, const std::string& message) {
  Answer answer = refuse(platform, event, message);
  if (!answer.stops) return answer;
  answer.exit_code = kBlocked;
  if (answer.err.empty()) answer.err = message + '\n';
  return answer;
}

// A named platform wins unless the payload speaks another's words only.
const Platform* choose(const HookArgs& args, const JsonRef& payload) {
  const Platform* named = find_platform(args.platform);
  if (named != nullptr && named->detect(payload)) return named;
  const Platform* detected = detect_platform(payload);
  return detected != nullptr ? detected : named;
}

// Lines for the agent that are no remark on its call.
void add_note(std::string& text, std::string_view note) {
  base::add_line(text, "flockgate: " + base::one_line(note));
}

// What a human must hear of is told to the agent, who can pass it on.
void add_policy_notes(std::string& text, const LoadedPolicy& policy) {
  if (!policy.broken) return;
  for (std::size_t i = 0; i < std::min(kNotes, policy.notes.size()); ++i) {
    add_note(text, policy.notes[i]);
  }
}

void add_off_note(std::string& text, const Off& off, base::World& world) {
  const base::Millis left = off.until_boot - world.clock.boot_ms();
  add_note(text, off.by + " switched the rules off for " + std::to_string(left / 60'000 + 1) +
                     " more minutes; only what protects the guard itself still acts");
}

std::string trouble_line(std::string_view what, const base::Error& error) {
  return "flockgate: " + std::string(what) + ": " + base::one_line(base::to_text(error)) + '\n';
}

// The changed command is judged like any other; where it is stopped, too, the first refusal holds.
Verdict with_rewriting(ToolCall& call, Verdict refused, const Rollout& rollout,
                       const std::function<Verdict(const ToolCall&)>& judged) {
  auto command = rewritten_command(call.action.command, refused, rollout);
  if (!command) return refused;
  ToolCall changed = call;
  changed.action.command = *command;
  if (call.call_id.empty()) changed.input_hash = hash_of(call.tool, input_with(call, *command));
  Verdict verdict = judged(changed);
  if (verdict.word >= Word::ask) return refused;
  call = std::move(changed);
  return as_rewritten(std::move(verdict), refused, *std::move(command));
}

// Where a call that is being judged is heard meanwhile.
struct Ear {
  const Platform& platform;
  std::string_view event;
  Progress& progress;

  void if_late(const Finding& finding) const {
    progress.best_known(refuse_loudly(&platform, event, stop_message(finding, Word::deny)));
  }
};

// What went wrong without a say in the verdict is added to `trouble`.
Verdict judge_call(ToolCall& call, const guards::Place& place, base::World& world, const Ear& ear,
                   std::string& trouble) {
  const LoadedPolicy policy = load_policy(world, place);
  const std::optional<Off> off = read_off(world, place.state_dir);
  const Rollout rollout{.off = off.has_value(), .nobody_to_ask = world.env.ci};
  const auto more_time = [&ear](base::Millis time) { ear.progress.more_time(time); };
  const auto if_late = [&ear](const Finding& finding) { ear.if_late(finding); };
  const auto aside = [&trouble](std::string_view what, const base::Error& error) {
    trouble += trouble_line(what, error);
  };
  const auto judged = [&](const ToolCall& one) {
    if (one.action.command.find("git") != std::string::npos) more_time(kLargeTreeMs);
    const guards::Effects effects = guards::understand(one.action, place, world);
    return decide({one, effects, place, *policy.rules, world, more_time, if_late, aside},
                  policy.on_error, rollout);
  };
  Verdict verdict = judged(call);
  if (verdict.word >= Word::ask && call.may_rewrite) {
    verdict = with_rewriting(call, std::move(verdict), rollout, judged);
  }
  add_policy_notes(verdict.context, policy);
  // Told where it made a difference; at every call it would only be noise.
  if (off && !verdict.would.empty()) add_off_note(verdict.context, *off, world);
  return verdict;
}

std::string to_tell_later(const Verdict& verdict) {
  std::string text = verdict.word == Word::warn ? verdict.message : std::string();
  if (!text.empty() && !verdict.context.empty()) text += '\n';
  return text + verdict.context;
}

// What must not change the verdict: the record, and what the agent is told after the tool. Says
// what could not be kept.
std::string keep_traces(const Platform& platform, const ToolCall& call, const Verdict& verdict,
                        const guards::Place& place, base::World& world) {
  std::string trouble;
  if (const auto done = record(call, verdict, place, world); !done) {
    trouble += trouble_line("this verdict is not on record", done.error());
  }
  const std::string later = to_tell_later(verdict);
  if (platform.abilities.warn_before || later.empty() || verdict.word >= Word::ask) return trouble;
  if (const auto kept = keep_note(call, later, place.state_dir, world); !kept) {
    trouble += trouble_line("a warning could not be kept", kept.error());
  }
  return trouble;
}

Answer answer_pre(ToolCall& call, base::World& world, const Ear& ear) {
  const auto& [platform, event, progress] = ear;
  const guards::Place place = place_at(call.action.cwd, world);
  if (!place.state_dir.empty()) progress.unrecorded(audit_tally(place));
  std::string trouble;
  const Verdict verdict = judge_call(call, place, world, ear, trouble);
  Answer answer = platform.write(call, verdict);
  progress.best_known(answer);
  answer.err += trouble + keep_traces(platform, call, verdict, place, world);
  progress.unrecorded({});
  return answer;
}

// What waits for this agent at an event that is no verdict.
std::string context_for(const Platform& platform, const ToolCall& call, const guards::Place& place,
                        base::World& world) {
  std::string text;
  if (call.event == Event::prompt || call.event == Event::session_start) {
    if (const auto off = read_off(world, place.state_dir)) add_off_note(text, *off, world);
  } else if (call.event == Event::session_end) {
    drop_notes(call, place.state_dir, world);
  } else if (!platform.abilities.warn_before) {
    text = take_note(call, place.state_dir, world);
  }
  return text;
}

// What a command did beyond what it was let do: rare, so that the policy is read only then.
std::string tell_surprises(const ToolCall& call, const guards::Place& place, base::World& world,
                           std::string& trouble) {
  const auto surprises = look_back(call, place, world);
  if (!surprises) trouble += trouble_line("nobody looked at what it did", surprises.error());
  if (!surprises || surprises->empty()) return {};
  const LoadedPolicy policy = load_policy(world, place);
  Verdict verdict = fold(surprise_findings(*policy.rules, *surprises), {});
  std::string text;
  for (const Finding& finding : verdict.findings) base::add_line(text, warn_line(finding));
  if (const auto done = record(call, verdict, place, world); !done) {
    trouble += trouble_line("this surprise is not on record", done.error());
  }
  return text;
}

bool ends_call(const ToolCall& call) {
  return call.event == Event::post_tool || call.event == Event::post_tool_failure;
}

bool is_heard(Event event) {
  constexpr std::array kHeard = {Event::session_start,     Event::prompt,      Event::post_tool,
                                 Event::post_tool_failure, Event::session_end, Event::stop,
                                 Event::subagent_stop};
  return std::ranges::find(kHeard, event) != kHeard.end();
}

// What went wrong, for stderr.
std::string keep_readers_quiet(const Platform& platform, const guards::Place& place,
                               base::World& world) {
  const auto quiet = is_coordinated(place) ? quiet_readers(platform, world) : base::Result<void>();
  return quiet ? "" : trouble_line("git's readers lock the index", quiet.error());
}

Answer answer_other(const Platform& platform, const ToolCall& call, base::World& world) {
  if (!is_heard(call.event)) return {};
  const guards::Place place = place_at(call.action.cwd, world);
  const bool begins = call.event == Event::session_start;
  const auto ended = begins ? begin_session(call, place, world) : end_of(call, place, world);
  Verdict verdict;
  verdict.context = context_for(platform, call, place, world);
  if (ended) base::add_line(verdict.context, *ended);
  std::string trouble;
  if (ends_call(call)) base::add_line(verdict.context, tell_surprises(call, place, world, trouble));
  if (begins) trouble += keep_readers_quiet(platform, place, world);
  if (!ended) {
    trouble += trouble_line(begins ? std::string_view("who else is here cannot be told")
                                   : std::string_view("the end of this call is not on record"),
                            ended.error());
  }
  Answer answer = platform.write(call, verdict);
  answer.err += trouble;
  return answer;
}

}  // namespace

Answer fail_side(const HookArgs& args, std::string_view what) {
  return refuse(find_platform(args.platform), args.event, refusal(what));
}

Answer last_words(const HookArgs& args) {
  return refuse_loudly(find_platform(args.platform), args.event,
                       refusal("the guard could not finish"));
}

Answer answer_payload(std::string_view payload, const HookArgs& args, base::World& world,
                      Progress& progress) {
  const auto view = base::JsonView::parse(payload);
  if (!view) return fail_side(args, "the payload is unreadable: " + base::to_text(view.error()));
  const Platform* platform = choose(args, view->root());
  if (platform == nullptr) return fail_side(args, "no known platform sends such a payload");
  // Who installed the hook entry knows whom it answers; a payload we cannot read does not.
  const std::string event = view->root().text("hook_event_name").value_or("");
  const HookArgs told{.platform = args.platform.empty() ? platform->name : args.platform,
                      .event = args.event.empty() ? std::string_view(event) : args.event};
  // Where the command line names both, as installed entries do, they are known since the start.
  if (told != args) progress.best_known(last_words(told));
  auto call = platform->read(view->root(), args.event);
  if (!call) return fail_side(told, "the payload is unreadable: " + base::to_text(call.error()));
  if (!base::is_absolute(call->action.cwd)) {
    call->action.cwd = base::join_path(world.env.cwd, call->action.cwd);
  }
  if (call->event == Event::session_start) progress.more_time(kLargeTreeMs);
  if (!can_block(call->event)) return answer_other(*platform, *call, world);
  return answer_pre(*call, world, {*platform, told.event, progress});
}

}  // namespace hooks
