// The table as people see it, and the names agents get.
#include <algorithm>
#include <set>

#include "coord/backend/look.h"
#include "coord/base/hash.h"
#include "coord/lease/line.h"

namespace coord {

namespace {

using lease::Table;

base::Millis left_of(base::Millis until_ms, base::Millis now) {
  return until_ms == lease::kForever ? lease::kForever : until_ms - now;
}

std::string session_text(const Arrival& arrival) {
  return arrival.sub_agent.empty() ? arrival.session : arrival.session + '\n' + arrival.sub_agent;
}

std::optional<std::uint32_t> slot_of_session(const Table& table, std::uint64_t key) {
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    const lease::AgentSlot& agent = table.agent(i);
    if (agent.joined != 0 && agent.session_key == key) return i;
  }
  return std::nullopt;
}

// "claude-" + the first number nobody here has.
std::string free_name(const Table& table, const std::string& stem) {
  for (std::size_t number = 1;; ++number) {
    std::string name = stem + std::to_string(number);
    if (!lease::find_agent(table, name)) return name;
  }
}

std::string name_like(const Table& table, const Arrival& arrival, const std::string& stem) {
  if (arrival.name.empty()) return free_name(table, stem);
  return lease::find_agent(table, arrival.name) ? free_name(table, arrival.name + "-")
                                                : arrival.name;
}

bool has_news(const lease::AgentSlot& known, const Arrival& arrival) {
  const bool owner_differs =
      arrival.owner.pid != 0 && (arrival.owner.pid != known.owner.pid ||
                                 arrival.owner.start_ticks != known.owner.start_ticks ||
                                 arrival.owner.proven > known.owner.proven);
  const bool task_differs = !arrival.task.empty() && known.task.text() != arrival.task;
  return known.left != 0 || owner_differs || task_differs;
}

}  // namespace

Naming name_for(const Table& table, const Arrival& arrival) {
  const std::string session = session_text(arrival);
  const auto known = slot_of_session(table, base::hash64(session));
  if (known && !has_news(table.agent(*known), arrival)) {
    return {std::string(table.agent(*known).name.text()), std::nullopt};
  }
  lease::Change change;
  change.what = lease::What::join;
  const auto parent = slot_of_session(table, base::hash64(arrival.session));
  if (!arrival.sub_agent.empty() && parent) change.parent = table.agent(*parent).name.text();
  const std::string stem = change.parent.empty() ? arrival.family + "-" : change.parent + "/a";
  change.agent =
      known ? std::string(table.agent(*known).name.text()) : name_like(table, arrival, stem);
  change.session = session;
  change.task = arrival.task;
  change.owner = arrival.owner;
  return {change.agent, std::move(change)};
}

Standing standing_of(const Table& table, base::Millis now, const lease::Options& options) {
  Standing out;
  for (std::uint32_t i = 0; i < table.agents().size(); ++i) {
    const lease::AgentSlot& agent = table.agent(i);
    if (agent.joined == 0 || agent.left != 0) continue;
    out.agents.push_back(
        {std::string(agent.name.text()),
         agent.parent == 0 ? std::string() : name_of_agent(table, agent.parent - 1),
         agent.session_key, agent.joined, std::string(agent.task.text()), agent.owner,
         now - agent.seen_ms});
  }
  table.each_near({lease::ScopeKind::tree, {}}, [&](const lease::LeaseSlot& held) {
    if (!lease::is_live(held, now)) return;
    out.leases.push_back({
        held.fence,
        std::string(table.agent(held.agent).name.text()),
        held.kind,
        {lease::scope_of(held), held.mode},
        held.priority,
        now - held.granted_ms,
        left_of(held.until_ms, now)
    });
  });
  table.each_ticket([&](const lease::TicketSlot& ticket) {
    if (!lease::keeps_place(ticket, now, options)) return;
    out.line.push_back({
        ticket.number,
        std::string(table.agent(ticket.agent).name.text()),
        ticket.kind,
        {lease::scope_of(ticket), ticket.mode},
        lease::rank_of(ticket, now, options).priority,
        now - ticket.born_ms,
        ticket.refusals
    });
  });
  std::ranges::sort(out.leases, {}, &HeldLease::fence);
  std::ranges::sort(out.line, [](const Waiting& a, const Waiting& b) {
    return a.priority != b.priority ? a.priority > b.priority : a.ticket < b.ticket;
  });
  return out;
}

}  // namespace coord
