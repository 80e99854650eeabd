#include "hooks/cli/undoing.h"

#include <algorithm>
#include <set>
#include <utility>

#include "coord/base/text.h"
#include "coord/coordinator_others.h"
#include "coord/git/merge.h"
#include "hooks/cli/scratch.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;
using coord::Edit;
using coord::History;
using coord::Step;

bool is_listed(const std::vector<std::string>& begins, const std::string& id) {
  return std::ranges::any_of(begins, [&](const std::string& begin) {
    return !begin.empty() && (id.starts_with(begin) || begin.starts_with(id));
  });
}

// Whose edits are meant: by name, or by what they are at.
std::set<std::string> agents_of(const UndoWish& wish, const coord::Standing& standing) {
  std::set<std::string> agents;
  if (!wish.agent.empty()) agents.insert(wish.agent);
  for (const coord::Member& member : standing.agents) {
    if (!wish.task.empty() && member.task == wish.task) agents.insert(member.name);
  }
  return agents;
}

const Edit* last_of(const coord::Record& record, const std::string& agent) {
  const Edit* last = nullptr;
  for (const auto& [path, edits] : record.edits) {
    for (const Edit& edit : edits) {
      if (edit.agent == agent && (last == nullptr || edit.wall_ms >= last->wall_ms)) last = &edit;
    }
  }
  return last;
}

std::string id_of(const Edit& edit) {
  Step step;
  step.edit = edit;
  return step.id();
}

// What is meant, as one question.
struct Choice {
  std::vector<std::string> edits;
  std::set<std::string> agents;
  const Edit* last = nullptr;

  bool takes(const Edit& edit) const {
    if (last != nullptr) {
      return edit.path == last->path && edit.after == last->after && edit.agent == last->agent &&
             edit.wall_ms == last->wall_ms;
    }
    if (!edits.empty() && !is_listed(edits, id_of(edit))) return false;
    return agents.empty() || agents.contains(edit.agent);
  }
};

Result<Choice> choose(const Desk& desk, const coord::Record& record, const UndoWish& wish) {
  Choice choice{wish.edits, agents_of(wish, TRY(desk.leases->standing())), nullptr};
  const bool none = wish.agent.empty() && wish.task.empty() && wish.edits.empty();
  if (none) choice.last = last_of(record, desk.agent);
  if ((none && choice.last == nullptr) || (!wish.task.empty() && choice.agents.empty())) {
    return base::fail(Code::not_found, "no such edit is on record", {},
                      "see flockgate who FILE, and name one");
  }
  return choice;
}

// The file as it is while edits are taken back, newest first.
struct Draft {
  std::string text;
  bool is_there = false;
};

// Text that two edits both touched is nobody's to choose: shown, not written.
Result<std::optional<Conflict>> take_back(const Step& step, const std::string& name, Draft& draft,
                                          const Desk& desk, base::World& world) {
  if (!step.before || !step.after) {
    return std::optional(Conflict{name, step.id(), "the bytes of that time were not kept\n"});
  }
  const bool untouched = draft.text == *step.after && draft.is_there != step.removed;
  if (!untouched && (step.removed || !draft.is_there)) {
    return std::optional(Conflict{name, step.id(), "the file came or went since\n"});
  }
  const Scratch scratch = TRY(Scratch::make(desk.place.state_dir, "merge", world));
  auto merged = TRY(coord::merge(world, scratch.path(), {draft.text, *step.after, *step.before}));
  if (merged.conflict) return std::optional(Conflict{name, step.id(), std::move(merged.text)});
  draft.text = std::move(merged.text);
  draft.is_there = !step.made || !draft.text.empty();
  return std::optional<Conflict>();
}

// Where somebody's edits are meant, not one by name, those that no commit holds: which steps stay.
Result<std::vector<bool>> committed_steps(const History& history, const coord::Record& record,
                                          const coord::GitSpot& at) {
  const auto committed = TRY(coord::committed_bytes(at, history.path));
  const std::string bytes = committed.value_or("");
  std::size_t first = 0;
  for (std::size_t i = 0; i < history.steps.size(); ++i) {
    const Step& step = history.steps[i];
    if (step.before == bytes && step.made != committed.has_value()) first = i;
    if (step.after == bytes && step.removed != committed.has_value()) first = i + 1;
  }
  std::vector<bool> out(history.steps.size(), false);
  std::fill_n(out.begin(), first, true);
  const auto commits = record.commits.find(history.path);
  if (commits == record.commits.end()) return out;
  const auto parts = coord::committed_in_parts(record.edits.at(history.path), commits->second,
                                               coord::lines_hash(bytes));
  auto part = parts.begin();
  for (std::size_t i = 0; i < history.steps.size(); ++i) {
    if (history.steps[i].edit) out[i] = *part++ || out[i];
  }
  return out;
}

// What an undo is of.
struct Undoing {
  const coord::Record& record;
  Choice choice;
  const Desk& desk;
  base::World& world;
};

Result<void> plan_file(const History& history, const Undoing& of, UndoPlan& plan) {
  Draft draft{history.now, history.is_there};
  Undone undone{history.path, {}};
  std::vector<bool> stays(history.steps.size(), false);
  if (!of.choice.agents.empty())
    stays = TRY(committed_steps(history, of.record, root_of(of.desk, of.world)));
  for (std::size_t i = history.steps.size(); i-- > 0;) {
    const Step* step = &history.steps[i];
    if (stays[i] || !step->edit || !of.choice.takes(*step->edit)) continue;
    auto conflict = TRY(take_back(*step, history.path, draft, of.desk, of.world));
    if (conflict) {
      plan.conflicts.push_back(*std::move(conflict));
      return {};
    }
    undone.edits.push_back(step->id());
  }
  if (undone.edits.empty()) return {};
  plan.undone.push_back(std::move(undone));
  if (draft.text == history.now && draft.is_there == history.is_there) return {};
  Rewrite file{history.path, std::nullopt};
  if (draft.is_there) file.bytes = std::move(draft.text);
  plan.files.push_back(std::move(file));
  return {};
}

}  // namespace

Result<std::vector<std::string>> files_to_undo(const Desk& desk, const coord::Record& record,
                                               const UndoWish& wish) {
  const Choice choice = TRY(choose(desk, record, wish));
  std::vector<std::string> names;
  for (const auto& [path, edits] : record.edits) {
    if (std::ranges::any_of(edits, [&](const Edit& edit) { return choice.takes(edit); })) {
      names.push_back(path);
    }
  }
  if (!names.empty()) return names;
  return base::fail(Code::not_found,
                    record.cut ? "no such edit is on the part of the record that is read"
                               : "no such edit is on record",
                    base::join(wish.edits, " "), "see flockgate who FILE");
}

Result<UndoPlan> plan_undo(const Desk& desk, const coord::Record& record, const UndoWish& wish,
                           base::World& world) {
  const Undoing undoing{record, TRY(choose(desk, record, wish)), desk, world};
  UndoPlan plan;
  for (const std::string& name : TRY(files_to_undo(desk, record, wish))) {
    const History history = TRY(coord::history_of(world, record, desk.place.root, name));
    TRY_VOID(plan_file(history, undoing, plan));
  }
  return plan;
}

}  // namespace hooks::cli
