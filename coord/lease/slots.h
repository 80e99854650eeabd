// slots.h - the lease table as flat memory: the same bytes on the heap and in the mapped index.
// Shape:  trivially copyable; links are slot numbers + 1, `seal` is a checksum of all before it.
// Units:  instants are boot-clock Millis; text is cut at its room, `key` is of the whole text.
// Errors: none.
// Source: docs/spec/lease-index.md; ADR-0051.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "coord/lease/lease.h"

namespace coord::lease {

// Room for text that is cut, not lost: equality is decided by the 64-bit key beside it.
template <std::size_t N>
struct Room {
  std::uint16_t size = 0;
  std::array<char, N> bytes{};

  std::string_view text() const { return {bytes.data(), size}; }
  bool is_full() const { return size == N; }  // there may have been more
  bool put(std::string_view text) {           // false: it was cut
    size = static_cast<std::uint16_t>(text.size() < N ? text.size() : N);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = text[i];
    return text.size() <= N;
  }
};

struct LeaseSlot {
  Fence fence = 0;  // 0: a free slot
  std::uint64_t key = 0;
  std::uint64_t call_key = 0;  // of the tool call's id; Kind::job: the process (process_key)
  base::Millis granted_ms = 0;
  base::Millis until_ms = 0;  // kForever: ends by evidence
  std::uint32_t agent = 0;    // slot of the holder
  Kind kind = Kind::call;
  Mode mode = Mode::write;
  Priority priority = Priority::normal;
  ScopeKind scope_kind = ScopeKind::path;
  Room<192> text;
  std::uint8_t begins = 0;  // a pattern's shape, by which it is found
  std::uint8_t ends = 0;
  std::uint32_t next_same_key = 0;
  std::uint32_t next_of_agent = 0;
  std::uint32_t seal = 0;
};

struct TicketSlot {
  std::uint64_t number = 0;  // of the entry that gave it; 0: free
  std::uint64_t key = 0;
  base::Millis born_ms = 0;
  base::Millis seen_ms = 0;  // when its agent last touched the scope
  base::Millis called_ms =
      0;  // when it became first of its line and nothing stood against it; 0: not yet
  std::uint64_t waiter = 0;  // the process that stands in line (process_key); 0: none in particular
  std::uint32_t agent = 0;
  std::uint32_t refusals = 0;
  Kind kind = Kind::call;
  Mode mode = Mode::write;
  Priority priority = Priority::normal;
  ScopeKind scope_kind = ScopeKind::path;
  Room<182> text;
  std::uint32_t next_of_agent = 0;
  std::uint32_t seal = 0;
};

// An agent's process, as far as it is known: what a proof of death is held against.
struct Owner {
  std::int64_t pid = 0;
  std::uint64_t start_ticks = 0;
  std::uint64_t boot = 0;  // hash of the boot id
  std::uint64_t namespace_id = 0;
  std::uint32_t proven = 0;  // 0: a candidate, never declared dead
  std::uint32_t reserved = 0;
};

// Pid and start in one word; Linux has no pids beyond 22 bits.
constexpr unsigned kStartBits = 42;
constexpr std::uint64_t process_key(const Owner& process) {
  const auto pid = static_cast<std::uint64_t>(process.pid);
  return pid << kStartBits | (process.start_ticks & ((1ULL << kStartBits) - 1));
}
constexpr Owner process_in(std::uint64_t key) {
  return {static_cast<std::int64_t>(key >> kStartBits), key & ((1ULL << kStartBits) - 1)};
}

struct AgentSlot {
  std::uint64_t joined = 0;  // number of its join entry; 0: free
  std::uint64_t session_key = 0;
  base::Millis seen_ms = 0;
  Owner owner;
  std::uint32_t parent = 0;  // slot + 1 of the agent whose sub-agent it is; 0: none
  std::uint32_t left = 0;    // 1: its session ended
  Room<46> name;             // "claude-1/a2"
  Room<118> task;
  std::uint32_t first_lease = 0;
  std::uint32_t first_ticket = 0;
  std::uint32_t seal = 0;
};

static_assert(std::is_trivially_copyable_v<LeaseSlot> && sizeof(LeaseSlot) == 256);
static_assert(std::is_trivially_copyable_v<TicketSlot> && sizeof(TicketSlot) == 256);
static_assert(std::is_trivially_copyable_v<AgentSlot> && sizeof(AgentSlot) == 256);

}  // namespace coord::lease
