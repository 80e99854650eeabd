// touches.h - what one effect touches, as the coordinator wants it.
// Shape:  pure but for links and file kinds, which it looks up.
// Units:  files absolute with links resolved.
// Errors: none: a path outside the work tree, or generated, is no touch.
// Source: docs/spec/leases.md section 6, docs/spec/stamps.md section 1; ADR-0052.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "coord/coordinator.h"
#include "guards/place.h"
#include "hooks/validators/validator.h"

namespace hooks {

// The files that a call reads for sure.
class SureReads {
 public:
  // Borrows the effects.
  explicit SureReads(const std::vector<guards::Effect>& effects);

  // Is the same word of the same command read that is replaced? `sed -i` takes what is there when
  // it runs.
  [[nodiscard]] bool feed(const guards::Effect& write) const;

 private:
  std::vector<const guards::Effect*> by_path_;
};

// A sure effect on a file, and what it is to the file's readers.
struct Target {
  std::string file;
  coord::Deed deed = coord::Deed::read;
};
std::optional<Target> target_of(const Judgement& on, const guards::Effect& effect,
                                const SureReads& reads);

// The same as a touch of the work tree at `place`.
std::optional<coord::Touch> touch_at(const Judgement& on, const guards::Effect& effect,
                                     const Target& target, const guards::Place& place);

// Does it lie in a folder that programs fill? Nobody edits there by hand, and nothing there is
// lost.
bool is_generated(const std::string& path);

// Those among them that a rule keeps from being read, be it on trial: they are not copied, either.
std::set<std::string> not_to_keep(const Judgement& on, const std::vector<std::string>& names);

// The stronger deed on one file counts: what is written is not merely read.
void add_touch(std::vector<coord::Touch>& touches, coord::Touch touch);

}  // namespace hooks
