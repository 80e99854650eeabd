#include "coord/coordinator_history.h"

#include <algorithm>
#include <span>
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

// Puts the steps of a file one behind the other, with one nobody saw wherever two do not meet.
class Chain {
 public:
  Chain(const Contents& contents, History& out) : contents_(contents), out_(out) {}

  void stand_at(const Hash128& hash) {
    if (last_ && *last_ != hash) out_.steps.push_back(contents_.step(*last_, hash, {}));
    last_ = hash;
  }
  void add(const Edit& edit) {
    stand_at(edit.before);
    out_.steps.push_back(contents_.step(edit.before, edit.after, edit));
    last_ = edit.after;
  }
  // Of the commits those that came behind `edits` edits; `next`: what the file held thereafter.
  void add_commits(std::span<const PartCommit> commits, std::size_t edits, const Hash128& next) {
    for (const PartCommit& commit : commits) {
      if (commit.behind != edits) continue;
      // A write was under way, or half done: what it came to is told by its own edit.
      if (!last_ || next != *last_) stand_at(commit.seen);
      out_.commits.push_back({out_.steps.size(), commit.agent, commit.head});
    }
  }

 private:
  const Contents& contents_;
  History& out_;
  std::optional<Hash128> last_;
};

// Weaves the texts of a history, step by step.
class Weaver {
 public:
  explicit Weaver(const History& history) : history_(history) {}

  void add(std::size_t number) {
    const Step& step = history_.steps[number];
    if (!weave_ && step.before) weave_.emplace(text_ = *step.before, same_agent(history_));
    if (!step.after || !weave_) return;
    const bool known = step.before && *step.before == text_;
    weave_->next(*step.after, known ? Writer(number) : std::nullopt);
    text_ = *step.after;
  }
  void add(const CommitStep& commit) {
    const auto is_theirs = [&](std::size_t step) {
      const auto& edit = history_.steps[step].edit;
      return edit && edit->agent == commit.agent;
    };
    if (weave_) weave_->commit(commit.head, is_theirs);
  }
  std::optional<Weave> take() { return std::move(weave_); }

 private:
  static SameHand same_agent(const History& history) {
    return [&history](std::size_t a, std::size_t b) {
      const auto& one = history.steps[a].edit;
      const auto& other = history.steps[b].edit;
      return one && other && one->agent == other->agent;
    };
  }

  const History& history_;
  std::optional<Weave> weave_;
  std::string_view text_;  // the last one
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
  const auto commits_found = record.commits.find(path);
  const std::span<const PartCommit> commits = commits_found == record.commits.end()
                                                  ? std::span<const PartCommit>()
                                                  : std::span(commits_found->second);
  Chain chain(contents, out);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    chain.add_commits(commits, i, edits[i].before);
    chain.add(edits[i]);
  }
  chain.add_commits(commits, edits.size(), now.hash);
  chain.stand_at(now.hash);
  return out;
}

std::optional<Weave> weave_of(const History& history) {
  Weaver weaver(history);
  auto commit = history.commits.begin();
  const auto add_commits = [&](std::size_t steps) {
    for (; commit != history.commits.end() && commit->behind <= steps; ++commit) {
      weaver.add(*commit);
    }
  };
  for (std::size_t i = 0; i < history.steps.size(); ++i) {
    add_commits(i);
    weaver.add(i);
  }
  add_commits(history.steps.size());
  return weaver.take();
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
