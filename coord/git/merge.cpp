#include "coord/git/merge.h"

#include <array>
#include <utility>

#include "coord/base/path.h"
#include "coord/git/command.h"

namespace coord {

namespace {

constexpr int kNoText = 255;

}  // namespace

base::Result<Merged> merge(base::World& world, const std::string& folder, const Texts& texts) {
  if (texts.ours == texts.base) return Merged{false, texts.theirs};
  const std::array<std::pair<const char*, const std::string&>, 3> files = {
      {{"now", texts.ours}, {"edited", texts.base}, {"before", texts.theirs}}
  };
  for (const auto& [name, text] : files) {
    TRY_VOID(base::replace_file(world.disk, base::join_path(folder, name), text));
  }
  GitSaid said = TRY(run_git(
      world, {
                 .folder = folder,
                 .words = {"merge-file", "-p", "-q", "--diff3", "-L", "now", "-L", texts.base_is,
                           "-L", texts.theirs_is, "now", "edited", "before"}
  }));
  if (said.exit_code >= kNoText || said.exit_code < 0) return Merged{true, {}};
  return Merged{said.exit_code != 0, std::move(said.out)};
}

}  // namespace coord
