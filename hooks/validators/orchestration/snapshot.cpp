// What a command is about to destroy is kept first, as a commit of its own.
// Source: ADR-0073 (snapshot before risk); docs/guide/one-branch.md.
#include "coord/git/snapshot.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/difference.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/company.h"
#include "hooks/validators/orchestration/deeds.h"
#include "hooks/validators/orchestration/refusal.h"
#include "hooks/validators/orchestration/stash_keep.h"
#include "hooks/validators/orchestration/touches.h"
#include "hooks/validators/orchestration/watch.h"
#include "hooks/validators/registry.h"

namespace hooks {

namespace {

using base::Result;
using coord::Names;
using guards::Effect;

constexpr base::Millis kGitMs = 10'000;  // the hook's own net is put off by less
constexpr std::size_t kShown = 12;
constexpr std::size_t kBeside = 500;  // files of others that are looked at

struct Danger {
  Names names;
  std::string before;  // the first command that does it
};

void add(Danger& danger, Result<Names>& found, const std::string& command) {
  if (found->empty()) return;
  if (danger.before.empty()) danger.before = command;
  std::ranges::move(*found, std::back_inserter(danger.names));
}

Result<Names> work_below(const Judgement& on, const Effect& effect) {
  const coord::GitSpot at{on.world, on.place.root, on.place.root};
  const std::string path = base::relative_to(effect.path, on.place.root);
  const Names paths = {(effect.pattern ? ":(glob)" : ":(literal)") + path};
  Names names = TRY(coord::differing_bytes(at, "HEAD", paths));
  std::ranges::move(TRY(coord::untracked_files(at, paths, false)), std::back_inserter(names));
  return names;
}

// Where git says no, it will say so to the command as well: nothing is in danger.
Result<Danger> danger_of(const Judgement& on, const Deeds& deeds,
                         const std::vector<const Effect*>& removals) {
  Danger danger;
  const auto is_refused = [](const base::Error& error) {
    return error.code == base::Code::invalid_input;
  };
  for (const auto& [effect, deed] : deeds) {
    auto found = endangered_files(spot_of(on, *effect), deed);
    if (found) add(danger, found, said_by(*effect));
    if (!found && !is_refused(found.error())) return tl::unexpected(found.error());
  }
  for (const Effect* effect : removals) {
    auto found = work_below(on, *effect);
    if (found) add(danger, found, effect->by);
    if (!found && !is_refused(found.error())) return tl::unexpected(found.error());
  }
  return danger;
}

// What may not be shown is not copied, either.
void withhold(const Judgement& on, Names& names, std::vector<coord::Unsaved>& unsaved) {
  const auto secret = not_to_keep(on, names);
  for (const std::string& name : secret) unsaved.push_back({name, "guarded from being read"});
  std::erase_if(names, [&](const std::string& name) { return secret.contains(name); });
}

Findings told(const Judgement& on, const Danger& danger,
              const std::vector<coord::Unsaved>& unsaved) {
  const auto rule = turn_rule(on.rules, "unsaved");
  if (unsaved.empty() || !rule) return {};
  guards::Finding finding = finding_by(*rule);
  finding.what = danger.before + ", before which " + std::to_string(unsaved.size()) +
                 (unsaved.size() == 1 ? " file was" : " files were") + " not kept";
  for (std::size_t i = 0; i < std::min(kShown, unsaved.size()); ++i) {
    finding.details.push_back(base::one_line(unsaved[i].path, 100) + ": " + unsaved[i].why);
  }
  return {finding};
}

// Work of others that the command is not known to hit: kept all the same, and looked at afterwards.
Result<Names> bystanders(const Judgement& on, coord::Others& others, const Names& endangered) {
  if (others.is_alone()) return Names{};
  TRY_VOID(
      coord::read_edits(on.world, coord::journal_path(on.place.state_dir), on.place.root, others));
  Names paths;
  for (const auto& [path, edits] : others.edits) {
    const bool foreign = std::ranges::any_of(
        edits, [&](const coord::Edit& edit) { return edit.agent != others.me; });
    const bool known = std::ranges::find(endangered, path) != endangered.end();
    if (foreign && !known && paths.size() < kBeside) paths.push_back(":(literal)" + path);
  }
  if (paths.empty()) return Names{};
  const coord::GitSpot at{on.world, on.place.root, on.place.root};
  Names names = TRY(coord::differing_bytes(at, "HEAD", paths));
  std::ranges::move(TRY(coord::untracked_files(at, paths, true)), std::back_inserter(names));
  std::ranges::sort(names);
  return names;
}

Result<Findings> keep(const Judgement& on, Danger danger) {
  std::vector<coord::Unsaved> unsaved;
  coord::Coordinator coordinator(on.world, on.place.state_dir, on.place.root, who_of(on.call));
  coord::Others others = TRY(coordinator.others());
  coord::SnapshotWish wish;
  wish.agent = others.me;
  wish.before = danger.before;
  wish.tree = coord::tree_prefix(on.place.state_dir, on.place.git_dir);
  wish.beside = TRY(bystanders(on, others, danger.names));
  withhold(on, danger.names, unsaved);
  withhold(on, wish.beside, unsaved);
  wish.names = std::move(danger.names);
  if (wish.names.empty() && wish.beside.empty()) return told(on, danger, unsaved);
  auto saved = TRY(coord::save_snapshot({on.world, on.place.root, on.place.root}, wish));
  std::ranges::move(saved.unsaved, std::back_inserter(unsaved));
  if (!others.is_alone()) TRY_VOID(keep_watch(on, {saved.id, danger.before, {}, wish.beside}));
  return told(on, danger, unsaved);
}

struct Risk {
  Deeds deeds;
  std::vector<const Effect*> removals;
  std::string command;
  bool is_none() const { return deeds.empty() && removals.empty(); }
};

// Single files that a shell removes are kept by the call lock already (stamps.md section 5).
Risk risk_of(const Judgement& on, Deeds deeds) {
  Risk risk{std::move(deeds), removals_of(on), {}};
  std::erase_if(risk.removals, [](const Effect* one) { return !one->tree && !one->pattern; });
  if (!risk.removals.empty()) risk.command = risk.removals.front()->by;
  if (!risk.deeds.empty()) risk.command = said_by(*risk.deeds.front().first);
  std::erase_if(risk.deeds, [](const auto& one) { return !endangers(one.second); });
  return risk;
}

Result<Findings> keep_what_is_at(const Judgement& on, const Risk& risk) {
  Danger danger = TRY(danger_of(on, risk.deeds, risk.removals));
  if (danger.names.empty() && risk.deeds.empty()) return Findings{};
  if (danger.before.empty()) danger.before = risk.command;
  return keep(on, std::move(danger));
}

std::optional<guards::Finding> unkept(const Judgement& on, const Risk& risk, std::string why) {
  const auto rule = turn_rule(on.rules, "unkept");
  if (!rule) return std::nullopt;
  guards::Finding finding = finding_by(*rule);
  finding.what = risk.command + ", before which nothing could be kept";
  finding.details.push_back(std::move(why));
  return finding;
}

// A call that is refused for want of a copy holds nothing.
Result<Findings> refused(const Judgement& on, const Risk& risk, base::Error error) {
  auto finding = unkept(on, risk, base::one_line(base::to_text(error), 150));
  if (!finding) return tl::unexpected(std::move(error));
  coord::Coordinator coordinator(on.world, on.place.state_dir, on.place.root, who_of(on.call));
  TRY_VOID(coordinator.after_call(call_key(on.call), {.saw = false}));
  return Findings{*std::move(finding)};
}

Result<Findings> check(const Judgement& on) {
  const guards::Place& place = on.place;
  if (!is_coordinated(place) || place.root.empty() || on.call.caller.session.empty()) {
    return Findings{};
  }
  Deeds deeds = deeds_of(on);
  auto stash = keep_stash_entries(on, deeds);
  const Risk risk = risk_of(on, std::move(deeds));
  if (!stash) return refused(on, risk, std::move(stash).error());
  if (risk.is_none()) return Findings{};
  if (on.more_time) on.more_time(kGitMs);
  if (const auto late = unkept(on, risk, "it took too long"); late && on.if_late) {
    on.if_late(*late);
  }
  auto kept = keep_what_is_at(on, risk);
  return kept ? std::move(kept) : refused(on, risk, std::move(kept).error());
}

}  // namespace

constinit const Validator kSnapshot{"coord.snapshot", guards::Category::orchestration, check};

}  // namespace hooks
