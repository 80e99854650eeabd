#include "coord/lease/line.h"

#include <algorithm>

namespace coord::lease {

Priority aged(Priority asked, base::Millis born_ms, base::Millis now, const Options& options) {
  const base::Millis waited = std::max<base::Millis>(0, now - born_ms);
  const auto level = static_cast<base::Millis>(asked) + waited / options.promote_after_ms;
  const auto top = static_cast<base::Millis>(Priority::critical);
  return static_cast<Priority>(std::min(level, top));
}

Rank rank_of(const TicketSlot& ticket, base::Millis now, const Options& options) {
  return {aged(ticket.priority, ticket.born_ms, now, options), ticket.number};
}

bool keeps_place(const TicketSlot& ticket, base::Millis now, const Options& options) {
  if (ticket.kind == Kind::call) return now - ticket.seen_ms < options.ticket_life_ms;
  return ticket.called_ms == 0 || now - ticket.called_ms < options.grace_ms;
}

}  // namespace coord::lease
