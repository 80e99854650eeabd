#include "hooks/validators/orchestration/digest.h"

#include <algorithm>

#include "coord/base/text.h"
#include "coord/journal/names.h"
#include "coord/lease/scope.h"
#include "guards/words.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/head.h"

namespace hooks {

namespace {

constexpr std::size_t kNames = 3;   // of files or scopes in one line
constexpr std::size_t kLine = 240;  // bytes

// "a, b, c and 4 more"
std::string some_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kNames, names.size()); ++i) {
    text += (text.empty() ? "" : ", ") + base::one_line(names[i], 60);
  }
  if (names.size() > kNames) text += " and " + std::to_string(names.size() - kNames) + " more";
  return text;
}

void add_part(std::string& line, std::string_view what, const std::vector<std::string>& names) {
  if (!names.empty()) line += "; " + std::string(what) + " " + some_of(names);
}

// Another's words are quoted: they are no words of ours.
std::string task_words(const std::string& task) {
  return task.empty() ? std::string()
                      : " (task: " + base::json_string(base::one_line(task, 80)) + ")";
}

std::vector<std::string> scopes_of(const Digest& digest, const std::string& agent,
                                   coord::lease::Kind kind) {
  std::vector<std::string> scopes;
  for (const coord::HeldLease& held : digest.standing.leases) {
    if (held.agent != agent || held.kind != kind || coord::is_inode(held.claim.scope)) continue;
    scopes.push_back(coord::lease::to_text(held.claim.scope));
  }
  return scopes;
}

std::vector<std::string> waited_for_by(const Digest& digest, const std::string& agent) {
  std::vector<std::string> scopes;
  for (const coord::Waiting& waiting : digest.standing.line) {
    if (waiting.agent == agent) scopes.push_back(coord::lease::to_text(waiting.claim.scope));
  }
  return scopes;
}

// Its files of late, the last one first.
std::vector<std::string> changed_by(const Digest& digest, const std::string& agent) {
  std::vector<std::string> paths;
  for (auto edit = digest.edits.rbegin(); edit != digest.edits.rend(); ++edit) {
    if (edit->agent != agent || digest.wall_ms - edit->wall_ms > coord::kGoneMs) continue;
    if (std::ranges::find(paths, edit->path) == paths.end()) paths.push_back(edit->path);
  }
  return paths;
}

std::string line_of(const Digest& digest, const coord::Member& member) {
  using coord::lease::Kind;
  std::string line = base::one_line(member.name, 46) + task_words(member.task);
  add_part(line, "holds", scopes_of(digest, member.name, Kind::asked));
  add_part(line, "writes now", scopes_of(digest, member.name, Kind::call));
  add_part(line, "has a job that writes", scopes_of(digest, member.name, Kind::job));
  add_part(line, "goes first on", scopes_of(digest, member.name, Kind::reservation));
  add_part(line, "waits for", waited_for_by(digest, member.name));
  add_part(line, "changed lately", changed_by(digest, member.name));
  return line + "; seen " + base::brief_time(member.idle_ms) + " ago";
}

std::vector<coord::Member> others_in(const Digest& digest) {
  std::vector<coord::Member> others;
  for (const coord::Member& member : digest.standing.agents) {
    if (member.name != digest.me && member.idle_ms < coord::kGoneMs) others.push_back(member);
  }
  std::ranges::sort(others, {}, &coord::Member::idle_ms);
  return others;
}

std::string heading(const Digest& digest, std::size_t others) {
  std::string line = "you are " + base::one_line(digest.me, 46) + " here, ";
  line += digest.branch.empty() ? "on no branch" : "on branch " + base::one_line(digest.branch, 60);
  if (others == 0) return line + "; nobody else is at work through flockgate";
  return line + "; " + std::to_string(others) +
         (others == 1 ? " other agent works" : " other agents work") +
         " in this checkout, and flockgate keeps you apart";
}

void add_unfinished(const Digest& digest, std::vector<std::string>& lines) {
  for (const coord::Unfinished& work : digest.unfinished) {
    lines.push_back(base::one_line(work.agent, 46) + " ended in the middle of its work " +
                    base::brief_time(digest.wall_ms - work.wall_ms) + " ago" +
                    task_words(work.task) + ": " + left_words(work));
  }
  if (digest.unfinished.empty()) return;
  lines.push_back("to go on with that: `flockgate join --adopt " +
                  guards::shell_word(digest.unfinished.front().agent) + "`, then read those files");
}

void add_unseen(const Digest& digest, std::vector<std::string>& lines) {
  for (const coord::UnseenAgent& agent : digest.unseen) {
    lines.push_back(agent.program + " (process " + std::to_string(agent.pid) +
                    ") works here and no hook of it was ever heard: its writes are not kept apart");
  }
}

}  // namespace

std::string left_words(const coord::Unfinished& work) {
  std::vector<std::string> files;
  for (const coord::Edit& edit : work.files) files.push_back(edit.path);
  std::string text = files.empty() ? std::string() : "left " + some_of(files) + ", not committed";
  if (work.half_written.empty()) return text;
  return text + (text.empty() ? "" : "; ") + "half-written: " + some_of(work.half_written);
}

std::string digest_text(const Digest& digest) {
  std::vector<std::string> lines;
  if (digest.standing.damaged_lines != 0) {
    lines.push_back(
        "the journal has " + std::to_string(digest.standing.damaged_lines) +
        " damaged lines: nothing is leased until a human runs `flockgate journal compact`");
  }
  add_unfinished(digest, lines);
  add_unseen(digest, lines);
  const std::vector<coord::Member> others = others_in(digest);
  if (lines.empty() && others.empty()) return {};
  lines.insert(lines.begin(), heading(digest, others.size()));
  for (const coord::Member& member : others) lines.push_back(line_of(digest, member));
  if (lines.size() > kDigestLines) {
    const std::size_t more = lines.size() - kDigestLines + 1;
    lines.resize(kDigestLines - 1);
    lines.push_back("and " + std::to_string(more) + " lines more: `flockgate status`");
  }
  std::string text;
  for (const std::string& line : lines) {
    text += (text.empty() ? "flockgate: " : "\n- ") + base::one_line(line, kLine);
  }
  return text;
}

base::Result<std::string> begin_session(const ToolCall& call, const guards::Place& place,
                                        base::World& world) {
  if (!is_coordinated(place) || call.caller.session.empty()) return std::string();
  coord::Coordinator coordinator(world, place.state_dir, place.root, who_of(call));
  if (!TRY(coordinator.begin())) return std::string();
  Digest digest;
  digest.standing = TRY(coordinator.standing());
  digest.me = coordinator.name();
  digest.branch = branch_of(place, world);
  digest.wall_ms = world.clock.wall_ms();
  digest.edits =
      TRY(coord::edits_since(world.disk, coord::journal_path(place.state_dir), {})).edits;
  digest.unfinished = TRY(coord::find_unfinished({world, place.state_dir, place.root}));
  std::vector<std::int64_t> owners;
  for (const coord::Member& member : digest.standing.agents) owners.push_back(member.owner.pid);
  digest.unseen = coord::unseen_agents(world, place.root, owners);
  return digest_text(digest);
}

}  // namespace hooks
