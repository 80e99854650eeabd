// coordinator_look.h - what stands in the files of a call, and whether its agent knows it.
// Shape:  Touch is a plain value; Look is filled under the journal's lock.
// Units:  files absolute with links resolved, scopes relative to the work tree.
// Errors: none: what cannot be read has no base that could be stale.
// Source: docs/spec/stamps.md section 1; ADR-0055, ADR-0057 (files nobody read).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coord/lease/lease.h"
#include "coord/stamp/content.h"
#include "coord/stamp/stamps.h"

namespace coord {

enum class Deed : std::uint8_t {
  read,       // the agent sees it
  overwrite,  // the whole file is written from what the agent knows
  edit,       // a part is replaced, if it is still there: `fits` tells
  change,     // no base that could be stale: appended, filtered in place, moved, removed
};

// A file, folder or pattern a call touches.
struct Touch {
  std::string file;
  lease::Scope scope;
  Deed deed = Deed::read;
  base::Hash128 intended = kAbsent;  // overwrite: of the whole new text, when it is known
  std::function<bool(std::string_view now)> fits = {};
  // May what stands there be kept (no secret)? Asked only when it is about to be.
  std::function<bool()> may_keep = [] { return true; };
};

inline bool is_write(const Touch& touch) {
  return touch.deed != Deed::read;
}

// What the agent knows of what is there.
enum class Base : std::uint8_t {
  fresh,     // it is what it last saw, as far as can be known
  stale,     // it is not, or a peer changed it since the agent came
  outsider,  // never read, and changed since the agent came by nobody on record
};

// Whose look it is.
struct Looker {
  base::World& world;
  const Stamps& stamps;
  const std::string& journal;
  const std::string& root;
  const std::string& name;
};

// What stands for a file that has several names: whoever writes through one of them holds it.
lease::Scope scope_of_inode(const base::FileId& file);
bool is_inode(const lease::Scope& scope);

struct Look {
  struct Seen {
    Content content;
    Base base = Base::fresh;
  };
  std::vector<Seen> seen;  // one per touch
  std::optional<std::size_t> stale;

  // What a write call asks for: each scope written, and the inode behind a file of several names.
  std::vector<lease::Claim> claims(const std::vector<Touch>& touches) const;
  // The touch that asks for this scope; the first when none does.
  std::size_t touch_of(const lease::Scope& scope, const std::vector<Touch>& touches) const;

  // `alone`: no other agent is here, so what nobody told of was no agent's work.
  void at(const Looker& looker, const std::vector<Touch>& touches, bool alone);
};

}  // namespace coord
