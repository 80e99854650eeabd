// lease.h - a right for a while, over files or a named resource, held by one agent.
// Shape:  plain values, copyable; they own no file and no clock.
// Units:  instants are boot-clock Millis, TTLs are Millis; fences are journal numbers.
// Errors: none; see decide.h.
// Source: docs/spec/leases.md section 1; contention-policy and ADR-0050.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/clock.h"

namespace coord::lease {

enum class Mode : std::uint8_t { read, intent_write, write };

enum class Priority : std::uint8_t { low, normal, high, critical };

// Why a lease exists, and so what ends it.
enum class Kind : std::uint8_t {
  call,         // one tool call: from its pre hook to evidence that it is over
  reservation,  // the turn of an agent that was refused: its write, or 30 s
  asked,        // asked for by name (`flockgate lock`, `with`): release, TTL or death
  job,          // what a call left running: the end of that process, or the call's age limit
};

enum class ScopeKind : std::uint8_t { path, directory, glob, resource, tree };

// What a lease is about: files below the work tree's root, or a name ("port:3000").
struct Scope {
  ScopeKind kind = ScopeKind::path;
  std::string text;  // path without trailing slash, pattern, resource name; empty for tree
  bool operator==(const Scope&) const = default;
};

// One scope of a request and how it is wanted.
struct Claim {
  Scope scope;
  Mode mode = Mode::write;
  bool operator==(const Claim&) const = default;
};

inline constexpr base::Millis kForever = std::numeric_limits<base::Millis>::max();

// A fence is the journal number of the entry that granted the lease: it only grows, and names it.
using Fence = std::uint64_t;

const char* name_of(Mode mode);
const char* name_of(Priority priority);
const char* name_of(Kind kind);
std::optional<Mode> mode_named(std::string_view word);
std::optional<Priority> priority_named(std::string_view word);
std::optional<Kind> kind_named(std::string_view word);

}  // namespace coord::lease
