// digest.h - what an agent is told when its session begins: who works here, on what.
// Shape:  Digest is a plain value; digest_text is pure, gather reads the world.
// Units:  at most kDigestLines lines, most important first.
// Errors: those of the coordinator; the caller tells them and never blocks.
// Source: ADR-0063 (told at the start, nothing when alone).
#pragma once

#include <string>
#include <vector>

#include "coord/coordinator.h"
#include "coord/coordinator_unfinished.h"
#include "coord/identity/unseen.h"
#include "guards/place.h"
#include "hooks/tool_call.h"

namespace hooks {

inline constexpr std::size_t kDigestLines = 15;

struct Digest {
  std::string me;
  std::string branch;  // empty: HEAD is on none
  coord::Standing standing;
  std::vector<coord::Edit> edits;  // on record, oldest first
  std::vector<coord::Unfinished> unfinished;
  std::vector<coord::UnseenAgent> unseen;
  base::Millis wall_ms = 0;
};

// Empty when nobody else is here, nothing was left behind and nothing is wrong.
std::string digest_text(const Digest& digest);

// What one agent left, without its name: "src/a.c, src/b.c; half-written: src/c.c".
std::string left_words(const coord::Unfinished& work);

// The session begins: it is joined, and told of the others.
[[nodiscard]] base::Result<std::string> begin_session(const ToolCall& call,
                                                      const guards::Place& place,
                                                      base::World& world);

}  // namespace hooks
