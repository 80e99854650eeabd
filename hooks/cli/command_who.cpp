// Who wrote which line, from the writes that hooks saw; what they did not see is never guessed.
// Source: ADR-0075 (who wrote a line).
#include <algorithm>
#include <string>
#include <vector>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/coordinator_caller.h"
#include "coord/coordinator_history.h"
#include "coord/stamp/recent.h"
#include "hooks/cli/caller.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/lease_desk.h"
#include "hooks/cli/output.h"
#include "hooks/cli/state_place.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;

struct Target {
  std::string path;      // relative to the root
  std::size_t line = 0;  // 0: all
};

// A run of lines by the same writer.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
  std::string by;  // empty: older than the record
  std::string task;
  std::string edit;
  base::Millis wall_ms = 0;
};

struct Told {
  Target target;
  std::vector<Span> spans;
  bool cut = false;  // the record goes further back than was read
};

// "src/a.c:12"; a file whose name ends so goes first.
Target read_target(const std::string& word, const guards::Place& place, base::World& world) {
  Target target{base::join_path(world.env.cwd, word)};
  const std::size_t colon = word.rfind(':');
  if (colon != std::string::npos && !world.disk.info(target.path)) {
    const auto line = base::to_int(word.substr(colon + 1));
    if (line && *line > 0) {
      target.line = static_cast<std::size_t>(*line);
      target.path = base::join_path(world.env.cwd, word.substr(0, colon));
    }
  }
  target.path =
      base::relative_to(world.disk.resolve(target.path).value_or(target.path), place.root);
  return target;
}

Span span_of(const coord::History& history, const std::optional<std::size_t>& writer,
             std::size_t line, const coord::Standing& standing) {
  Span span;
  span.first = span.last = line;
  if (!writer) return span;
  const coord::Step& step = history.steps[*writer];
  span.by = step.edit ? step.edit->agent : "outside";
  span.edit = step.id();
  if (!step.edit) return span;
  span.task = task_of(standing, span.by);
  span.wall_ms = step.edit->wall_ms;
  return span;
}

std::vector<Span> spans_of(const coord::History& history, const coord::Standing& standing) {
  std::vector<Span> spans;
  const auto writers = coord::writers_of(history);
  for (std::size_t i = 0; i < writers.size(); ++i) {
    if (i > 0 && writers[i] == writers[i - 1]) {
      spans.back().last = i + 1;
    } else {
      spans.push_back(span_of(history, writers[i], i + 1, standing));
    }
  }
  return spans;
}

Result<Told> who(const Invocation& call, base::World& world) {
  if (call.words.size() != 1) {
    return base::fail(Code::invalid_input, "who takes one file", {}, "flockgate who src/a.c:12");
  }
  const guards::Place place = TRY(find_place(world));
  if (place.root.empty()) return base::fail(Code::not_found, "no work tree here", world.env.cwd);
  Told told{read_target(call.words[0], place, world), {}, false};
  if (!is_begun(place, world)) {
    return base::fail(Code::not_found, "no hook has seen a write here yet", place.root);
  }
  const auto leases = TRY(coord::open_leases(world, place.state_dir, place.root));
  const coord::Standing standing = TRY(leases->standing());
  const coord::Record record = TRY(coord::read_record(world, place.state_dir, place.root));
  const coord::History history =
      TRY(coord::history_of(world, record, place.root, told.target.path));
  if (!history.is_there) {
    return base::fail(Code::not_found, "no such file", base::one_line(told.target.path));
  }
  told.spans = spans_of(history, standing);
  told.cut = record.cut;
  if (told.target.line == 0) return told;
  std::erase_if(told.spans, [&](const Span& span) {
    return told.target.line < span.first || told.target.line > span.last;
  });
  if (!told.spans.empty()) return told;
  return base::fail(Code::not_found, "the file has fewer lines", base::one_line(call.words[0]));
}

std::string line_of(const Span& span, base::Millis now) {
  std::string line = std::to_string(span.first);
  if (span.last != span.first) line += "-" + std::to_string(span.last);
  if (span.by.empty()) return line + "  not on record\n";
  line += "  " + base::one_line(span.by, 46);
  if (!span.task.empty()) line += " (" + base::one_line(span.task, 60) + ")";
  if (span.edit.empty()) return line + ": no hook saw it\n";
  return line + "  " + base::brief_time(now - span.wall_ms) + " ago  edit " + span.edit + "\n";
}

std::string json_of(const Span& span) {
  return "{\"first\":" + std::to_string(span.first) + ",\"last\":" + std::to_string(span.last) +
         ",\"by\":" + (span.by.empty() ? "null" : base::json_string(span.by)) +
         ",\"task\":" + base::json_string(span.task) + ",\"edit\":" + base::json_string(span.edit) +
         ",\"wall_ms\":" + std::to_string(span.wall_ms) + "}";
}

}  // namespace

int command_who(const Invocation& call, base::World& world) {
  const Result<Told> told = who(call, world);
  if (!told) return complain(told.error(), call.json());
  std::string json;
  for (const Span& span : told->spans) {
    json += (json.empty() ? "" : ",") + json_of(span);
    if (!call.json()) print(line_of(span, world.clock.wall_ms()));
  }
  if (call.json()) {
    print(R"({"schema":"who/1","file":)" + base::json_string(told->target.path) + ",\"lines\":[" +
          json + "]}\n");
  }
  const bool unknown = std::ranges::any_of(told->spans, [](const Span& s) { return s.by.empty(); });
  if (told->cut && unknown) {
    say("only the last " + std::to_string(coord::kOnRecord >> 20U) +
        " MiB of the record were read");
  }
  return kOk;
}

}  // namespace hooks::cli
