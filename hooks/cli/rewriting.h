// rewriting.h - files written anew for an agent: under leases, all or none, and on record.
// Shape:  plain values; a Hold ends with its object.
// Units:  names relative to the work tree's root.
// Errors: busy (another is at one of them, with who), denied (a link on the way), io.
// Source: ADR-0073 (restore); docs/spec/leases.md, docs/spec/stamps.md section 4.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coord/git/snapshots.h"
#include "hooks/cli/lease_desk.h"

namespace hooks::cli {

struct Rewrite {
  std::string name;
  std::optional<std::string> bytes;           // none: it goes away
  std::optional<std::uint32_t> mode = {};     // none: as it is, or 644
  std::optional<coord::SavedFile> link = {};  // instead of bytes
};

template <class Files>
std::vector<std::string> names_of(const Files& files) {
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const auto& file : files) names.push_back(file.name);
  return names;
}

// Nobody else writes these files, or git, while it lives.
class Hold {
 public:
  [[nodiscard]] static base::Result<Hold> take(Desk& desk, const std::vector<std::string>& names,
                                               base::Millis wait, base::World& world);
  // Nobody writes anywhere here, or runs git: what is read then belongs together.
  [[nodiscard]] static base::Result<Hold> quiet(Desk& desk, base::Millis wait, base::World& world);
  Hold(Hold&& other) noexcept;
  Hold& operator=(Hold&&) = delete;
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  ~Hold();

 private:
  [[nodiscard]] static base::Result<Hold> ask(Desk& desk, coord::Ask ask, base::Millis wait,
                                              base::World& world);
  Hold(Desk& desk, coord::lease::Fence fence) : desk_(&desk), fence_(fence) {}
  Desk* desk_;
  coord::lease::Fence fence_;
};

coord::GitSpot root_of(const Desk& desk, base::World& world);

// Why this file cannot be written where it is named; empty: it can.
std::string obstacle_at(const std::string& name, const Desk& desk, base::World& world);

// Keeps what will be overwritten as a snapshot taken before `what`, then writes all; when one
// cannot be written, those before it are put back. Each is on record as an edit of the desk's
// agent. The snapshot's id; empty when nothing stood in the way.
[[nodiscard]] base::Result<std::string> rewrite(Desk& desk, const std::vector<Rewrite>& files,
                                                const std::string& what, base::World& world);

}  // namespace hooks::cli
