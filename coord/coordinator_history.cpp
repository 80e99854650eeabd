#include "coord/coordinator_history.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/coordinator_others.h"
#include "coord/journal/names.h"
#include "coord/stamp/blobs.h"
#include "coord/stamp/content.h"

namespace coord {

namespace {

using base::Hash128;
using base::Result;

constexpr std::size_t kIdDigits = 8;

// Every content the file had, as far as its bytes were kept.
class Contents {
 public:
  Contents(base::World& world, std::string folder, const Content& now)
      : world_(world), folder_(std::move(folder)), now_(now) {}

  std::optional<std::string> of(const Hash128& hash) const {
    if (hash == kAbsent) return std::string();
    if (hash == now_.hash) return now_.bytes;
    auto kept = read_blob(world_, folder_, hash);
    return kept ? std::optional(*std::move(kept)) : std::nullopt;
  }
  Step step(const Hash128& before, const Hash128& after, std::optional<Edit> edit) const {
    return {std::move(edit), of(before), of(after), before == kAbsent, after == kAbsent};
  }

 private:
  base::World& world_;
  std::string folder_;
  const Content& now_;
};

std::size_t lines_in(std::string_view text) {
  const auto ends = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  return ends + (!text.empty() && text.back() != '\n' ? 1 : 0);
}

}  // namespace

std::string Step::id() const {
  return edit ? base::to_text(edit->after == kAbsent ? edit->before : edit->after)
                    .substr(0, kIdDigits)
              : std::string();
}

Result<Record> read_record(base::World& world, const std::string& state_dir,
                           const std::string& root) {
  Others others;
  EditsSince since = TRY(edits_on_record(world.disk, journal_path(state_dir)));
  const bool cut = since.cut;
  sort_edits(std::move(since), journal_path(state_dir), root, others);
  return Record{std::move(others.edits), std::move(others.commits),
                base::join_path(state_dir, "blobs"), cut};
}

Result<History> history_of(base::World& world, const Record& record, const std::string& root,
                           const std::string& path) {
  const Content now = TRY(read_content(world.disk, base::join_path(root, path)));
  History out{path, {}, {}, now.bytes, now.is_there()};
  const auto found = record.edits.find(path);
  if (found == record.edits.end()) return out;
  const Contents contents(world, record.blobs, now);
  const std::vector<Edit>& edits = found->second;
  const auto commits = record.commits.find(path);
  std::optional<Hash128> last;
  const auto stand_at = [&](const Hash128& hash) {
    if (last && *last != hash) out.steps.push_back(contents.step(*last, hash, {}));
    last = hash;
  };
  for (std::size_t i = 0; i <= edits.size(); ++i) {
    if (commits != record.commits.end()) {
      for (const PartCommit& commit : commits->second) {
        if (commit.behind != i) continue;
        // A write was under way, or half done: what it came to is told by its own edit.
        const Hash128& next = i < edits.size() ? edits[i].before : now.hash;
        if (!last || next != *last) stand_at(commit.seen);
        out.commits.push_back({out.steps.size(), commit.agent, commit.head});
      }
    }
    if (i == edits.size()) break;
    const Edit& edit = edits[i];
    stand_at(edit.before);
    out.steps.push_back(contents.step(edit.before, edit.after, edit));
    last = edit.after;
  }
  stand_at(now.hash);
  return out;
}

std::optional<Weave> weave_of(const History& history) {
  std::optional<Weave> weave;
  std::string_view text;  // the last one
  auto commit = history.commits.begin();
  const auto commit_all = [&](std::size_t steps) {
    for (; commit != history.commits.end() && commit->behind <= steps; ++commit) {
      const auto is_theirs = [&](std::size_t step) {
        const auto& edit = history.steps[step].edit;
        return edit && edit->agent == commit->agent;
      };
      if (weave) weave->commit(commit->head, is_theirs);
    }
  };
  for (std::size_t i = 0; i < history.steps.size(); ++i) {
    commit_all(i);
    const Step& step = history.steps[i];
    if (!weave && step.before) weave.emplace(text = *step.before);
    if (!step.after || !weave) continue;
    const bool known = step.before && *step.before == text;
    weave->next(*step.after, known ? Writer(i) : std::nullopt);
    text = *step.after;
  }
  commit_all(history.steps.size());
  return weave;
}

std::vector<Writer> writers_of(const History& history) {
  std::vector<Writer> writers;
  if (const auto weave = weave_of(history)) {
    for (const Strand& strand : weave->strands()) {
      if (strand.here) writers.push_back(strand.writer);
    }
  }
  writers.resize(lines_in(history.now));
  return writers;
}

}  // namespace coord
