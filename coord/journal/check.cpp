#include "coord/journal/check.h"

#include <algorithm>
#include <optional>

#include "coord/base/json_view.h"
#include "coord/journal/epoch.h"
#include "coord/journal/reader.h"
#include "coord/journal/segment.h"

namespace coord {

namespace {

std::string span_of(std::uint64_t from, std::uint64_t to) {
  if (from == to) return "number " + std::to_string(from) + " is missing";
  return "numbers " + std::to_string(from) + " to " + std::to_string(to) + " are missing";
}

// Walks along the chain. One damaged line is one finding: the line behind it may be chained to what
// the damaged one says, to what it should say, or to the last sound one.
class Walk {
 public:
  Walk(base::Disk& disk, const std::optional<Epoch>& epoch, CheckReport& report)
      : disk_(disk), epoch_(epoch), report_(report) {}

  [[nodiscard]] base::Result<void> file(const std::string& path);
  void compare_with_epoch(const std::string& path);

 private:
  void take(const Line& line);
  std::string judge(const Entry& entry, const Line& line);
  std::string judge_first(const Entry& entry, const Line& line);
  std::string judge_next(const Entry& entry) const;
  void pass_damaged(const Line& line);
  void report(const Line& line, std::string reason);

  base::Disk& disk_;
  const std::optional<Epoch>& epoch_;
  CheckReport& report_;
  std::string path_;
  bool first_line_ = true;          // of this file
  Link last_;                       // number 0: nothing yet
  std::vector<Digest> chained_to_;  // what the next line may name as the one before
  bool unreadable_before_ = false;  // nothing is known of the line before
  std::int64_t chain_epoch_ = 0;
};

base::Result<void> Walk::file(const std::string& path) {
  base::FileHandle file = TRY(disk_.open(path, base::Open::read));
  LineReader lines(disk_, std::move(file), 0);
  path_ = path;
  first_line_ = true;
  ++report_.files;
  for (;;) {
    const auto line = TRY(lines.next());
    if (!line) break;
    take(*line);
    first_line_ = false;
  }
  report_.torn_bytes = TRY(lines.info()).size - lines.offset();
  return {};
}

void Walk::take(const Line& line) {
  if (!line.entry) return pass_damaged(line);
  std::string reason = judge(*line.entry, line);
  const bool sound = reason.empty();
  const bool behind = !sound && line.entry->seq <= last_.seq;
  if (sound) ++report_.entries;
  if (!sound) report(line, std::move(reason));
  if (behind) return;  // an old line again: the chain goes on where it was
  if (report_.first_seq == 0) report_.first_seq = line.entry->seq;
  last_ = {line.entry->seq, line.entry->sum};
  report_.head = last_;
  chained_to_ = {last_.sum};
  unreadable_before_ = false;
}

std::string Walk::judge(const Entry& entry, const Line& line) {
  if (epoch_ && entry.seq == epoch_->anchor.seq && entry.sum != epoch_->anchor.sum) {
    return "not the entry that the epoch file names";
  }
  std::string reason = first_line_ ? judge_first(entry, line) : judge_next(entry);
  if (!reason.empty()) return reason;
  const auto json = base::JsonView::parse(line.text);
  return json ? "" : "not JSON: " + json.error().what;
}

std::string Walk::judge_first(const Entry& entry, const Line& line) {
  const auto anchor = read_anchor(line.text);
  if (!anchor) return "does not begin with journal.start or journal.snapshot";
  if (anchor->first != entry.seq) return "its first number is not its own";
  const std::int64_t epoch_before = std::exchange(chain_epoch_, anchor->epoch);
  if (!anchor->starts_chain) return last_.seq == 0 ? "" : judge_next(entry);
  if (entry.prev != no_digest()) return "chain broken: a start is chained to nothing";
  if (anchor->epoch <= epoch_before) return "its epoch is not above the one before";
  return entry.seq > last_.seq ? "" : "number " + std::to_string(entry.seq) + " again";
}

std::string Walk::judge_next(const Entry& entry) const {
  if (entry.seq <= last_.seq) {
    return "number " + std::to_string(entry.seq) + " after " + std::to_string(last_.seq);
  }
  if (unreadable_before_) return {};
  if (entry.seq != last_.seq + 1) return span_of(last_.seq + 1, entry.seq - 1);
  const bool chained =
      std::find(chained_to_.begin(), chained_to_.end(), entry.prev) != chained_to_.end();
  return chained ? "" : "chain broken: not chained to the line before";
}

void Walk::pass_damaged(const Line& line) {
  report(line, line.damage);
  const auto says = read_trailer(line.text);
  if (!says) {
    unreadable_before_ = true;
    return;
  }
  ++last_.seq;
  chained_to_.push_back(says->sum);
  chained_to_.push_back(sum_of_line(line.text));
}

void Walk::report(const Line& line, std::string reason) {
  ++report_.damage_count;
  if (report_.damages.size() >= kMaxDamages) return;
  report_.damages.push_back({path_, line.number, line.offset, std::move(reason)});
}

void Walk::compare_with_epoch(const std::string& path) {
  if (!epoch_ || chain_epoch_ > epoch_->epoch) return;
  path_ = path;
  const std::string ends = "shorter than its epoch file says: ";
  if (last_.seq == 0) {
    report({}, ends + "nothing is there, numbers below " + std::to_string(epoch_->reserved) +
                   " may have been given out");
  } else if (last_.seq < epoch_->anchor.seq) {
    report({}, ends + "ends at " + std::to_string(last_.seq) + ", " +
                   std::to_string(epoch_->anchor.seq) + " was given out");
  }
}

}  // namespace

base::Result<CheckReport> check_journal(base::Disk& disk, const std::string& path,
                                        const CheckScope& scope) {
  CheckReport report;
  const auto known = scope.epoch_path.empty() ? base::fail(base::Code::not_found, "no epoch file")
                                              : read_epoch(disk, scope.epoch_path);
  const std::optional<Epoch> epoch = known ? std::optional(*known) : std::nullopt;
  Walk walk(disk, epoch, report);
  const auto there = disk.info(path);
  if (!there && there.error().code == base::Code::not_found && epoch) {
    walk.compare_with_epoch(path);
    return report;
  }
  if (!there) return tl::unexpected<base::Error>(there.error());
  const auto segments = scope.all ? segments_of(disk, path) : std::vector<std::string>();
  for (const std::string& segment : segments) TRY_VOID(walk.file(segment));
  TRY_VOID(walk.file(path));
  walk.compare_with_epoch(path);
  return report;
}

}  // namespace coord
