#include "coord/lease/turn.h"

#include <algorithm>

#include "coord/lease/line.h"

namespace coord::lease {

namespace {

bool is_call_ticket(const TicketSlot& ticket, std::uint64_t key) {
  return ticket.kind == Kind::call && ticket.key == key;
}

// Still there, as far as its place in line goes.
bool is_present(const TicketSlot& ticket, base::Millis now, const Options& options) {
  const bool old = now - ticket.born_ms > options.aged_ms;
  return now - ticket.seen_ms < options.seen_ms * (old ? 2 : 1);
}

Decision against(const Table& table, std::uint32_t agent, const std::vector<Scope>& paths,
                 base::Millis now, const Options& options) {
  Request request{agent, Kind::call, {}, Priority::normal, 0, 0};
  for (const Scope& path : paths) request.claims.push_back({path, Mode::write});
  return decide(table, request, now, options);
}

bool has_call(const std::vector<Blocker>& blockers) {
  return std::any_of(blockers.begin(), blockers.end(), [](const Blocker& blocker) {
    return !blocker.waits && blocker.kind == Kind::call;
  });
}

}  // namespace

const TicketSlot* call_ticket(const Table& table, std::uint32_t agent, const Scope& path) {
  const TicketSlot* own = nullptr;
  const std::uint64_t key = key_of(path);
  table.each_ticket([&](const TicketSlot& ticket) {
    if (ticket.agent == agent && is_call_ticket(ticket, key)) own = &ticket;
  });
  return own;
}

bool is_first(const Table& table, const TicketSlot& ticket, base::Millis now,
              const Options& options) {
  bool first = true;
  table.each_ticket([&](const TicketSlot& other) {
    const bool before = is_call_ticket(other, ticket.key) && other.agent != ticket.agent &&
                        other.number < ticket.number && keeps_place(other, now, options);
    first = first && !(before && is_present(other, now, options));
  });
  return first;
}

TurnDecision before_read(const Table& table, std::uint32_t agent, const Scope& path,
                         base::Millis now, const Options& options) {
  Decision decision = against(table, agent, {path}, now, options);
  const TicketSlot* ticket = call_ticket(table, agent, path);
  if (ticket == nullptr || !keeps_place(*ticket, now, options)) {
    // A plain reader waits for a write in flight and for nothing else.
    if (!has_call(decision.blockers)) return {};
    return {Turn::note, 0, std::move(decision.blockers)};
  }
  if (decision.granted && is_first(table, *ticket, now, options)) {
    return {Turn::reserve, ticket->number, {}};
  }
  return {Turn::wait, ticket->number, std::move(decision.blockers)};
}

TurnDecision before_write(const Table& table, std::uint32_t agent, const std::vector<Scope>& paths,
                          base::Millis now, const Options& options) {
  Decision decision = against(table, agent, paths, now, options);
  std::uint64_t own = 0;
  for (const Scope& path : paths) {
    if (const TicketSlot* ticket = call_ticket(table, agent, path)) own = ticket->number;
  }
  return {decision.granted ? Turn::go : Turn::wait, own, std::move(decision.blockers)};
}

std::vector<std::uint32_t> who_wants(const Table& table, const Scope& path, base::Millis now,
                                     const Options& options) {
  std::vector<std::uint32_t> agents;
  const std::uint64_t key = key_of(path);
  table.each_ticket([&](const TicketSlot& ticket) {
    if (is_call_ticket(ticket, key) && keeps_place(ticket, now, options)) {
      agents.push_back(ticket.agent);
    }
  });
  return agents;
}

}  // namespace coord::lease
