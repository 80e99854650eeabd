#include "coord/git/merge.h"

#include <array>
#include <utility>

#include "coord/base/path.h"
#include "coord/git/command.h"

namespace coord {

namespace {

constexpr int kNoText = 255;

// A file that is gone with the object.
class Temporary {
 public:
  Temporary(base::World& world, std::string path) : world_(world), path_(std::move(path)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() { static_cast<void>(world_.disk.remove(path_)); }

  base::Result<void> fill(const std::string& text) const {
    return base::replace_file(world_.disk, path_, text);
  }
  const std::string& path() const { return path_; }

 private:
  base::World& world_;
  std::string path_;
};

}  // namespace

base::Result<Merged> merge(base::World& world, const std::string& folder, const Texts& texts) {
  if (texts.ours == texts.base) return Merged{false, texts.theirs};
  const std::string stem = base::join_path(folder, "merge-" + std::to_string(world.env.pid));
  const Temporary ours(world, stem + "-now");
  const Temporary base(world, stem + "-edited");
  const Temporary theirs(world, stem + "-before");
  TRY_VOID(ours.fill(texts.ours));
  TRY_VOID(base.fill(texts.base));
  TRY_VOID(theirs.fill(texts.theirs));
  GitSaid said = TRY(run_git(
      world, {
                 .folder = folder,
                 .words = {"merge-file", "-p", "-q", "--diff3", "-L", "now", "-L", texts.base_is,
                           "-L", texts.theirs_is, ours.path(), base.path(), theirs.path()}
  }));
  if (said.exit_code >= kNoText || said.exit_code < 0) return Merged{true, {}};
  return Merged{said.exit_code != 0, std::move(said.out)};
}

}  // namespace coord
