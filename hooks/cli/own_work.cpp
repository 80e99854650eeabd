#include "hooks/cli/own_work.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "coord/base/text.h"

namespace hooks::cli {

namespace {

enum class Share { mine, shared, theirs, nobodys };

Share share_of(const coord::Whose& whose) {
  if (whose.mine) return whose.theirs ? Share::shared : Share::mine;
  return whose.theirs ? Share::theirs : Share::nobodys;
}

}  // namespace

base::Result<OwnWork> own_work(const coord::Others& others, const coord::GitSpot& at,
                               const std::vector<std::string>& pathspecs) {
  coord::GitSpot from = at;
  if (pathspecs.empty()) from.folder = from.root;
  const coord::Names fresh = TRY(coord::untracked_files(from, pathspecs, false));
  coord::Names changed = TRY(coord::differing_files(from, "HEAD", pathspecs));
  std::ranges::copy(fresh, std::back_inserter(changed));
  const bool named = !pathspecs.empty();
  OwnWork work;
  for (const std::string& path : changed) {
    const coord::Whose whose = TRY(coord::whose(others, at, path));
    const Share share = share_of(whose);
    if (named && share == Share::theirs) {
      return base::fail(base::Code::denied, "this file is the work of " + whose.theirs->agent,
                        base::one_line(path), "name your own files only");
    }
    if (share == Share::mine || (named && share != Share::theirs)) {
      work.files.push_back(path);
      if (std::ranges::find(fresh, path) != fresh.end()) work.fresh.push_back(path);
    } else if (share == Share::shared) {
      work.shared.push_back(path);
    }
  }
  return work;
}

}  // namespace hooks::cli
