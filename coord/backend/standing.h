// standing.h - who is here, who holds what, who waits: the table as people see it.
// Shape:  plain values.
// Units:  ages and what is left in Millis; lease::kForever: ends by evidence.
// Source: docs/spec/leases.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coord/lease/lease.h"
#include "coord/lease/slots.h"

namespace coord {

// Whoever did nothing for so long may have ended without a word.
inline constexpr base::Millis kGoneMs = 30LL * 60 * 1000;

// What one line of `status` shows.
struct HeldLease {
  lease::Fence fence = 0;
  std::string agent;
  lease::Kind kind = lease::Kind::asked;
  lease::Claim claim;
  lease::Priority priority = lease::Priority::normal;
  base::Millis age_ms = 0;
  base::Millis left_ms = 0;
};

struct Waiting {
  std::uint64_t ticket = 0;
  std::string agent;
  lease::Kind kind = lease::Kind::asked;
  lease::Claim claim;
  lease::Priority priority = lease::Priority::normal;  // aged
  base::Millis age_ms = 0;
  std::uint32_t refusals = 0;
};

struct Member {
  std::string name;
  std::string parent;             // whose sub-agent it is; empty: nobody's
  std::uint64_t session_key = 0;  // hash of session and sub-agent
  std::uint64_t joined = 0;       // number of its first entry
  std::string task;
  lease::Owner owner;
  base::Millis idle_ms = 0;
};

struct Standing {
  std::vector<Member> agents;
  std::vector<HeldLease> leases;
  std::vector<Waiting> line;  // first to be served first
  std::uint64_t damaged_lines = 0;
};

}  // namespace coord
