#include "coord/git/told.h"

#include <utility>

#include "coord/base/text.h"

namespace coord {

using base::Result;

namespace {

Names without_empty(const std::vector<std::string_view>& parts) {
  Names names;
  for (const std::string_view part : parts) {
    if (!part.empty()) names.emplace_back(part);
  }
  return names;
}

}  // namespace

Result<std::string> told(const GitSpot& at, Names words, const Names& pathspecs) {
  words.emplace_back("--");
  words.insert(words.end(), pathspecs.begin(), pathspecs.end());
  GitSaid said = TRY(run_git(at.world, {.folder = at.folder, .words = std::move(words)}));
  if (said.exit_code == 0) return std::move(said.out);
  return base::fail(base::Code::invalid_input, "git cannot tell which files are meant", at.folder);
}

Result<Names> told_names(const GitSpot& at, Names words, const Names& pathspecs) {
  const std::string text = TRY(told(at, std::move(words), pathspecs));
  return without_empty(base::split(text, '\0'));
}

}  // namespace coord
