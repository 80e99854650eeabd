#include "hooks/audit.h"

#include <algorithm>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "coord/journal/journal.h"
#include "hooks/rollout.h"
#include "hooks/scrub.h"

namespace hooks {

namespace {

using guards::Finding;

// Escaped bytes; together below the journal's 4 KiB a line.
constexpr std::size_t kId = 128;
constexpr std::size_t kPath = 400;
constexpr std::size_t kCommand = 2048;
constexpr std::size_t kAll = 3700;
constexpr std::size_t kListed = 16;

// Where an escaped text may be cut: neither inside an escape nor inside a character.
std::size_t cut_at(std::string_view escaped, std::size_t limit) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < escaped.size();) {
    std::size_t step = 1;
    if (escaped[at] == '\\') step = at + 1 < escaped.size() && escaped[at + 1] == 'u' ? 6 : 2;
    at += step;
    while (at < escaped.size() && (static_cast<unsigned char>(escaped[at]) & 0xC0U) == 0x80U) ++at;
    if (at > limit) break;
    end = at;
  }
  return end;
}

// ,"key":"text" - nothing when the text is empty.
void add_text(std::string& out, std::string_view key, std::string_view text, std::size_t limit) {
  if (text.empty()) return;
  std::string escaped;
  base::append_json_escaped(escaped, text.substr(0, limit));
  if (escaped.size() > limit) escaped.resize(cut_at(escaped, limit));
  if (!out.empty()) out += ',';
  out += '"';
  out += key;
  out += "\":\"" + escaped + '"';
}

std::string brief(const Finding& finding, std::string_view word) {
  std::string one;
  add_text(one, "rule", finding.rule, kId);
  add_text(one, "word", word, kId);
  add_text(one, "tier", name_of(finding.tier), kId);
  add_text(one, "stage", name_of(finding.stage), kId);
  add_text(one, "path", finding.path, kPath);
  return '{' + one + '}';
}

// As many findings as fit.
void add_findings(std::string& out, std::string_view key, const std::vector<Finding>& findings,
                  std::size_t from, bool with_word) {
  std::string list;
  const std::size_t end = std::min(findings.size(), from + kListed);
  for (std::size_t i = from; i < end; ++i) {
    const char* word = with_word ? name_of(word_of(findings[i].tier)) : "";
    const std::string one = brief(findings[i], word);
    if (out.size() + list.size() + one.size() > kAll) break;
    list += (list.empty() ? "" : ",") + one;
  }
  if (list.empty()) return;
  out += ",\"";
  out += key;
  out += "\":[" + list + ']';
}

std::string path_of(const ToolCall& call, const Verdict& verdict, const guards::Place& place) {
  if (!verdict.findings.empty()) return verdict.findings.front().path;
  if (call.action.paths.empty()) return {};
  return base::relative_to(base::join_path(call.action.cwd, call.action.paths.front()), place.root);
}

void add_deciding(std::string& out, const Verdict& verdict) {
  if (verdict.findings.empty()) return;
  const Finding& first = verdict.findings.front();
  add_text(out, "rule", first.rule, kId);
  add_text(out, "tier", name_of(first.tier), kId);
  add_text(out, "stage", name_of(first.stage), kId);
  add_text(out, "adr", first.adr, kId);
}

void count_loss(const guards::Place& place, base::World& world) {
  const auto file = world.disk.open(audit_tally(place), base::Open::create_append);
  if (!file) return;
  const auto counted = world.disk.write(*file, ".");
  static_cast<void>(counted);  // where even this fails, the line on stderr is all there is
}

base::Result<void> append(std::string fields, const guards::Place& place, base::World& world) {
  TRY_VOID(coord::open_state_dir(world, place.state_dir));
  const auto lost = world.disk.info(audit_tally(place));
  if (lost) fields += ",\"lost\":" + std::to_string(lost->size);
  auto journal = TRY(coord::Journal::open(world, place.state_dir + "/audit.jsonl"));
  const auto receipt = TRY(journal.append("verdict", fields));
  static_cast<void>(receipt);
  if (lost) TRY_VOID(world.disk.remove(audit_tally(place)));
  return {};
}

}  // namespace

std::string audit_tally(const guards::Place& place) {
  return place.state_dir + "/audit.lost";
}

std::string audit_fields(const ToolCall& call, const Verdict& verdict, const guards::Place& place) {
  std::string out;
  add_text(out, "platform", call.caller.platform, kId);
  add_text(out, "session", call.caller.session, kId);
  add_text(out, "sub", call.caller.sub_agent, kId);
  add_text(out, "tool", call.tool, kId);
  add_text(out, "call", call.call_id, kId);
  add_text(out, "verdict", name_of(verdict.word), kId);
  add_deciding(out, verdict);
  add_text(out, "path", path_of(call, verdict, place), kPath);
  add_text(out, "cwd", base::relative_to(call.action.cwd, place.root), kPath);
  const bool remarked = !verdict.findings.empty() || !verdict.would.empty();
  if (remarked) add_text(out, "command", scrub(call.action.command), kCommand);
  add_findings(out, "also", verdict.findings, 1, false);
  add_findings(out, "would", verdict.would, 0, true);
  if (verdict.off) out += ",\"off\":true";
  return out;
}

base::Result<void> record(const ToolCall& call, const Verdict& verdict, const guards::Place& place,
                          base::World& world) {
  if (place.state_dir.empty()) {
    return base::fail(base::Code::unsupported, "there is no folder to keep records in");
  }
  auto done = append(audit_fields(call, verdict, place), place, world);
  if (!done) count_loss(place, world);
  return done;
}

}  // namespace hooks
