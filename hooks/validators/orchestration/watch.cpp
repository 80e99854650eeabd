#include "hooks/validators/orchestration/watch.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_others.h"
#include "coord/git/fast_import.h"
#include "coord/journal/names.h"
#include "coord/stamp/content.h"
#include "guards/words.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/head.h"
#include "hooks/validators/orchestration/refusal.h"

namespace hooks {

namespace {

using base::Result;

constexpr std::size_t kMaxFile = 1U << 20U;
constexpr std::size_t kNamed = 3;

std::string watch_path(const ToolCall& call, const guards::Place& place) {
  const Caller& caller = call.caller;
  const std::string key =
      caller.platform + '\n' + caller.session + '\n' + caller.sub_agent + '\n' + call_key(call);
  return place.state_dir + "/watch/" + base::to_text(base::hash128(key));
}

// What a file of another holds; kAbsent when it is gone or no text of ours.
base::Hash128 content_of(const std::string& name, const guards::Place& place, base::World& world) {
  return coord::read_hash(world.disk, base::join_path(place.root, name)).value_or(coord::kAbsent);
}

// Four lines, then a hash and a name each.
struct Noted {
  Watch watch;
  std::vector<std::pair<std::string, std::string>> files;  // hash, name
};

Noted read_noted(std::string_view text) {
  Noted noted;
  const auto lines = base::split(text, '\n');
  if (lines.size() < 4) return noted;
  noted.watch.snapshot = lines[0];
  noted.watch.command = lines[1];
  noted.watch.branch = lines[2];
  for (std::size_t i = 3; i < lines.size(); ++i) {
    const std::size_t blank = lines[i].find(' ');
    if (blank == std::string_view::npos) continue;
    std::string name = coord::unquoted(lines[i].substr(blank + 1));
    noted.watch.files.push_back(name);
    noted.files.emplace_back(std::string(lines[i].substr(0, blank)), std::move(name));
  }
  return noted;
}

// Its owner went on with it: that is no surprise.
bool is_on_record(const coord::Others& others, const std::string& name, const base::Hash128& now) {
  const auto edits = others.edits.find(name);
  return edits != others.edits.end() &&
         std::ranges::any_of(edits->second,
                             [&](const coord::Edit& edit) { return edit.after == now; });
}

Result<std::vector<std::string>> changed_files(const Noted& noted, const guards::Place& place,
                                               base::World& world) {
  std::vector<std::pair<std::string, base::Hash128>> differ;
  for (const auto& [hash, name] : noted.files) {
    const base::Hash128 now = content_of(name, place, world);
    if (base::to_text(now) != hash) differ.emplace_back(name, now);
  }
  std::vector<std::string> changed;
  if (differ.empty()) return changed;
  coord::Others others;
  TRY_VOID(coord::read_edits(world, coord::journal_path(place.state_dir), place.root, others));
  for (auto& [name, now] : differ) {
    if (!is_on_record(others, name, now)) changed.push_back(std::move(name));
  }
  return changed;
}

std::string said_of(const Surprise& surprise) {
  std::vector<std::string> seen;
  for (const std::string& name : surprise.changed) {
    if (seen.size() < kNamed) seen.push_back(base::one_line(name, 80));
  }
  if (surprise.changed.size() > kNamed) seen.emplace_back("more");
  std::string text = surprise.watch.command + " did more than was foreseen: ";
  if (!seen.empty()) text += base::join(seen, ", ") + " changed";
  if (!seen.empty() && surprise.moved) text += ", ";
  if (surprise.moved) text += "HEAD went to " + base::one_line(surprise.branch_now, 80);
  return text;
}

// Nothing where the line would be too long to paste.
std::string way_back(const Surprise& surprise) {
  constexpr std::size_t kLine = 160;
  if (surprise.changed.empty()) return {};
  std::string line = "flockgate restore " + surprise.watch.snapshot + " --";
  for (const std::string& name : surprise.changed) line += " " + guards::shell_word(name);
  return line.size() < kLine ? line : std::string();
}

}  // namespace

Result<void> keep_watch(const Judgement& on, const Watch& watch) {
  std::string text =
      watch.snapshot + '\n' + base::one_line(watch.command) + '\n' + branch_of(on) + "\n";
  for (const std::string& name : watch.files) {
    text += base::to_text(content_of(name, on.place, on.world)) + ' ' + coord::quoted(name) + '\n';
  }
  const std::string path = watch_path(on.call, on.place);
  TRY_VOID(base::make_dirs(on.world.disk, std::string(base::dir_name(path)), 0700));
  return base::replace_file(on.world.disk, path, text);
}

Result<std::vector<Surprise>> look_back(const ToolCall& call, const guards::Place& place,
                                        base::World& world) {
  std::vector<Surprise> surprises;
  if (!is_coordinated(place) || place.root.empty()) return surprises;
  const std::string path = watch_path(call, place);
  const auto text = base::read_file(world.disk, path, kMaxFile);
  if (!text && text.error().code == base::Code::not_found) return surprises;
  const Noted noted = read_noted(TRY(text));
  TRY_VOID(world.disk.remove(path));
  Surprise surprise{noted.watch, TRY(changed_files(noted, place, world)), {}, false};
  surprise.branch_now = branch_of(place, world);
  surprise.moved = surprise.branch_now != noted.watch.branch;
  if (surprise.moved || !surprise.changed.empty()) surprises.push_back(std::move(surprise));
  return surprises;
}

Findings surprise_findings(const guards::RuleSet& rules, const std::vector<Surprise>& surprises) {
  const auto rule = turn_rule(rules, "surprises");
  Findings findings;
  for (const Surprise& surprise : surprises) {
    if (!rule) break;
    guards::Finding finding = finding_by(*rule);
    finding.what = said_of(surprise);
    if (!surprise.changed.empty()) finding.path = surprise.changed.front();
    if (std::string line = way_back(surprise); !line.empty()) finding.instead = std::move(line);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace hooks
