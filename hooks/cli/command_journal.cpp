#include <poll.h>

#include <array>
#include <optional>
#include <utility>

#include "coord/backend/local.h"
#include "coord/base/text.h"
#include "coord/journal/check.h"
#include "coord/journal/journal.h"
#include "coord/journal/names.h"
#include "coord/journal/reader.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/journal_report.h"
#include "hooks/cli/output.h"
#include "hooks/cli/state_place.h"
#include "hooks/cli/time_text.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::fail;

constexpr int kLookAgainMs = 200;
constexpr std::size_t kShownFields = 400;

// One journal of this folder's state: the coordination journal, or a stream.
struct Place {
  std::string state_dir;
  std::optional<std::string_view> stream;

  base::Result<std::string> path() const {
    return stream ? coord::stream_path(state_dir, *stream) : coord::journal_path(state_dir);
  }
  // The numbers of streams fence nothing, so they have none.
  std::string epoch_path() const { return stream ? "" : coord::epoch_path(state_dir); }
};

base::Result<Place> place_of(const Invocation& call, base::World& world) {
  return Place{TRY(find_state_dir(world)), call.value("--stream")};
}

base::Result<coord::Journal> open_journal(const Invocation& call, base::World& world) {
  coord::JournalOptions options;
  options.durable = call.has("--durable");
  const auto timeout = call.value("--timeout");
  if (timeout) {
    const auto deadline = base::to_millis(*timeout);
    if (!deadline) {
      return fail(Code::invalid_input, "no such time", base::one_line(*timeout), "write 250ms, 5s");
    }
    options.deadline_ms = *deadline;
  }
  const Place place = TRY(place_of(call, world));
  std::string path = TRY(place.path());
  options.epoch_path = place.epoch_path();
  const std::string state_dir = TRY(own_state_dir(world));
  if (!place.stream) options = coord::with_leases(world, state_dir, std::move(options));
  return coord::Journal::open(world, std::move(path), std::move(options));
}

int tell(const base::Result<coord::Receipt>& receipt, const Invocation& call) {
  if (!receipt) return complain(receipt.error(), call.json());
  const bool lost = receipt->durability == coord::Durability::lost_sync;
  if (call.json()) {
    constexpr std::array<std::string_view, 3> kNames = {"process", "power", "lost_sync"};
    print(R"({"schema":"journal-append/1","seq":)" + std::to_string(receipt->seq) +
          ",\"offset\":" + std::to_string(receipt->offset) + R"(,"durability":")" +
          std::string(kNames[static_cast<std::size_t>(receipt->durability)]) + R"(","note":)" +
          base::json_string(receipt->note) + "}\n");
  } else {
    print(std::to_string(receipt->seq) + "\n");
  }
  if (!receipt->note.empty()) say("flockgate: " + receipt->note);
  if (lost) say("flockgate: written, but not durable: the disk did not confirm it");
  return lost ? kIo : kOk;
}

base::Result<coord::Receipt> append(const Invocation& call, base::World& world) {
  // JSON that begins with a dash can stand behind "--".
  std::vector<std::string> words = call.words;
  words.insert(words.end(), call.rest.begin(), call.rest.end());
  if (words.size() != 3) {
    return fail(Code::invalid_input, "append takes a kind and one JSON value", {},
                R"(flockgate journal append task.claim '{"task":"auth-3"}')");
  }
  TRY_VOID(coord::check_kind(words[1]));
  if (coord::is_reserved_kind(words[1])) {
    return fail(Code::denied, "this kind is flockgate's own", words[1], "choose another name");
  }
  const std::string fields = TRY(coord::body_member(words[2]));
  coord::Journal journal = TRY(open_journal(call, world));
  return journal.append(words[1], fields);
}

base::Result<coord::Receipt> compact(const Invocation& call, base::World& world) {
  const Place place = TRY(place_of(call, world));
  const std::string path = TRY(place.path());
  TRY(world.disk.info(path));  // nothing is begun by compacting
  coord::Journal journal = TRY(open_journal(call, world));
  return journal.compact();
}

void show(const coord::Line& line, bool json) {
  if (!line.entry) {
    say("flockgate: damaged line " + std::to_string(line.number) + " at byte " +
        std::to_string(line.offset) + ": " + line.damage);
    return;
  }
  if (json) {
    print(line.text);
    print("\n");
    return;
  }
  const coord::Entry& entry = *line.entry;
  print(std::to_string(entry.seq) + "  " + time_text(entry.wall_ms) + "  " +
        std::string(entry.kind) + "  " + base::one_line(entry.fields, kShownFields) + "\n");
}

// Everything up to the end; false when nobody reads on.
base::Result<bool> show_rest(coord::Reader& reader, bool json) {
  for (;;) {
    const auto line = TRY(reader.next());
    if (!line) return flush_output();
    show(*line, json);
  }
}

base::Result<void> tail(const Invocation& call, base::World& world) {
  const Place place = TRY(place_of(call, world));
  const std::string path = TRY(place.path());
  const bool follow = call.has("--follow");
  auto reader = coord::Reader::open(world.disk, path);
  for (;;) {
    if (reader) {
      if (!TRY(show_rest(*reader, call.json()))) return {};
    } else if (reader.error().code != Code::not_found) {
      return tl::unexpected<base::Error>(reader.error());
    }
    if (!follow) return {};
    ::poll(nullptr, 0, kLookAgainMs);
    if (!reader) reader = coord::Reader::open(world.disk, path);
  }
}

base::Result<bool> check(const Invocation& call, base::World& world) {
  const Place place = TRY(place_of(call, world));
  const std::string path = TRY(place.path());
  const auto report =
      coord::check_journal(world.disk, path, {call.has("--all"), place.epoch_path()});
  // A journal that nobody has written to yet is as sound as one can be.
  const bool none = !report && report.error().code == Code::not_found;
  if (!report && !none) return tl::unexpected<base::Error>(report.error());
  const coord::CheckReport found = report.value_or(coord::CheckReport());
  print(call.json() ? check_json(found, "journal") : check_words(found));
  return found.damage_count == 0;
}

}  // namespace

int command_journal(const Invocation& call, base::World& world) {
  const std::string_view what = call.word(0);
  if (what == "append") return tell(append(call, world), call);
  if (what == "compact") return tell(compact(call, world), call);
  if (what == "tail") {
    const auto done = tail(call, world);
    return done ? kOk : complain(done.error(), call.json());
  }
  if (what == "check") {
    const auto sound = check(call, world);
    if (!sound) return complain(sound.error(), call.json());
    return *sound ? kOk : kNo;
  }
  return complain({Code::invalid_input,
                   "journal cannot do '" + base::one_line(what) + "'",
                   {},
                   "append, tail, check or compact"},
                  call.json());
}

}  // namespace hooks::cli
