// table.h - all live leases, tickets and agents in one flat block of memory.
// Shape:  Table is a view of memory somebody else owns (heap in tests, the mapped index in hooks).
// Units:  as slots.h.
// Errors: unsupported (a kind of slot is full); damage is passed over and told by is_spoiled().
// Source: docs/spec/lease-index.md; ADR-0051.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "coord/base/result.h"
#include "coord/lease/shape.h"
#include "coord/lease/slots.h"

namespace coord::lease {

// How many slots of each kind a block has room for.
struct Rooms {
  std::uint32_t leases = 1024;
  std::uint32_t tickets = 256;
  std::uint32_t agents = 128;
};

struct TableHeader {
  std::uint32_t layout = 0;  // kLayout; another one is rebuilt
  Rooms rooms;
  std::uint32_t buckets = 0;  // a power of two
  std::uint32_t free_lease = 0;
  std::uint32_t free_ticket = 0;
  std::uint32_t live_tickets = 0;
  Shapes shapes;                        // of live patterns
  base::Millis next_expiry = kForever;  // no lease ends before this instant
  std::uint64_t boot = 0;               // hash of the boot id that instants are counted from
  std::uint64_t applied = 0;            // number of the last entry that is in here
};

inline constexpr std::uint32_t kLayout = 3;

// Hash of kind and text; what buckets and equality go by.
std::uint64_t key_of(const Scope& scope);

class Table {
 public:
  static std::size_t bytes_for(Rooms rooms);
  // An empty table in `memory`, which must be bytes_for(rooms) long and aligned to 8.
  static Table make(std::span<std::byte> memory, Rooms rooms);
  // The table that is in `memory`; corrupt when its header does not fit the block.
  [[nodiscard]] static base::Result<Table> over(std::span<std::byte> memory);

  TableHeader& header() { return *header_; }
  const TableHeader& header() const { return *header_; }
  bool is_spoiled() const { return spoiled_; }
  // Checksum of the header and the heads of all chains, for who keeps the block.
  std::uint64_t head_seal() const;

  // The agent in that slot; a free one for a number that is none.
  const AgentSlot& agent(std::uint32_t at) const;
  std::span<const AgentSlot> agents() const { return agents_; }
  std::span<const LeaseSlot> leases() const { return leases_; }

  [[nodiscard]] base::Result<void> add(const LeaseSlot& lease);
  [[nodiscard]] base::Result<void> add(const TicketSlot& ticket);
  [[nodiscard]] base::Result<std::uint32_t> add(const AgentSlot& agent);

  // Changes of what is there; nothing happens when it is not.
  void put_agent(std::uint32_t at, const AgentSlot& agent);  // its chains stay
  void set_until(std::uint32_t agent, Fence fence, base::Millis until_ms);
  void end_lease(std::uint32_t agent, Fence fence);
  void make_job(std::uint32_t agent, Fence fence, const Owner& process);
  void end_ticket(std::uint64_t number);
  void touch_ticket(std::uint64_t number, base::Millis at_ms);
  void refuse_again(std::uint64_t number, std::uint64_t waiter);
  void call_ticket(std::uint64_t number, base::Millis at_ms);

  // The first lease of that fence, or null; looks at every slot.
  const LeaseSlot* lease(Fence fence) const;
  const TicketSlot* ticket(std::uint64_t number) const;

  // visit(const LeaseSlot&) for every lease whose scope may meet `scope`: of its key, of folders
  // above it, the whole tree, patterns that begin and end like it; for wide scopes every lease.
  template <class Visit>
  void each_near(const Scope& scope, Visit visit) const;
  // visit(const LeaseSlot&) for every lease of the agent in that slot.
  template <class Visit>
  void each_of(std::uint32_t agent, Visit visit) const;
  // visit(const TicketSlot&) for every place in line.
  template <class Visit>
  void each_ticket(Visit visit) const;

 private:
  Table(std::span<std::byte> memory, TableHeader* header);
  std::uint32_t& bucket(std::uint64_t key) const { return buckets_[key & (header_->buckets - 1)]; }
  std::uint32_t& chain_of(const LeaseSlot& lease);
  template <class Edit>
  void edit(std::uint32_t agent, Fence fence, Edit edit);
  void unlink_lease(std::uint32_t at);
  LeaseSlot* lease_at(std::uint32_t at) const;
  TicketSlot* find_ticket(std::uint64_t number) const;
  bool is_sound(const LeaseSlot& slot) const;
  bool is_sound(const TicketSlot& slot) const;
  // A link that leads nowhere or round in a circle spoils the table.
  template <class Visit>
  void each_pattern(std::string_view path, Visit& visit) const;
  template <class Visit>
  void walk(std::uint32_t from, std::uint32_t LeaseSlot::*link, Visit& visit) const;

  TableHeader* header_;
  std::span<std::uint32_t> buckets_;
  std::span<LeaseSlot> leases_;
  std::span<TicketSlot> tickets_;
  std::span<AgentSlot> agents_;
  mutable bool spoiled_ = false;
};

}  // namespace coord::lease

#include "coord/lease/table_walk.h"
