// lease_world.h - a lease table in memory with agents in it, for tests.
// Shape:  resource; owns the table's block.
// Units:  boot-clock Millis, moved by hand.
// Source: docs/spec/leases.md.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "coord/lease/change.h"
#include "coord/lease/decide.h"
#include "coord/lease/scope.h"

namespace support {

class LeaseWorld {
 public:
  explicit LeaseWorld(std::size_t agents, coord::lease::Rooms rooms = {64, 64, 16})
      : memory_(coord::lease::Table::bytes_for(rooms)),
        table(coord::lease::Table::make(memory_, rooms)) {
    for (std::size_t i = 0; i < agents; ++i) {
      coord::lease::Change join;
      join.what = coord::lease::What::join;
      join.agent = name(i);
      put(join);
    }
  }

  static std::string name(std::size_t agent) { return "agent-" + std::to_string(agent); }

  // Applies the change as the next entry; its number.
  std::uint64_t put(coord::lease::Change change) {
    change.at_ms = now;
    const auto applied = coord::lease::apply(table, ++last, change, options);
    if (!applied) broken = base::to_text(applied.error());
    return last;
  }

  coord::lease::Request request(std::size_t agent, const std::string& scope,
                                coord::lease::Mode mode) const {
    return {static_cast<std::uint32_t>(agent),
            coord::lease::Kind::asked,
            {{coord::lease::parse_scope(scope).value(), mode}},
            coord::lease::Priority::normal,
            0,
            0};
  }

  coord::lease::Decision decide(const coord::lease::Request& request) {
    return coord::lease::decide(table, request, now, options);
  }

  // The grant (or ticket) that a decision about `request` leads to; its number.
  std::uint64_t grant(const coord::lease::Request& request, base::Millis ttl = 120'000) {
    return put(change_of(coord::lease::What::grant, request, ttl));
  }
  std::uint64_t wait(const coord::lease::Request& request) {
    return put(change_of(coord::lease::What::ticket, request, 0));
  }
  void end(std::size_t agent, std::uint64_t number) {
    coord::lease::Change change;
    change.what = coord::lease::What::end;
    change.agent = name(agent);
    change.number = number;
    put(change);
  }
  void leave(std::size_t agent) {
    coord::lease::Change change;
    change.what = coord::lease::What::leave;
    change.agent = name(agent);
    put(change);
  }

 private:
  static coord::lease::Change change_of(coord::lease::What what,
                                        const coord::lease::Request& request, base::Millis ttl) {
    coord::lease::Change change;
    change.what = what;
    change.agent = name(request.agent);
    change.kind = request.kind;
    change.priority = request.priority;
    change.claims = request.claims;
    change.ttl_ms = ttl;
    change.number = what == coord::lease::What::grant ? request.ticket : 0;
    return change;
  }

  alignas(8) std::vector<std::byte> memory_;

 public:
  coord::lease::Table table;
  coord::lease::Options options;
  base::Millis now = 1'000;
  std::uint64_t last = 0;
  std::string broken;
};

}  // namespace support
