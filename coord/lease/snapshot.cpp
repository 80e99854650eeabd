#include "coord/lease/snapshot.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "coord/base/text.h"

namespace coord::lease {

namespace {

// One row: numbers first, then texts, in the order both sides know.
class Row {
 public:
  Row& number(std::uint64_t value) { return raw(std::to_string(value)); }
  Row& millis(base::Millis value) { return raw(std::to_string(value)); }
  Row& text(std::string_view value) { return raw(base::json_string(value)); }
  std::string take() { return out_ + ']'; }

 private:
  Row& raw(const std::string& value) {
    out_ += out_.empty() ? '[' : ',';
    out_ += value;
    return *this;
  }
  std::string out_;
};

std::string join_rows(const std::vector<std::string>& rows) {
  std::string out = "[";
  for (const std::string& row : rows) {
    if (out.size() > 1) out += ',';
    out += row;
  }
  return out + "]";
}

std::string row_of(const Table& table, const AgentSlot& agent) {
  const std::string_view parent =
      agent.parent == 0 ? std::string_view() : table.agent(agent.parent - 1).name.text();
  return Row()
      .number(agent.joined)
      .number(agent.session_key)
      .millis(agent.seen_ms)
      .number(static_cast<std::uint64_t>(agent.owner.pid))
      .number(agent.owner.start_ticks)
      .number(agent.owner.boot)
      .number(agent.owner.namespace_id)
      .number(agent.owner.proven)
      .text(agent.name.text())
      .text(parent)
      .text(agent.task.text())
      .take();
}

template <class Slot>
void put_scope(const Table& table, const Slot& slot, Row& row) {
  row.number(static_cast<std::uint64_t>(slot.kind))
      .number(static_cast<std::uint64_t>(slot.mode))
      .number(static_cast<std::uint64_t>(slot.priority))
      .number(static_cast<std::uint64_t>(slot.scope_kind))
      .number(slot.key)
      .text(table.agent(slot.agent).name.text())
      .text(slot.text.text());
}

std::string row_of(const Table& table, const LeaseSlot& lease) {
  Row row;
  row.number(lease.fence).number(lease.call_key).millis(lease.granted_ms).millis(lease.until_ms);
  put_scope(table, lease, row);
  return row.take();
}

std::string row_of(const Table& table, const TicketSlot& ticket) {
  Row row;
  row.number(ticket.number)
      .millis(ticket.born_ms)
      .millis(ticket.seen_ms)
      .millis(ticket.called_ms)
      .number(ticket.refusals);
  put_scope(table, ticket, row);
  row.number(ticket.waiter);
  return row.take();
}

template <class Slot>
std::string rows_of(const Table& table, std::vector<Slot> slots, std::uint64_t Slot::*order) {
  std::stable_sort(slots.begin(), slots.end(), [&](const Slot& a, const Slot& b) {
    return a.*order != b.*order ? a.*order < b.*order : row_of(table, a) < row_of(table, b);
  });
  std::vector<std::string> rows;
  rows.reserve(slots.size());
  for (const Slot& slot : slots) rows.push_back(row_of(table, slot));
  return join_rows(rows);
}

// Reads a row's values in order; anything missing or of another kind is 0 or empty and is told.
class Cells {
 public:
  explicit Cells(const base::JsonRef& row) {
    row.each([&](std::string_view, const base::JsonRef& cell) {
      cells_.push_back(cell);
      return true;
    });
  }

  std::uint64_t number() {
    const base::JsonRef cell = next();
    std::uint64_t value = 0;
    if (!cell.is(base::JsonKind::number)) {
      complete_ = false;
      return 0;
    }
    const std::string_view raw = cell.raw();
    std::from_chars(raw.data(), raw.data() + raw.size(), value);
    return value;
  }
  base::Millis millis() { return static_cast<base::Millis>(number()); }
  std::string text() {
    const auto value = next().text();
    complete_ = complete_ && value.has_value();
    return value.value_or("");
  }
  template <class Enum>
  Enum word(Enum last) {
    const std::uint64_t value = number();
    complete_ = complete_ && value <= static_cast<std::uint64_t>(last);
    return complete_ ? static_cast<Enum>(value) : last;
  }
  bool complete() const { return complete_; }
  bool is_over() const { return at_ == cells_.size(); }

 private:
  base::JsonRef next() {
    if (at_ < cells_.size()) return cells_[at_++];
    complete_ = false;
    return {};
  }

