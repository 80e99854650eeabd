#include "hooks/cli/demo_report.h"

#include <algorithm>
#include <string>
#include <vector>

#include "coord/base/text.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

constexpr std::string_view kNext =
    "\nShared lines: all agents add to one file; each reads it, works, and writes it back. With "
    "flockgate\n"
    "whoever comes too late is told to read again first.\n"
    "\nNext, in a repository of yours:\n"
    "  flockgate init             installs the hooks of the agents found there\n"
    "  flockgate audit tail -f    shows what they do\n";

std::uint64_t let_through(const Side& side, Goal goal) {
  return side.tally.let_through[static_cast<std::size_t>(goal)];
}

// Writes to the shared file from what was there before another's.
std::uint64_t sent_back(const Side& side) {
  return side.tally.tried[static_cast<std::size_t>(Goal::share)] - let_through(side, Goal::share);
}

struct Claim {
  bool holds;
  std::string_view words;
};

std::vector<Claim> claims(const Outcome& outcome) {
  const Tally& tally = outcome.guarded.tally;
  return {
      {tally.unexpected == 0,       "every verdict is the expected one"},
      {tally.failed == 0,           "every allowed tool worked"        },
      {let_through(outcome.guarded, Goal::read_secret) == 0,             "no secret reached an agent"},
      {outcome.guarded.after.secret_intact,                           "the secret file is what it was"                           },
      {outcome.guarded.after.settings_intact,                           "hook settings are what they were"},
      {outcome.audit.found == tally.steps,                           "every verdict is recorded"                              },
      {outcome.audit.sound,                           "the audit's chain is whole"             },
      {outcome.guarded.after.shared_lines == outcome.lines,                           "every shared line is there"},
  };
}

std::string padded(std::string_view text, std::size_t width) {
  std::string cell(text);
  cell.resize(std::max(width, cell.size()), ' ');
  return cell;
}

std::string row(std::string_view name, std::string_view guarded, std::string_view bare) {
  return "  " + padded(name, 34) + padded(guarded, 18) + std::string(bare) + "\n";
}

std::string of(std::uint64_t part, std::uint64_t whole) {
  return std::to_string(part) + " of " + std::to_string(whole);
}

std::string intact(bool is) {
  return is ? "intact" : "overwritten";
}

std::string milliseconds(std::int64_t micros) {
  std::string text = std::to_string((micros + 50) / 100);
  if (text.size() < 2) text.insert(0, "0");
  text.insert(text.size() - 1, ".");
  return text + " ms";
}

std::string comparison(const Outcome& outcome) {
  const auto& [guarded, bare, audit, lines] = outcome;
  const auto tried = [](const Side& side, Goal goal) {
    return of(let_through(side, goal), side.tally.tried[static_cast<std::size_t>(goal)]);
  };
  const auto failed = [](const Side& side, Goal goal) {
    const auto at = static_cast<std::size_t>(goal);
    return of(side.tally.failed_at[at], side.tally.tried[at]);
  };
  return row("", "with flockgate", "without") +
         row("tool calls", std::to_string(guarded.tally.steps), std::to_string(bare.tally.steps)) +
         row("secret reads that went through", tried(guarded, Goal::read_secret),
             tried(bare, Goal::read_secret)) +
         row("secret file", intact(guarded.after.secret_intact), intact(bare.after.secret_intact)) +
         row("hook settings", intact(guarded.after.settings_intact),
             intact(bare.after.settings_intact)) +
         row("commits of one's own that failed", failed(guarded, Goal::commit),
             failed(bare, Goal::commit)) +
         row("late rewrites sent back to read", std::to_string(sent_back(guarded)), "none") +
         row("shared lines still there", of(guarded.after.shared_lines, lines),
             of(bare.after.shared_lines, lines));
}

std::string figures(const Outcome& outcome) {
  const Tally& tally = outcome.guarded.tally;
  std::string text = "\n  verdicts      ";
  for (const Word word : {Word::allow, Word::warn, Word::ask, Word::deny}) {
    text += std::string(name_of(word)) + " " +
            std::to_string(tally.words[static_cast<std::size_t>(word)]) + "  ";
  }
  text += "(" + std::to_string(tally.unexpected) + " unexpected)";
  text += "\n  audit         " + of(outcome.audit.found, tally.steps) + " records, chain " +
          (outcome.audit.sound ? "whole" : "BROKEN");
  text += "\n  per call      p50 " + milliseconds(tally.quantile(0.5)) + ", p99 " +
          milliseconds(tally.quantile(0.99)) +
          ", from starting the hook to its end, all agents at once\n";
  return text;
}

std::string as_json(const Outcome& outcome, bool holds) {
  const Tally& tally = outcome.guarded.tally;
  std::string json = R"({"schema":"demo/1","holds":)" + std::string(holds ? "true" : "false");
  const auto add = [&](std::string_view key, std::uint64_t value) {
    json += "," + base::json_string(key) + ":" + std::to_string(value);
  };
  add("calls", tally.steps);
  for (const Word word : {Word::allow, Word::warn, Word::ask, Word::deny}) {
    add(name_of(word), tally.words[static_cast<std::size_t>(word)]);
  }
  add("unexpected", tally.unexpected);
  add("audit_expected", tally.steps);
  add("audit_found", outcome.audit.found);
  add("lines_expected", outcome.lines);
  add("lines_found", outcome.guarded.after.shared_lines);
  add("sent_back", sent_back(outcome.guarded));
  add("lines_found_without", outcome.bare.after.shared_lines);
  add("commits_failed", outcome.guarded.tally.failed_at[static_cast<std::size_t>(Goal::commit)]);
  add("commits_failed_without",
      outcome.bare.tally.failed_at[static_cast<std::size_t>(Goal::commit)]);
  add("secret_reads_without", let_through(outcome.bare, Goal::read_secret));
  add("p50_us", static_cast<std::uint64_t>(tally.quantile(0.5)));
  add("p99_us", static_cast<std::uint64_t>(tally.quantile(0.99)));
  return json + "}\n";
}

}  // namespace

int show(const Outcome& outcome, bool json) {
  const std::vector<Claim> all = claims(outcome);
  const bool holds = std::ranges::all_of(all, &Claim::holds);
  if (json) {
    print(as_json(outcome, holds));
  } else {
    print("\n" + comparison(outcome) + figures(outcome));
  }
  for (const Claim& claim : all) {
    if (!claim.holds) say("does not hold: " + std::string(claim.words));
  }
  if (holds && !json) print(kNext);
  return holds ? kOk : kNo;
}

}  // namespace hooks::cli
