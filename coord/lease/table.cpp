#include "coord/lease/table.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include "coord/base/ensure.h"
#include "coord/base/hash.h"

namespace coord::lease {

namespace {

constexpr std::size_t kAlign = 8;

std::size_t aligned(std::size_t bytes) {
  return (bytes + kAlign - 1) / kAlign * kAlign;
}

std::uint32_t buckets_for(Rooms rooms) {
  return std::bit_ceil(std::max(rooms.leases, 16U));
}

// A span of `count` T at `at`, which moves behind it.
template <class T>
std::span<T> carve(std::byte*& at, std::uint32_t count) {
  T* first = std::launder(static_cast<T*>(static_cast<void*>(at)));
  at += aligned(sizeof(T) * count);
  return {first, count};
}

// Free slots hang together through next_of_agent.
template <class Slot>
void chain_free(std::span<Slot> slots, std::uint32_t& head) {
  for (std::uint32_t i = 0; i < slots.size(); ++i) {
    slots[i].next_of_agent = i + 1 < slots.size() ? i + 2 : 0;
  }
  head = slots.empty() ? 0 : 1;
}

// Of all that stands before the member `seal`.
template <class Slot>
std::uint32_t seal_of(const Slot& slot) {
  const auto* start = static_cast<const char*>(static_cast<const void*>(&slot));
  return static_cast<std::uint32_t>(base::hash64({start, offsetof(Slot, seal)}));
}

template <class Slot>
void seal(Slot& slot) {
  slot.seal = seal_of(slot);
}

// Takes `at` out of a singly linked chain; `link` is the member that chains. False: it is not in
// it. Who owns `head` seals it.
template <class Slot>
bool drop(std::span<Slot> slots, std::uint32_t& head, std::uint32_t at, std::uint32_t Slot::*link) {
  std::uint32_t before = 0;
  std::uint32_t* place = &head;
  for (std::size_t steps = 0; *place != at; ++steps) {
    if (*place == 0 || *place > slots.size() || steps > slots.size()) return false;
    before = *place;
    place = &(slots[before - 1].*link);
  }
  *place = slots[at - 1].*link;
  if (before != 0) seal(slots[before - 1]);
  return true;
}

base::Result<void> full(const char* what) {
  return base::fail(base::Code::unsupported,
                    std::string("the lease table has no room for another ") + what);
}

}  // namespace

std::uint64_t key_of(const Scope& scope) {
  return base::hash64(scope.text, static_cast<std::uint64_t>(scope.kind) + 1);
}

std::size_t Table::bytes_for(Rooms rooms) {
  return aligned(sizeof(TableHeader)) + aligned(sizeof(std::uint32_t) * buckets_for(rooms)) +
         aligned(sizeof(LeaseSlot) * rooms.leases) + aligned(sizeof(TicketSlot) * rooms.tickets) +
         aligned(sizeof(AgentSlot) * rooms.agents);
}

Table::Table(std::span<std::byte> memory, TableHeader* header) : header_(header) {
  std::byte* at = memory.data() + aligned(sizeof(TableHeader));
  buckets_ = carve<std::uint32_t>(at, header->buckets);
  leases_ = carve<LeaseSlot>(at, header->rooms.leases);
  tickets_ = carve<TicketSlot>(at, header->rooms.tickets);
  agents_ = carve<AgentSlot>(at, header->rooms.agents);
}

Table Table::make(std::span<std::byte> memory, Rooms rooms) {
  base::ensure(memory.size() == bytes_for(rooms), "a lease table's block has its size");
  std::memset(memory.data(), 0, memory.size());
  auto* header = new (memory.data()) TableHeader{};
  header->layout = kLayout;
  header->rooms = rooms;
  header->buckets = buckets_for(rooms);
  Table table(memory, header);
  chain_free(table.leases_, header->free_lease);
  chain_free(table.tickets_, header->free_ticket);
  return table;
}

base::Result<Table> Table::over(std::span<std::byte> memory) {
  if (memory.size() >= sizeof(TableHeader)) {
    auto* header = std::launder(static_cast<TableHeader*>(static_cast<void*>(memory.data())));
    const bool known = header->layout == kLayout && header->buckets == buckets_for(header->rooms);
    if (known && memory.size() == bytes_for(header->rooms)) return Table(memory, header);
  }
  return base::fail(base::Code::corrupt, "this is no lease table of ours");
}

std::uint64_t Table::head_seal() const {
  const auto* head = static_cast<const char*>(static_cast<const void*>(header_));
  return base::hash64({head, aligned(sizeof(TableHeader)) + buckets_.size_bytes()});
}

bool Table::is_sound(const LeaseSlot& slot) const {
  const bool sound = slot.seal == seal_of(slot) && slot.agent < agents_.size();
  spoiled_ = spoiled_ || !sound;
  return sound;
}

bool Table::is_sound(const TicketSlot& slot) const {
  const bool sound = slot.seal == seal_of(slot) && slot.agent < agents_.size();
  spoiled_ = spoiled_ || !sound;
  return sound;
}

LeaseSlot* Table::lease_at(std::uint32_t at) const {
  if (at == 0 || at > leases_.size()) return nullptr;
  LeaseSlot& slot = leases_[at - 1];
  return slot.fence != 0 && is_sound(slot) ? &slot : nullptr;
}

const AgentSlot& Table::agent(std::uint32_t at) const {
  static constexpr AgentSlot kNobody{};
  if (at >= agents_.size() || agents_[at].joined == 0) return kNobody;
  if (agents_[at].seal == seal_of(agents_[at])) return agents_[at];
  spoiled_ = true;
  return kNobody;
}

std::uint32_t& Table::chain_of(const LeaseSlot& lease) {
  if (lease.scope_kind != ScopeKind::glob) return bucket(lease.key);
  return bucket(key_of(lease.text.text(), {lease.begins, lease.ends}));
}

base::Result<void> Table::add(const LeaseSlot& lease) {
  const std::uint32_t at = header_->free_lease;
  if (at == 0 || at > leases_.size()) return full("lease");
  LeaseSlot& slot = leases_[at - 1];
  header_->free_lease = slot.next_of_agent;
  slot = lease;
  if (slot.scope_kind == ScopeKind::glob) {
    const Shape shape = header_->shapes.add(shape_of(slot.text.text(), slot.text.is_full()));
    slot.begins = static_cast<std::uint8_t>(shape.begins);
    slot.ends = static_cast<std::uint8_t>(shape.ends);
  }
  slot.next_same_key = std::exchange(chain_of(slot), at);
  slot.next_of_agent = std::exchange(agents_[lease.agent].first_lease, at);
  seal(slot);
  seal(agents_[lease.agent]);
  header_->next_expiry = std::min(header_->next_expiry, lease.until_ms);
  return {};
}

base::Result<void> Table::add(const TicketSlot& ticket) {
  const std::uint32_t at = header_->free_ticket;
  if (at == 0 || at > tickets_.size()) return full("ticket");
  TicketSlot& slot = tickets_[at - 1];
  header_->free_ticket = slot.next_of_agent;
  slot = ticket;
  slot.next_of_agent = std::exchange(agents_[ticket.agent].first_ticket, at);
  seal(slot);
  seal(agents_[ticket.agent]);
  ++header_->live_tickets;
  return {};
}

// A name is given anew when its slot is, and work of the gone may lie about: some are remembered,
// then the one that came first makes room.
base::Result<std::uint32_t> Table::add(const AgentSlot& agent) {
  constexpr std::size_t kRemembered = 32;
  std::size_t free = agents_.size();
  std::size_t gone = agents_.size();
  for (std::size_t i = agents_.size(); i-- > 0;) {
    const AgentSlot& known = agents_[i];
    const bool left = known.left != 0 && known.first_lease == 0 && known.first_ticket == 0;
    if (known.joined == 0) free = i;
    if (left && (gone == agents_.size() || known.joined < agents_[gone].joined)) gone = i;
  }
  const std::size_t at = free < kRemembered || gone == agents_.size() ? free : gone;
  if (at == agents_.size()) {
    return base::fail(base::Code::unsupported, "the lease table has no room for another agent");
  }
  agents_[at] = agent;
  seal(agents_[at]);
  return static_cast<std::uint32_t>(at);
}

void Table::put_agent(std::uint32_t at, const AgentSlot& agent) {
  AgentSlot& slot = agents_[at];
  const std::uint32_t lease = slot.first_lease;
  const std::uint32_t ticket = slot.first_ticket;
  slot = agent;
  slot.first_lease = lease;
  slot.first_ticket = ticket;
  seal(slot);
}

void Table::unlink_lease(std::uint32_t at) {
  LeaseSlot& slot = leases_[at - 1];
  AgentSlot& holder = agents_[slot.agent];
  const bool linked = drop(leases_, chain_of(slot), at, &LeaseSlot::next_same_key) &&
                      drop(leases_, holder.first_lease, at, &LeaseSlot::next_of_agent);
  seal(holder);
  if (slot.scope_kind == ScopeKind::glob) header_->shapes.remove({slot.begins, slot.ends});
  spoiled_ = spoiled_ || !linked;
  slot = LeaseSlot{};
  slot.next_of_agent = std::exchange(header_->free_lease, at);
}

void Table::end_lease(std::uint32_t agent, Fence fence) {
  std::vector<std::uint32_t> ended;
  each_of(agent, [&](const LeaseSlot& slot) {
    if (slot.fence == fence)
      ended.push_back(static_cast<std::uint32_t>(&slot - leases_.data()) + 1);
  });
  for (const std::uint32_t at : ended) unlink_lease(at);
}

template <class Edit>
void Table::edit(std::uint32_t agent, Fence fence, Edit edit) {
  each_of(agent, [&](const LeaseSlot& slot) {
    if (slot.fence != fence) return;
    LeaseSlot& own = leases_[static_cast<std::size_t>(&slot - leases_.data())];
    edit(own);
    seal(own);
  });
}

void Table::set_until(std::uint32_t agent, Fence fence, base::Millis until_ms) {
  edit(agent, fence, [&](LeaseSlot& slot) { slot.until_ms = until_ms; });
  header_->next_expiry = std::min(header_->next_expiry, until_ms);
}

void Table::make_job(std::uint32_t agent, Fence fence, const Owner& process) {
  edit(agent, fence, [&](LeaseSlot& slot) {
    slot.kind = Kind::job;
    slot.call_key = process_key(process);
  });
}

TicketSlot* Table::find_ticket(std::uint64_t number) const {
  const auto found = std::find_if(tickets_.begin(), tickets_.end(), [&](const TicketSlot& slot) {
    return slot.number == number && number != 0;
  });
  return found == tickets_.end() || !is_sound(*found) ? nullptr : &*found;
}

const TicketSlot* Table::ticket(std::uint64_t number) const {
  return find_ticket(number);
}

void Table::end_ticket(std::uint64_t number) {
  TicketSlot* slot = find_ticket(number);
  if (slot == nullptr) return;
  const auto at = static_cast<std::uint32_t>(slot - tickets_.data()) + 1;
  AgentSlot& waiter = agents_[slot->agent];
  const bool linked = drop(tickets_, waiter.first_ticket, at, &TicketSlot::next_of_agent);
  seal(waiter);
  spoiled_ = spoiled_ || !linked;
  *slot = TicketSlot{};
  slot->next_of_agent = std::exchange(header_->free_ticket, at);
  --header_->live_tickets;
}

void Table::touch_ticket(std::uint64_t number, base::Millis at_ms) {
  TicketSlot* slot = find_ticket(number);
  if (slot == nullptr) return;
  slot->seen_ms = at_ms;
  seal(*slot);
}

void Table::refuse_again(std::uint64_t number, std::uint64_t waiter) {
  TicketSlot* slot = find_ticket(number);
  if (slot == nullptr) return;
  ++slot->refusals;
  slot->waiter = waiter;
  seal(*slot);
}

void Table::call_ticket(std::uint64_t number, base::Millis at_ms) {
  TicketSlot* slot = find_ticket(number);
  if (slot == nullptr) return;
  slot->called_ms = at_ms;
  seal(*slot);
}

const LeaseSlot* Table::lease(Fence fence) const {
  const auto found = std::find_if(leases_.begin(), leases_.end(), [&](const LeaseSlot& slot) {
    return slot.fence == fence && fence != 0;
  });
  return found == leases_.end() || !is_sound(*found) ? nullptr : &*found;
}

}  // namespace coord::lease
