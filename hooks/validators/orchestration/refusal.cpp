#include "hooks/validators/orchestration/refusal.h"

#include <algorithm>
#include <string>
#include <vector>

#include "coord/base/text.h"
#include "coord/lease/scope.h"
#include "guards/words.h"
#include "hooks/diff_text.h"

namespace hooks {

namespace {

using guards::Finding;
using guards::Tier;

std::string seconds(base::Millis time) {
  return std::to_string(time / 1000) + " s";
}

std::string verb_of(coord::lease::Kind kind) {
  if (kind == coord::lease::Kind::call) return "writes";
  if (kind == coord::lease::Kind::job) return "has a job that writes";
  return kind == coord::lease::Kind::reservation ? "goes first on" : "holds";
}

// "claude-2 (fix login) writes src/a.c since 3 s"
std::string holder_line(const coord::Obstacle& obstacle) {
  std::string line = base::one_line(obstacle.agent, 46);
  if (!obstacle.task.empty()) line += " (" + base::one_line(obstacle.task, 60) + ")";
  const std::string held = coord::is_inode(obstacle.held.scope)
                               ? "this file under another name"
                               : base::one_line(coord::lease::to_text(obstacle.held.scope), 80);
  line += " " + verb_of(obstacle.kind) + " " + held + " since " + seconds(obstacle.age_ms);
  if (obstacle.left_ms != coord::lease::kForever) {
    line += ", at most " + seconds(obstacle.left_ms) + " more";
  }
  return line;
}

std::string lock_text(const std::string& holder) {
  return holder.empty() ? "a process nobody can name" : base::one_line(holder, 100);
}

// A file of several names is held by name and by inode: one line says it.
bool is_said(const coord::Obstacle& obstacle, const coord::Reply& reply) {
  return coord::is_inode(obstacle.held.scope) &&
         std::ranges::any_of(reply.obstacles, [&](const coord::Obstacle& other) {
           return other.agent == obstacle.agent && !coord::is_inode(other.held.scope);
         });
}

void add_line_details(Finding& finding, const coord::Reply& reply) {
  for (const coord::Obstacle& obstacle : reply.obstacles) {
    if (!is_said(obstacle, reply)) finding.details.push_back(holder_line(obstacle));
  }
  if (reply.ticket == 0) return;
  std::string place = "your place in line is kept: ticket " + std::to_string(reply.ticket);
  if (reply.refusals > 1) place += ", refused " + std::to_string(reply.refusals) + " times";
  finding.details.push_back(place);
  if (reply.wanted_by.size() > 1) {
    finding.details.push_back(std::to_string(reply.wanted_by.size()) +
                              " agents want this file: " + base::join(reply.wanted_by, ", "));
  }
}

// Who made the base stale; an edit is on record only once its call is over.
std::string author_line(const coord::Refusal& refusal, base::Millis wall_ms) {
  if (refusal.by) {
    return "changed by " + base::one_line(refusal.by->agent, 46) + " " +
           seconds(wall_ms - refusal.by->wall_ms) + " ago";
  }
  if (!refusal.reply.obstacles.empty()) return "its last change is not on record yet";
  return "changed by a person or a program outside flockgate";
}

Finding finding_about(const guards::Rule& rule, const coord::Touch& touch) {
  Finding finding = finding_by(rule);
  finding.path = coord::lease::to_text(touch.scope);
  return finding;
}

}  // namespace

Finding finding_by(const guards::Rule& rule) {
  Finding finding;
  finding.rule = rule.id;
  finding.category = rule.category;
  finding.tier = rule.tier;
  finding.stage = rule.stage;
  finding.adr = rule.adr;
  finding.why = rule.why;
  finding.instead = rule.instead;
  return finding;
}

std::optional<guards::Rule> turn_rule(const guards::RuleSet& rules, std::string_view reason) {
  std::vector<std::uint32_t> candidates;
  rules.of_kind(guards::kOnTurn, candidates);
  for (const std::uint32_t index : candidates) {
    guards::Rule rule = rules.rule(index);
    if (std::ranges::find(rule.match, reason) != rule.match.end()) return rule;
  }
  return std::nullopt;
}

Finding refusal_finding(const guards::Rule& rule, const coord::Refusal& refusal,
                        const coord::Touch& touch, base::Millis wall_ms) {
  Finding finding = finding_about(rule, touch);
  const std::string path = base::one_line(finding.path, 120);
  finding.what = refusal.stale ? "writing over " + path + ", which changed since you read it"
                               : "writing " + path + " now";
  if (!refusal.stale && !refusal.lock) {
    finding.instead = "take other work first, or wait for it: `flockgate lock acquire " +
                      guards::shell_word(finding.path) +
                      " --ttl 30s --wait 60s`; then read it again and write";
  }
  if (refusal.lock) {
    finding.why = "the journal of who writes what could not be locked in time";
    finding.instead = "write again in a moment; if it stays, a human runs `flockgate doctor`";
    finding.details.push_back("locked by " + lock_text(*refusal.lock));
  }
  if (refusal.stale) finding.details.push_back(author_line(refusal, wall_ms));
  if (refusal.texts) {
    for (std::string& line : diff_text(refusal.texts->known, refusal.texts->now)) {
      finding.details.push_back(std::move(line));
    }
  }
  if (refusal.lost) {
    finding.details.push_back("your own lease " + std::to_string(refusal.lost->fence) + " on " +
                              base::one_line(coord::lease::to_text(refusal.lost->scope), 80) +
                              " ended " + base::brief_time(refusal.lost->ago_ms) + " ago");
  }
  add_line_details(finding, refusal.reply);
  return finding;
}

Finding notice_finding(const guards::Rule& rule, const coord::Notice& notice,
                       const coord::Touch& touch) {
  Finding finding = finding_about(rule, touch);
  const std::string path = base::one_line(finding.path, 120);
  finding.tier = Tier::warn;
  switch (notice.why) {
    case coord::Notice::Why::mid_write:
      finding.what = "reading " + path + " in the middle of another's work";
      finding.why = notice.busy ? holder_line(*notice.busy) : std::string();
      finding.instead = "read it again before you build on it";
      break;
    case coord::Notice::Why::unasked:
      finding.what = "reading " + path + " without knowing who writes it";
      finding.why = "the journal is locked by " + lock_text(notice.lock);
      finding.instead = "read it again before you build on it";
      break;
    case coord::Notice::Why::old_base:
      finding.what = "editing " + path + ", which changed since you read it";
      finding.why = "your old text is still there, so the edit goes on";
      finding.instead = "read it again before you rewrite the whole file";
      break;
    case coord::Notice::Why::unread:
      finding.what = "writing over " + path + ", which you never read and which changed lately";
      finding.why = "a person or a program outside flockgate changed it since you came";
      finding.instead = "read a file before you rewrite it";
      break;
  }
  return finding;
}

}  // namespace hooks
