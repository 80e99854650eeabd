// coordinator_others.h - who else is here, and whose work stands uncommitted in a file.
// Shape:  Others is a plain value, taken once; whose() may start git once a file.
// Units:  paths relative to the work tree; ages in Millis.
// Errors: those of the journal and of git.
// Source: docs/spec/leases.md; ADR-0067 (an edit is work until HEAD holds its bytes).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "coord/backend/standing.h"
#include "coord/git/work_tree.h"
#include "coord/stamp/edits.h"

namespace coord {

struct Others {
  std::string me;
  std::vector<std::string> here;                           // other agents that did something lately
  std::vector<HeldLease> leases;                           // of other agents
  std::map<std::string, std::vector<Edit>> edits;          // of all agents by path, oldest first
  std::map<std::string, std::vector<PartCommit>> commits;  // `behind` counts edits of that path
  base::Millis wall_ms = 0;                                // when it was asked
  bool is_alone() const { return here.empty(); }
  bool is_here(const std::string& agent) const;
  // Nobody else is on record with an edit.
  bool are_edits_mine() const;
};

// Whose uncommitted work a file holds.
struct Whose {
  bool mine = false;
  std::optional<Edit> theirs;      // the last edit of another
  std::optional<HeldLease> lease;  // another's, on the file
  std::string head;                // what HEAD holds, where others edited it
};

// Who is here beside `me`, and what they hold; no edits yet.
Others others_of(const Standing& standing, const std::string& me, base::Millis wall_ms);
// The edits on record in this journal below `root`: dear, where the journal is long.
[[nodiscard]] base::Result<void> read_edits(base::World& world, const std::string& journal,
                                            const std::string& root, Others& others);
// Edits by path: of this work tree only.
void sort_edits(EditsSince since, const std::string& journal, const std::string& root,
                Others& others);
// Which of a file's edits were committed in parts, when HEAD holds a text of this lines_hash().
std::vector<bool> committed_in_parts(const std::vector<Edit>& edits,
                                     const std::vector<PartCommit>& commits, base::Hash128 head);
[[nodiscard]] base::Result<Whose> whose(const Others& others, const GitSpot& at,
                                        const std::string& path);

}  // namespace coord
