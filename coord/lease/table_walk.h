// table_walk.h - how the leases of a Table are visited; the bodies of its templates.
// Shape:  included by table.h alone.
// Errors: a chain that leads nowhere or in a circle spoils the table and ends the walk.
// Source: docs/spec/lease-index.md; ADR-0051.
#pragma once

#include <cstddef>
#include <string>

#include "coord/lease/table.h"

namespace coord::lease {

// The keys under which leases that meet a path may stand: its own, each folder's above it, the
// tree.
template <class Visit>
void each_key_above(const Scope& scope, Visit visit) {
  visit(key_of(scope));
  if (scope.kind == ScopeKind::resource || scope.kind == ScopeKind::tree) return;
  visit(key_of(Scope{ScopeKind::directory, scope.text}));
  for (std::size_t slash = scope.text.rfind('/'); slash != std::string::npos && slash > 0;
       slash = scope.text.rfind('/', slash - 1)) {
    visit(key_of(Scope{ScopeKind::directory, scope.text.substr(0, slash)}));
  }
  visit(key_of(Scope{ScopeKind::tree, {}}));
}

template <class Visit>
void Table::walk(std::uint32_t from, std::uint32_t LeaseSlot::*link, Visit& visit) const {
  std::size_t steps = 0;
  for (std::uint32_t at = from; at != 0;) {
    const LeaseSlot* slot = ++steps > leases_.size() ? nullptr : lease_at(at);
    if (slot == nullptr) {
      spoiled_ = true;
      return;
    }
    at = slot->*link;
    visit(*slot);
  }
}

template <class Visit>
void Table::each_near(const Scope& scope, Visit visit) const {
  if (scope.kind != ScopeKind::path && scope.kind != ScopeKind::resource) {
    for (const LeaseSlot& lease : leases_) {
      if (lease.fence != 0 && is_sound(lease)) visit(lease);
    }
    return;
  }
  each_key_above(scope, [&](std::uint64_t key) {
    auto same_key = [&](const LeaseSlot& lease) {
      if (lease.key == key) visit(lease);
    };
    walk(bucket(key), &LeaseSlot::next_same_key, same_key);
  });
  if (scope.kind == ScopeKind::path) each_pattern(scope.text, visit);
}

// A pattern hangs in the chain of what is certain of it, so the path is asked once for each shape
// there is, however many patterns have it.
template <class Visit>
void Table::each_pattern(std::string_view path, Visit& visit) const {
  for (const Shape& shape : header_->shapes.known) {
    if (shape.leases == 0 || !has_room(path, shape)) continue;
    auto same_shape = [&](const LeaseSlot& lease) {
      const Shape held{lease.begins, lease.ends};
      if (lease.scope_kind == ScopeKind::glob && held.is_like(shape) &&
          agree(lease.text.text(), path, shape)) {
        visit(lease);
      }
    };
    walk(bucket(key_of(path, shape)), &LeaseSlot::next_same_key, same_shape);
  }
}

template <class Visit>
void Table::each_of(std::uint32_t at, Visit visit) const {
  walk(agent(at).first_lease, &LeaseSlot::next_of_agent, visit);
}

template <class Visit>
void Table::each_ticket(Visit visit) const {
  if (header_->live_tickets == 0) return;
  for (const TicketSlot& ticket : tickets_) {
    if (ticket.number != 0 && is_sound(ticket)) visit(ticket);
  }
}

}  // namespace coord::lease
