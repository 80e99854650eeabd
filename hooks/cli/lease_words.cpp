#include "hooks/cli/lease_words.h"

#include <algorithm>

#include "coord/base/text.h"
#include "coord/lease/scope.h"

namespace hooks::cli {

namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kHead = 9;

// One line of the table; what does not fit is cut at the end.
std::string row(std::string_view head, const std::string& rest) {
  std::string line(head);
  line.resize(kHead, ' ');
  line += base::one_line(rest, 400);
  if (line.size() > kColumns) line = line.substr(0, kColumns - 3) + "...";
  return line + "\n";
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text + " ";
}

std::string kind_words(const coord::HeldLease& lease) {
  using coord::lease::Kind;
  if (lease.kind == Kind::call) return "writes now";
  if (lease.kind == Kind::job) return "a job";
  return lease.kind == Kind::reservation ? "goes next" : name_of(lease.claim.mode);
}

std::string lease_line(const coord::HeldLease& lease) {
  std::string line = padded(std::to_string(lease.fence), 5) + padded(kind_words(lease), 12) +
                     padded(coord::lease::to_text(lease.claim.scope), 20) + padded(lease.agent, 10);
  line += base::brief_time(lease.age_ms);
  if (lease.left_ms != coord::lease::kForever)
    line += ", " + base::brief_time(lease.left_ms) + " left";
  return line;
}

std::string json_of(const coord::Member& member) {
  return "{\"name\":" + base::json_string(member.name) +
         ",\"parent\":" + base::json_string(member.parent) +
         ",\"task\":" + base::json_string(member.task) +
         ",\"pid\":" + std::to_string(member.owner.pid) +
         ",\"proven\":" + (member.owner.proven != 0 ? "true" : "false") +
         ",\"idle_ms\":" + std::to_string(member.idle_ms) + "}";
}

std::string claim_members(const coord::lease::Claim& claim) {
  return std::string(R"("mode":")") + name_of(claim.mode) + R"(","scope":)" +
         base::json_string(coord::lease::to_text(claim.scope));
}

std::string json_of(const coord::HeldLease& lease) {
  return "{\"fence\":" + std::to_string(lease.fence) +
         ",\"agent\":" + base::json_string(lease.agent) + R"(,"for":")" + name_of(lease.kind) +
         "\"," + claim_members(lease.claim) + R"(,"priority":")" + name_of(lease.priority) +
         R"(","age_ms":)" + std::to_string(lease.age_ms) +
         ",\"left_ms\":" + left_json(lease.left_ms) + "}";
}

std::string json_of(const coord::Waiting& waiting) {
  return "{\"ticket\":" + std::to_string(waiting.ticket) +
         ",\"agent\":" + base::json_string(waiting.agent) + R"(,"for":")" + name_of(waiting.kind) +
         "\"," + claim_members(waiting.claim) + R"(,"priority":")" + name_of(waiting.priority) +
         R"(","age_ms":)" + std::to_string(waiting.age_ms) +
         ",\"refusals\":" + std::to_string(waiting.refusals) + "}";
}

std::string json_of(const coord::Unfinished& work) {
  std::vector<std::string> files;
  for (const coord::Edit& edit : work.files) files.push_back(edit.path);
  return "{\"agent\":" + base::json_string(work.agent) +
         ",\"task\":" + base::json_string(work.task) +
         ",\"ended\":" + std::to_string(work.wall_ms) + ",\"files\":" + texts_json(files) +
         ",\"half_written\":" + texts_json(work.half_written) + "}";
}

template <class Row>
std::string array_of(const std::vector<Row>& rows) {
  std::string json = "[";
  for (const Row& one : rows) json += (json.size() > 1 ? "," : "") + json_of(one);
  return json + "]";
}

}  // namespace

std::string texts_json(const std::vector<std::string>& texts) {
  std::string json = "[";
  for (const std::string& text : texts) {
    json += (json.size() > 1 ? "," : "") + base::json_string(text);
  }
  return json + "]";
}

std::string left_json(base::Millis left_ms) {
  return left_ms == coord::lease::kForever ? "null" : std::to_string(left_ms);
}

std::string leases_words(const coord::Standing& standing) {
  std::string text;
  for (const coord::HeldLease& lease : standing.leases) text += row("lease", lease_line(lease));
  return text;
}

std::string standing_words(const coord::Standing& standing, const std::string& self) {
  std::string text;
  for (const coord::Waiting& waiting : standing.line) {
    text += row("waits", padded(waiting.agent, 12) + "for " + name_of(waiting.claim.mode) + " " +
                             coord::lease::to_text(waiting.claim.scope) + ", " +
                             base::brief_time(waiting.age_ms) + ", refused " +
                             std::to_string(waiting.refusals));
  }
  text += leases_words(standing);
  for (const coord::Member& member : standing.agents) {
    const std::string you = member.name == self ? " (you)" : "";
    text += row("agent", padded(member.name + you, 20) + "idle " +
                             padded(base::brief_time(member.idle_ms), 7) + member.task);
  }
  if (standing.damaged_lines != 0) {
    text += row("journal", "! " + std::to_string(standing.damaged_lines) +
                               " damaged lines: no leases until flockgate journal compact");
  }
  return text;
}

std::string unfinished_words(const std::vector<coord::Unfinished>& all, base::Millis wall_ms) {
  std::string text;
  for (const coord::Unfinished& work : all) {
    text += row("left", work.agent + ", " + base::brief_time(wall_ms - work.wall_ms) + " ago" +
                            (work.task.empty() ? "" : ": " + work.task));
    for (const coord::Edit& edit : work.files) text += row("", edit.path);
    for (const std::string& path : work.half_written) text += row("", "! half-written: " + path);
    text += row("", "to go on: flockgate join --adopt " + work.agent);
  }
  return text;
}

std::string unfinished_json(const std::vector<coord::Unfinished>& all) {
  return array_of(all);
}

std::string standing_members(const coord::Standing& standing) {
  return "\"agents\":" + array_of(standing.agents) + ",\"leases\":" + array_of(standing.leases) +
         ",\"line\":" + array_of(standing.line);
}

std::string leases_json(const coord::Standing& standing) {
  return R"({"schema":"leases/1",)" + standing_members(standing) + "}\n";
}

}  // namespace hooks::cli