  std::vector<base::JsonRef> cells_;
  std::size_t at_ = 0;
  bool complete_ = true;
};

std::optional<std::uint32_t> slot_named(const Table& table, std::string_view name) {
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    if (table.agent(i).joined != 0 && table.agent(i).name.text() == name) return i;
  }
  return std::nullopt;
}

base::Result<void> broken(std::string_view what) {
  return base::fail(base::Code::corrupt, "the snapshot has a row that is none", std::string(what));
}

base::Result<void> add_agent(Table& table, const base::JsonRef& row) {
  Cells cells(row);
  AgentSlot agent;
  agent.joined = cells.number();
  agent.session_key = cells.number();
  agent.seen_ms = cells.millis();
  agent.owner.pid = static_cast<std::int64_t>(cells.number());
  agent.owner.start_ticks = cells.number();
  agent.owner.boot = cells.number();
  agent.owner.namespace_id = cells.number();
  agent.owner.proven = static_cast<std::uint32_t>(cells.number());
  agent.name.put(cells.text());
  const auto parent = slot_named(table, cells.text());
  agent.parent = parent ? *parent + 1 : 0;
  agent.task.put(cells.text());
  if (!cells.complete() || agent.joined == 0) return broken("agent");
  TRY(table.add(agent));
  return {};
}

template <class Slot>
bool take_scope(const Table& table, Cells& cells, Slot& slot) {
  slot.kind = cells.word(Kind::job);
  slot.mode = cells.word(Mode::write);
  slot.priority = cells.word(Priority::critical);
  slot.scope_kind = cells.word(ScopeKind::tree);
  slot.key = cells.number();
  const auto agent = slot_named(table, cells.text());
  slot.agent = agent.value_or(0);
  slot.text.put(cells.text());
  return agent.has_value() && cells.complete();
}

base::Result<void> add_lease(Table& table, const base::JsonRef& row) {
  Cells cells(row);
  LeaseSlot lease;
  lease.fence = cells.number();
  lease.call_key = cells.number();
  lease.granted_ms = cells.millis();
  lease.until_ms = cells.millis();
  if (!take_scope(table, cells, lease) || lease.fence == 0) return broken("lease");
  return table.add(lease);
}

base::Result<void> add_ticket(Table& table, const base::JsonRef& row) {
  Cells cells(row);
  TicketSlot ticket;
  ticket.number = cells.number();
  ticket.born_ms = cells.millis();
  ticket.seen_ms = cells.millis();
  ticket.called_ms = cells.millis();
  ticket.refusals = static_cast<std::uint32_t>(cells.number());
  if (!take_scope(table, cells, ticket) || ticket.number == 0) return broken("ticket");
  ticket.waiter = cells.is_over() ? 0 : cells.number();  // older snapshots know of none
  return table.add(ticket);
}

using AddRow = base::Result<void> (*)(Table&, const base::JsonRef&);

base::Result<void> add_rows(Table& table, const base::JsonRef& rows, AddRow add) {
  base::Result<void> result;
  rows.each([&](std::string_view, const base::JsonRef& row) {
    result = add(table, row);
    return result.has_value();
  });
  return result;
}

std::uint64_t member(const base::JsonRef& state, std::string_view key) {
  std::uint64_t value = 0;
  const std::string_view raw = state.get(key) ? state.get(key).raw() : std::string_view();
  std::from_chars(raw.data(), raw.data() + raw.size(), value);
  return value;
}

// Who left is forgotten, but for the jobs that go on.
bool is_kept(const AgentSlot& agent) {
  return agent.joined != 0 && (agent.left == 0 || agent.first_lease != 0);
}

}  // namespace

std::string snapshot(const Table& table) {
  std::vector<AgentSlot> agents;
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    if (is_kept(table.agent(i))) agents.push_back(table.agent(i));
  }
  std::vector<LeaseSlot> leases;
  for (const LeaseSlot& lease : table.leases()) {
    if (lease.fence != 0) leases.push_back(lease);
  }
  std::vector<TicketSlot> tickets;
  table.each_ticket([&](const TicketSlot& ticket) { tickets.push_back(ticket); });
  return "{\"boot\":" + std::to_string(table.header().boot) +
         ",\"applied\":" + std::to_string(table.header().applied) +
         ",\"agents\":" + rows_of(table, agents, &AgentSlot::joined) +
         ",\"leases\":" + rows_of(table, leases, &LeaseSlot::fence) +
         ",\"tickets\":" + rows_of(table, tickets, &TicketSlot::number) + "}";
}

base::Result<void> restore(Table& table, const base::JsonRef& state) {
  if (!state.is(base::JsonKind::object)) {
    return base::fail(base::Code::corrupt, "the snapshot is no object");
  }
  table.header().boot = member(state, "boot");
  TRY_VOID(add_rows(table, state.get("agents"), add_agent));
  TRY_VOID(add_rows(table, state.get("leases"), add_lease));
  TRY_VOID(add_rows(table, state.get("tickets"), add_ticket));
  table.header().applied = member(state, "applied");
  return {};
}

}  // namespace coord::lease
