#include "hooks/validators/orchestration/head.h"

#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/special/git_deed.h"
#include "hooks/validators/orchestration/refusal.h"

namespace hooks {

namespace {

using guards::Effect;
using guards::GitAct;
using guards::Verb;

constexpr std::size_t kHeadLimit = 4096;

std::string head_file(const guards::Place& place) {
  return base::join_path(place.git_dir, "HEAD");
}

std::string branch_in(std::string_view head) {
  constexpr std::string_view kBranch = "ref: refs/heads/";
  head = base::trim(head);
  return head.starts_with(kBranch) ? std::string(head.substr(kBranch.size())) : std::string();
}

// By its words alone: a switch to where HEAD is already counts, which does no harm here.
bool may_move_head(const Effect& effect) {
  if (effect.verb != Verb::git) return false;
  const auto nothing = [](const std::string&) { return false; };
  return guards::commands::read_git_deed(effect.detail, nothing).moves_head;
}

// `flockgate commit`: what it finds under the resource git is the agent that asks (ADR-0071).
bool is_own_commit(const Effect& effect) {
  return effect.verb == Verb::exec && effect.by == "flockgate" &&
         effect.detail.find(" commit") != std::string::npos;
}

// Takes index.lock or the lock of HEAD.
bool writes_git(const Effect& effect) {
  constexpr std::array kActs = {GitAct::stage,   GitAct::commit, GitAct::switch_branch,
                                GitAct::discard, GitAct::stash,  GitAct::rewrite};
  if (effect.verb != Verb::git) return is_own_commit(effect);
  return std::ranges::find(kActs, effect.git) != kActs.end() || may_move_head(effect);
}

// Programs that are over at once. A test run in front of a commit must not keep all others waiting.
bool is_quick(const Effect& effect) {
  constexpr std::array<std::string_view, 21> kQuick = {
      "flockgate", "basename", "cat",  "chmod", "cp",    "cut",   "date",
      "dirname",   "git",      "grep", "head",  "ls",    "mkdir", "mv",
      "rm",        "sed",      "sort", "tail",  "touch", "tr",    "wc"};
  return effect.verb != Verb::exec || std::ranges::find(kQuick, effect.by) != kQuick.end();
}

}  // namespace

std::string branch_of(const Judgement& on) {
  return branch_of(on.place, on.world);
}

std::string branch_of(const guards::Place& place, base::World& world) {
  const auto head = base::read_file(world.disk, head_file(place), kHeadLimit);
  return head ? branch_in(*head) : std::string();
}

std::optional<coord::Touch> git_touch(const Judgement& on) {
  using coord::lease::ScopeKind;
  const auto& effects = on.effects.list;
  if (std::ranges::none_of(effects, writes_git)) return std::nullopt;
  const bool quick = std::ranges::all_of(effects, is_quick);
  if (!quick && std::ranges::none_of(effects, may_move_head)) return std::nullopt;
  const coord::lease::Scope git{ScopeKind::resource, "git"};
  const coord::lease::Scope head{ScopeKind::path, ".git/HEAD"};
  coord::Touch touch{head_file(on.place), quick ? git : head, coord::Deed::change};
  touch.keep_bytes = false;
  return touch;
}

base::Result<Findings> news_of_head(const Judgement& on, coord::Coordinator& coordinator) {
  const auto rule = turn_rule(on.rules, "head-moved");
  if (!rule || rule->stage != guards::Stage::enforce) return Findings{};
  const auto news = TRY(coordinator.news_of(head_file(on.place)));
  if (!news) return Findings{};
  guards::Finding finding = finding_by(*rule);
  const std::string branch = branch_in(*news);
  finding.what = branch.empty() ? std::string("a write while HEAD is on no branch, which is new")
                                : "a write on the branch " + base::one_line(branch, 80) +
                                      ", to which the checkout was switched";
  return Findings{finding};
}

}  // namespace hooks
