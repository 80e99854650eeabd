#include "coord/coordinator_unfinished.h"

#include <algorithm>
#include <map>
#include <utility>

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/coordinator.h"
#include "coord/git/difference.h"
#include "coord/git/work_tree.h"
#include "coord/journal/names.h"
#include "coord/lease/change.h"
#include "coord/stamp/content.h"
#include "coord/stamp/in_flight.h"
#include "coord/stamp/recent.h"

namespace coord {

namespace {

using base::Result;

// What the journal tells of who came and how they ended.
class Lives {
 public:
  void take(const Entry& entry) {
    if (entry.kind == kAdoptKind) return adopted(entry);
    const auto change = lease::read_change(entry.kind, entry.fields);
    if (!change) return;
    if (change->what == lease::What::join) join(*change);
    if (change->what == lease::What::leave) leave(*change, entry.wall_ms);
    if (change->what == lease::What::boot) reboot(entry.wall_ms);
  }

  // Those that ended in the middle, the latest first.
  std::vector<Unfinished> ended() && {
    for (auto& [name, life] : here_) {
      if (life.wall_ms != 0) ended_.push_back(std::move(life));
    }
    std::ranges::sort(ended_, std::ranges::greater(), &Unfinished::wall_ms);
    return std::move(ended_);
  }

 private:
  // The same session goes on; another one under the same name is somebody else.
  void join(const lease::Change& change) {
    Unfinished& life = here_[change.agent];
    const bool other =
        !change.session.empty() && life.wall_ms != 0 && change.session != life.session;
    if (other) ended_.push_back(std::exchange(life, {}));
    life.agent = change.agent;
    life.wall_ms = 0;
    if (!change.session.empty()) life.session = change.session;
    if (!change.task.empty()) life.task = change.task;
  }

  void leave(const lease::Change& change, base::Millis wall_ms) {
    if (change.why != "dead") {
      here_.erase(change.agent);
      return;
    }
    Unfinished& life = here_[change.agent];
    life.agent = change.agent;
    life.wall_ms = wall_ms;
  }

  void reboot(base::Millis wall_ms) {
    for (auto& [name, life] : here_) {
      if (life.wall_ms == 0) life.wall_ms = wall_ms;
    }
  }

  void adopted(const Entry& entry) {
    const std::string text = '{' + std::string(entry.fields) + '}';
    const auto view = base::JsonView::parse(text);
    if (!view) return;
    const std::string from = view->root().text("from").value_or("");
    here_.erase(from);
    std::erase_if(ended_, [&](const Unfinished& life) { return life.agent == from; });
  }

  std::map<std::string, Unfinished> here_;  // wall_ms: when they ended
  std::vector<Unfinished> ended_;
};

Result<std::vector<Unfinished>> read_lives(const WorkPlace& at) {
  Lives lives;
  TRY(each_recent(at.world.disk, journal_path(at.state_dir), {}, {},
                  [&](const Entry& entry) { lives.take(entry); }));
  return std::move(lives).ended();
}

std::string file_of(const WorkPlace& at, const std::string& path) {
  return base::join_path(at.root, path);
}

bool stands(const WorkPlace& at, const Edit& edit) {
  const auto now = read_hash(at.world.disk, file_of(at, edit.path));
  return now && *now == edit.after;
}

// One edit a path, from the first text to the last; only what nobody has changed since.
std::vector<Edit> left_by(const WorkPlace& at, const std::vector<Edit>& edits,
                          const Unfinished& life) {
  std::map<std::string, Edit> last;
  for (const Edit& edit : edits) {
    if (edit.agent != life.agent || edit.wall_ms > life.wall_ms) continue;
    const auto [known, is_new] = last.emplace(edit.path, edit);
    if (is_new) continue;
    known->second.after = edit.after;
    known->second.wall_ms = edit.wall_ms;
  }
  std::vector<Edit> left;
  for (auto& [path, edit] : last) {
    if (edit.before != edit.after && stands(at, edit)) left.push_back(std::move(edit));
  }
  return left;
}

// "claude-1/a2" is of the family claude; a sub-agent's session is followed by its own id.
Who who_of(const Unfinished& life) {
  const std::size_t cut = life.session.find('\n');
  const std::string sub = cut == std::string::npos ? "" : life.session.substr(cut + 1);
  return {life.agent.substr(0, life.agent.find('-')), life.session.substr(0, cut), sub};
}

// Files a call had begun to write: they are no more what they were, and no edit tells of it.
std::vector<std::string> half_written_by(const WorkPlace& at, const std::vector<Edit>& edits,
                                         const Unfinished& life) {
  std::vector<std::string> half;
  const std::string journal = journal_path(at.state_dir);
  for (const Mark& mark : InFlight(at.world, calls_path(at.state_dir, who_of(life))).all()) {
    const auto now = mark.writes ? read_hash(at.world.disk, mark.file) : Result<base::Hash128>();
    if (!mark.writes || !now || *now == mark.before || !base::is_within(mark.file, at.root)) {
      continue;
    }
    const std::string path = edit_path(mark.file, at.root, journal);
    const bool told = std::ranges::any_of(
        edits, [&](const Edit& edit) { return edit.path == path && edit.after == *now; });
    if (!told && std::ranges::find(half, path) == half.end()) half.push_back(path);
  }
  return half;
}

// What git would not name any more is committed. A git that cannot tell (no commit yet, none
// installed) drops nothing.
void drop_committed(const WorkPlace& at, std::vector<Unfinished>& all) {
  Names pathspecs;
  for (const Unfinished& life : all) {
    for (const Edit& edit : life.files) pathspecs.push_back(":(literal)" + edit.path);
    for (const std::string& path : life.half_written) pathspecs.push_back(":(literal)" + path);
  }
  if (pathspecs.empty()) return;
  const GitSpot root{at.world, at.root, at.root};
  const auto changed = differing_files(root, "HEAD", pathspecs);
  const auto fresh = untracked_files(root, pathspecs, false);
  if (!changed || !fresh) return;
  const auto is_clean = [&](const std::string& path) {
    return std::ranges::find(*changed, path) == changed->end() &&
           std::ranges::find(*fresh, path) == fresh->end();
  };
  for (Unfinished& life : all) {
    std::erase_if(life.files, [&](const Edit& edit) { return is_clean(edit.path); });
    std::erase_if(life.half_written, is_clean);
  }
}

}  // namespace

Result<std::vector<Unfinished>> find_unfinished(const WorkPlace& at) {
  std::vector<Unfinished> lives = TRY(read_lives(at));
  if (lives.empty()) return lives;
  const auto since = TRY(edits_since(at.world.disk, journal_path(at.state_dir), {}));
  for (Unfinished& life : lives) {
    life.files = left_by(at, since.edits, life);
    if (!life.session.empty()) life.half_written = half_written_by(at, since.edits, life);
  }
  drop_committed(at, lives);
  std::erase_if(lives, [](const Unfinished& life) { return life.is_empty(); });
  return lives;
}

Result<void> adopt(const WorkPlace& at, Backend& leases, const std::string& me,
                   const Unfinished& work) {
  TRY_VOID(leases.record(std::string(kAdoptKind), adopt_fields(me, work.agent)));
  InFlight(at.world, calls_path(at.state_dir, who_of(work))).clear();
  return {};
}

}  // namespace coord
