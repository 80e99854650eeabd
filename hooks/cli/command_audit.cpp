#include <poll.h>

#include <algorithm>
#include <array>
#include <deque>

#include "coord/base/text.h"
#include "coord/journal/check.h"
#include "coord/journal/reader.h"
#include "coord/journal/segment.h"
#include "hooks/cli/audit_filter.h"
#include "hooks/cli/audit_text.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/journal_report.h"
#include "hooks/cli/line_scan.h"
#include "hooks/cli/output.h"
#include "hooks/cli/state_place.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::fail;

constexpr int kLookAgainMs = 200;
constexpr std::int64_t kTailLines = 10;

void show(std::string_view line, bool json) {
  if (json) {
    print(line);
    print("\n");
    return;
  }
  const auto view = base::JsonView::parse(line);
  if (view) print(summary_of(view->root()));
}

// Prints matching lines at once, or keeps the last so many for the end.
class Lines {
 public:
  Lines(const AuditFilter& filter, bool json, std::optional<std::size_t> last)
      : filter_(filter), json_(json), last_(last) {}

  bool take(std::string_view line) {
    if (is_older(filter_, line)) return true;
    const auto view = base::JsonView::parse(line);
    if (!view || !matches(filter_, view->root())) return true;
    if (!last_) {
      show(line, json_);
      return flush_when_full();
    }
    kept_.emplace_back(line);
    if (kept_.size() > *last_) kept_.pop_front();
    return true;
  }

  // Shows what was kept; from then on lines are printed at once.
  void release() {
    for (const std::string& line : kept_) show(line, json_);
    kept_.clear();
    last_.reset();
  }

 private:
  // False when nobody reads on: `audit list | head` must not read the rest of a big file.
  bool flush_when_full() { return ++shown_ % 256 != 0 || flush_output(); }

  const AuditFilter& filter_;
  bool json_;
  std::optional<std::size_t> last_;
  std::deque<std::string> kept_;
  std::size_t shown_ = 0;
};

base::Result<std::optional<std::size_t>> last_of(const Invocation& call) {
  const auto typed = call.value("--last");
  if (!typed) return std::optional<std::size_t>();
  const auto count = base::to_int(*typed);
  if (!count || *count < 0) {
    return fail(Code::invalid_input, "--last takes a number", base::one_line(*typed));
  }
  return std::optional<std::size_t>(static_cast<std::size_t>(*count));
}

std::vector<std::string> audit_files(base::World& world, const std::string& audit) {
  std::vector<std::string> files = coord::segments_of(world.disk, audit);
  files.push_back(audit);
  return files;
}

// Where the newest file was read to; a file that is not there yet is an empty one.
base::Result<std::uint64_t> scan_files(const std::vector<std::string>& files,
                                       const AuditFilter& filter, Lines& lines,
                                       base::World& world) {
  const std::vector<std::string> texts = literals_of(filter);
  std::uint64_t end = 0;
  for (const std::string& file : files) {
    const auto read = scan_lines(world.disk, file, texts,
                                 [&lines](std::string_view line) { return lines.take(line); });
    if (!read && read.error().code != Code::not_found) return tl::unexpected(read.error());
    end = read.value_or(0);
  }
  return end;
}

base::Result<int> list(const Invocation& call, base::World& world) {
  const AuditFilter filter = TRY(read_filter(call, world.clock));
  const std::string audit = audit_path(TRY(find_state_dir(world)));
  Lines lines(filter, call.json(), TRY(last_of(call)));
  TRY(scan_files(audit_files(world, audit), filter, lines, world));
  lines.release();
  return kOk;
}

base::Result<int> show_one(const Invocation& call, base::World& world) {
  const auto seq = base::to_int(call.word(1));
  if (!seq || *seq < 1) {
    return fail(Code::invalid_input, "show takes the number of a record",
                base::one_line(call.word(1)), "`audit list` prints it first in each line");
  }
  const std::string audit = audit_path(TRY(find_state_dir(world)));
  const std::vector<std::string> texts = {",\"seq\":" + std::to_string(*seq) + R"(,"prev":")"};
  std::string found;
  for (const std::string& file : audit_files(world, audit)) {
    const auto keep = [&found](std::string_view line) {
      found = line;
      return false;
    };
    const auto read = scan_lines(world.disk, file, texts, keep);
    if (!read && read.error().code != Code::not_found) return tl::unexpected(read.error());
    if (!found.empty()) break;
  }
  if (found.empty()) return fail(Code::not_found, "no such record", std::to_string(*seq));
  if (call.json()) {
    show(found, true);
  } else {
    const auto view = base::JsonView::parse(found);
    print(view ? details_of(view->root()) : found + "\n");
  }
  return kOk;
}

// What was appended since, rotation or not; false when nobody reads our output any more.
base::Result<bool> take_new(coord::Reader& reader, Lines& lines) {
  for (;;) {
    const auto line = TRY(reader.next());
    if (!line) return flush_output();
    if (line->entry) {
      lines.take(line->text);
    } else {
      say("flockgate: damaged line at byte " + std::to_string(line->offset) + ": " + line->damage);
    }
  }
}

base::Result<int> tail(const Invocation& call, base::World& world) {
  const AuditFilter filter = TRY(read_filter(call, world.clock));
  const std::string audit = audit_path(TRY(find_state_dir(world)));
  Lines lines(filter, call.json(), TRY(last_of(call)).value_or(kTailLines));
  const std::uint64_t end = TRY(scan_files({audit}, filter, lines, world));
  lines.release();
  auto reader = coord::Reader::open(world.disk, audit, end);
  while (call.has("--follow") && flush_output()) {
    if (reader && !TRY(take_new(*reader, lines))) break;
    ::poll(nullptr, 0, kLookAgainMs);
    if (!reader) reader = coord::Reader::open(world.disk, audit, end);
  }
  return kOk;
}

base::Result<int> check(const Invocation& call, base::World& world) {
  const std::string audit = audit_path(TRY(find_state_dir(world)));
  const auto report = coord::check_journal(world.disk, audit, {call.has("--all"), {}});
  // An audit that nothing was written to yet is as sound as one can be.
  const bool none = !report && report.error().code == Code::not_found;
  if (!report && !none) return tl::unexpected(report.error());
  const coord::CheckReport found = report.value_or(coord::CheckReport());
  print(call.json() ? check_json(found, "audit") : check_words(found));
  return found.damage_count == 0 ? kOk : kNo;
}

struct Part {
  std::string_view name;
  base::Result<int> (*run)(const Invocation& call, base::World& world);
};
constexpr std::array kParts = {
    Part{"list",  list    },
    Part{"tail",  tail    },
    Part{"show",  show_one},
    Part{"check", check   }
};

}  // namespace

int command_audit(const Invocation& call, base::World& world) {
  const std::string_view name = call.words.empty() ? "list" : call.word(0);
  const auto part = std::ranges::find(kParts, name, &Part::name);
  if (part == kParts.end()) {
    return complain({Code::invalid_input,
                     "audit has no verb " + base::one_line(name),
                     {},
                     "list, tail, show or check"},
                    call.json());
  }
  const base::Result<int> done = part->run(call, world);
  return done ? *done : complain(done.error(), call.json());
}

}  // namespace hooks::cli
