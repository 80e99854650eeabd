// call_log.h - what is known of an agent's calls while they run, one record after the other.
// Shape:  an append-only file under flock(2); the last record of a call counts, an empty one ends
// it. Units:  times are wall Millis; a body holds up to kMaxBody bytes, which its writer lays out.
// Errors: io, denied, timed_out (the lock); what is behind a damaged record is not known any more.
// Source: docs/spec/stamps.md section 3; ADR-0023 (one file an agent, not one a call).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/world.h"
#include "coord/journal/flock.h"

namespace coord {

struct CallRecord {
  std::uint32_t topic = 0;  // its writer's own; records of different topics do not replace another
  std::string call;
  base::Millis wall_ms = 0;
  std::string body;  // empty: nothing is known of the call any more
};

class CallLog {
 public:
  static constexpr std::size_t kMaxBody = 1U << 20U;

  CallLog(base::World& world, std::string path);

  [[nodiscard]] base::Result<void> put(std::uint32_t topic, const std::string& call,
                                       std::string_view body);
  // Ends it; none when there is none.
  [[nodiscard]] base::Result<std::optional<CallRecord>> take(std::uint32_t topic,
                                                             const std::string& call);
  // What counts, the oldest first.
  [[nodiscard]] base::Result<std::vector<CallRecord>> standing();
  void clear();

 private:
  struct Held {
    base::FileHandle file;
    FileLock lock;  // ends before its file does
    std::uint64_t size = 0;
  };
  struct Known {
    std::vector<CallRecord> records;
    bool damaged = false;
  };
  [[nodiscard]] base::Result<Held> hold(base::Open how);
  [[nodiscard]] base::Result<Known> read(const Held& held);
  [[nodiscard]] base::Result<void> append(const Held& held, std::string_view bytes);
  [[nodiscard]] base::Result<void> end(const Held& held, const Known& known,
                                       const CallRecord& taken);

  base::World* world_;
  std::string path_;
};

}  // namespace coord
