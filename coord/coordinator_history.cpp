#include "coord/coordinator_history.h"

#include <algorithm>
#include <utility>

#include "coord/base/line_diff.h"
#include "coord/base/path.h"
#include "coord/coordinator_others.h"
#include "coord/journal/names.h"
#include "coord/stamp/blobs.h"
#include "coord/stamp/content.h"

namespace coord {

namespace {

using base::Hash128;
using base::Result;
using Writers = std::vector<std::optional<std::size_t>>;

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

// Lines that stay keep their writer; those that come get `step`.
Writers carried(const Writers& old, const base::LineDiff& diff, std::size_t lines,
                std::optional<std::size_t> step) {
  std::vector<bool> gone(old.size(), false);
  std::vector<bool> come(lines, false);
  for (const base::DiffLine& line : diff.lines) {
    std::vector<bool>& marks = line.added ? come : gone;
    if (line.number >= 1 && line.number <= marks.size()) marks[line.number - 1] = true;
  }
  Writers out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < lines; ++i) {
    while (at < old.size() && gone[at]) ++at;
    if (come[i] || at >= old.size()) {
      out.push_back(step);
    } else {
      out.push_back(old[at++]);
    }
  }
  return out;
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
  TRY_VOID(read_edits(world, journal_path(state_dir), root, others));
  return Record{std::move(others.edits), base::join_path(state_dir, "blobs")};
}

Result<History> history_of(base::World& world, const Record& record, const std::string& root,
                           const std::string& path) {
  const Content now = TRY(read_content(world.disk, base::join_path(root, path)));
  History out{path, {}, now.bytes, now.is_there()};
  const auto found = record.edits.find(path);
  if (found == record.edits.end()) return out;
  const Contents contents(world, record.blobs, now);
  std::optional<Hash128> last;
  for (const Edit& edit : found->second) {
    if (last && *last != edit.before) out.steps.push_back(contents.step(*last, edit.before, {}));
    out.steps.push_back(contents.step(edit.before, edit.after, edit));
    last = edit.after;
  }
  if (last && *last != now.hash) out.steps.push_back(contents.step(*last, now.hash, {}));
  return out;
}

std::vector<std::optional<std::size_t>> writers_of(const History& history) {
  Writers writers;
  std::optional<std::string> text;  // what `writers` is about
  for (std::size_t i = 0; i < history.steps.size(); ++i) {
    const Step& step = history.steps[i];
    if (!text && step.before) {
      text = step.before;
      writers.assign(lines_in(*text), std::nullopt);
    }
    if (!step.after || !text) continue;
    const bool known = step.before && *step.before == *text;
    const auto by = known ? std::optional(i) : std::nullopt;
    writers = carried(writers, base::diff_lines(*text, *step.after), lines_in(*step.after), by);
    text = step.after;
  }
  writers.resize(lines_in(history.now));
  return writers;
}

}  // namespace coord
