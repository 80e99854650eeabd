// edits.h - who changed which file from what to what: the journal's stamp.edit entries.
// Shape:  Edit is a plain value; pure to and from journal members, one reader.
// Units:  hashes of whole files; ages follow from the entry's wall time, for people.
// Errors: io, not_found, corrupt of the journal.
// Source: docs/spec/stamps.md section 4; ADR-0056.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coord/base/hash.h"
#include "coord/base/world.h"
#include "coord/stamp/stamps.h"

namespace coord {

inline constexpr std::string_view kEditKind = "stamp.edit";
inline constexpr std::string_view kLateKind = "stamp.late";
inline constexpr std::string_view kAdoptKind = "stamp.adopt";
inline constexpr std::string_view kCommitKind = "stamp.commit";

struct Edit {
  std::string agent;
  std::string path;  // as edit_path names it
  base::Hash128 before;
  base::Hash128 after;
  base::Millis wall_ms = 0;
  bool late = false;      // its author's lease had ended: nothing kept others away
  std::uint64_t seq = 0;  // of its entry
};

// A part of a file was committed: its agent's changes up to then, no others.
struct PartCommit {
  std::string agent;
  std::string path;
  base::Hash128 seen;      // the file, when it was judged
  std::uint64_t last = 0;  // entry of the last edit of the file that was known then; 0: none
  base::Hash128 head;      // lines_hash() of what HEAD held before
  base::Hash128 after;     // ... and after it
  std::size_t behind = 0;  // how many of the file's edits that are
};

// The name of a file in edits told to this journal: relative to `root`, but absolute in a linked
// work tree, whose journal lies elsewhere and is told of another file of the same name, too.
std::string edit_path(const std::string& file, const std::string& root, const std::string& journal);

// An edit is committed when HEAD has the bytes it led to, or those a later one began with.
void drop_committed(std::vector<Edit>& edits, const base::Hash128& head);

// Ready journal members, without braces.
std::string fields_of(const Edit& edit);
// ... of the entry that says that this agent's last edit of `path` was late.
std::string late_fields(const std::string& agent, const std::string& path);
// ... of the entry that says that all edits of `from` so far count as this agent's.
std::string adopt_fields(const std::string& agent, const std::string& from);

std::string fields_of(const PartCommit& commit);

// The edits behind `from`, oldest first, and where the journal ends now. A journal that was
// replaced since is read from its begin; at most the last 1 MiB are looked at.
struct EditsSince {
  std::vector<Edit> edits;
  std::vector<PartCommit> commits;
  JournalPlace end;
  bool cut = false;  // older ones were not read
};
[[nodiscard]] base::Result<EditsSince> edits_since(base::Disk& disk, const std::string& journal,
                                                   const JournalPlace& from);
// All that each_on_record() tells.
[[nodiscard]] base::Result<EditsSince> edits_on_record(base::Disk& disk,
                                                       const std::string& journal);

}  // namespace coord
