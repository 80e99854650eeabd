#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "coord/journal/lock_support.h"
#include "coord/journal/names.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/health.h"
#include "hooks/cli/lock_probe.h"
#include "hooks/cli/output.h"
#include "hooks/cli/program.h"
#include "hooks/cli/state_place.h"
#include "hooks/policy/cache.h"

namespace hooks::cli {

namespace {

enum class Grade : std::uint8_t { good, note, bad };
constexpr std::array<std::string_view, 3> kGrades = {"ok", "note", "bad"};

struct Finding {
  Grade grade = Grade::good;
  std::string about;
  std::string words;
};
using Findings = std::vector<Finding>;

void check_program(Findings& findings, base::World& world) {
  const base::Result<std::string> program = guard_program(world);
  findings.push_back(program ? Finding{Grade::good, "program", *program}
                             : Finding{Grade::bad, "program", base::to_text(program.error())});
}

base::Result<void> check_hooks(Findings& findings, base::World& world) {
  bool any = false;
  for (const Site& site : TRY(all_sites(world))) {
    const SiteHealth health = examine_site(site, world);
    const std::string about = std::string(site.platform->name) + (site.user ? ", user" : "");
    for (const std::string& problem : health.problems) {
      findings.push_back({Grade::bad, about, problem});
    }
    if (!health.installed) continue;
    any = true;
    for (const std::string& what : switches_beside(site, world)) {
      findings.push_back({Grade::bad, about, what + ": no hook will run"});
    }
    if (health.problems.empty()) findings.push_back({Grade::good, about, site.file});
  }
  if (!any) findings.push_back({Grade::bad, "hooks", "none are installed: run flockgate init"});
  return {};
}

// What is known of the file system, then the only proof: a second process asks for the same lock.
base::Result<Finding> judge_locks(const std::string& state_dir, base::World& world) {
  const coord::FileSystem system = TRY(coord::file_system_of(state_dir));
  const std::string doubt = TRY(coord::check_lock_support(system, state_dir));
  TRY_VOID(probe_locks(world, state_dir));
  if (!doubt.empty()) return Finding{Grade::note, "locks", doubt};
  return Finding{Grade::good, "locks", "a second process was refused, as it must be"};
}

void check_locks(Findings& findings, const std::string& state_dir, base::World& world) {
  const base::Result<Finding> finding = judge_locks(state_dir, world);
  if (finding) {
    findings.push_back(*finding);
  } else if (finding.error().code == base::Code::not_found) {
    findings.push_back({Grade::note, "locks", "not tried: nothing has been recorded here yet"});
  } else {
    findings.push_back({Grade::bad, "locks", base::to_text(finding.error())});
  }
}

void check_chain(Findings& findings, std::string_view name, const ChainHealth& chain) {
  if (chain.sound()) {
    findings.push_back({Grade::good, std::string(name), "sound"});
  } else {
    findings.push_back({Grade::bad, std::string(name),
                        chain.problem.empty() ? "damaged: flockgate " + std::string(name) + " check"
                                              : chain.problem});
  }
}

void check_policy(Findings& findings, const guards::Place& place, base::World& world) {
  const LoadedPolicy policy = load_policy(world, place);
  for (const std::string& note : policy.notes) {
    findings.push_back({policy.broken ? Grade::bad : Grade::note, "policy", note});
  }
  if (policy.notes.empty()) findings.push_back({Grade::good, "policy", policy.digest});
}

base::Result<Findings> examine(base::World& world) {
  Findings findings;
  const guards::Place place = TRY(find_place(world));
  check_program(findings, world);
  TRY_VOID(check_hooks(findings, world));
  if (const auto off = read_off(world, place.state_dir)) {
    findings.push_back({Grade::note, "guard", "switched off by " + off->by + ": flockgate on"});
  }
  check_policy(findings, place, world);
  check_locks(findings, place.state_dir, world);
  check_chain(findings, "journal",
              examine_chain(coord::journal_path(place.state_dir),
                            coord::epoch_path(place.state_dir), world));
  check_chain(findings, "audit", examine_chain(audit_path(place.state_dir), {}, world));
  return findings;
}

std::string_view name_of(Grade grade) {
  return kGrades[static_cast<std::size_t>(grade)];
}

std::string json_of(const Findings& findings) {
  std::string json = R"({"schema":"doctor/1","findings":[)";
  for (const Finding& finding : findings) {
    json += (json.ends_with('[') ? "" : ",");
    json += "{\"grade\":" + base::json_string(name_of(finding.grade)) +
            ",\"about\":" + base::json_string(finding.about) +
            ",\"words\":" + base::json_string(finding.words) + "}";
  }
  return json + "]}\n";
}

std::string words_of(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    std::string line(name_of(finding.grade));
    line.resize(6, ' ');
    text += line + finding.about + ": " + base::one_line(finding.words, 4096) + "\n";
  }
  return text;
}

}  // namespace

int command_doctor(const Invocation& call, base::World& world) {
  const base::Result<Findings> findings = examine(world);
  if (!findings) return complain(findings.error(), call.json());
  print(call.json() ? json_of(*findings) : words_of(*findings));
  const bool bad = std::ranges::find(*findings, Grade::bad, &Finding::grade) != findings->end();
  return bad ? kNo : kOk;
}

}  // namespace hooks::cli
