#include "coord/git/work_tree.h"

#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/places.h"
#include "coord/git/told.h"
#include "coord/git/tracked.h"

namespace coord {

namespace {

using base::Code;
using base::Result;

// A blob that is longer is no text anybody stamped.
constexpr std::size_t kMaxBlob = 8U << 20U;

// -q says nothing, -i asks: without both, -n says what -f would do.
std::string without_letters(std::string word, std::string_view letters) {
  if (word.size() < 2 || word[0] != '-' || word[1] == '-') return word;
  std::erase_if(word, [&](char c) { return letters.find(c) != std::string_view::npos; });
  return word == "-" ? std::string() : word;
}

// A letter of a C string behind a backslash, other than digits.
char escaped(char c) {
  constexpr std::string_view kFrom = "abtnvfr";
  constexpr std::string_view kTo = "\a\b\t\n\v\f\r";
  const std::size_t at = kFrom.find(c);
  return at == std::string_view::npos ? c : kTo[at];
}

}  // namespace

void sort_once(Names& names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

std::string unquoted(std::string_view name) {
  if (name.size() < 2 || name.front() != '"' || name.back() != '"') return std::string(name);
  name = name.substr(1, name.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '\\' || i + 1 == name.size()) {
      out += name[i];
    } else if (const char c = name[++i]; c < '0' || c > '3' || i + 2 >= name.size()) {
      out += escaped(c);
    } else {
      out += static_cast<char>((c - '0') * 64 + (name[i + 1] - '0') * 8 + (name[i + 2] - '0'));
      i += 2;
    }
  }
  return out;
}

Result<Names> untracked_files(const GitSpot& at, const Names& pathspecs, bool ignored) {
  Names words = {"ls-files", "-o", "-z", "--full-name"};
  if (!ignored) words.emplace_back("--exclude-standard");
  return told_names(at, std::move(words), pathspecs);
}

Result<Names> ignored_places(const GitSpot& at) {
  return told_names(at, {"ls-files", "-o", "-i", "--exclude-standard", "--directory", "-z"}, {});
}

Result<Names> tracked_files(const GitSpot& at, const Names& pathspecs) {
  const auto places = places_of(at, pathspecs.empty() ? Names{"."} : pathspecs);
  const auto tracked = places ? Tracked::read(at) : std::nullopt;
  if (tracked) return tracked->names(*places);
  return told_names(at, {"ls-files", "-z", "--full-name"}, pathspecs);
}

Result<Names> cleaned_files(const GitSpot& at, const Names& words) {
  constexpr std::string_view kWould = "Would remove ";
  constexpr std::array<std::string_view, 2> kSilent = {"--quiet", "--interactive"};
  Names asked = {"clean", "-n"};
  for (const std::string& word : words) {
    std::string kept = without_letters(word, "qi");
    const bool silent = std::ranges::find(kSilent, kept) != kSilent.end();
    if (!kept.empty() && !silent) asked.push_back(std::move(kept));
  }
  const GitSaid said = TRY(run_git(at.world, {.folder = at.folder, .words = std::move(asked)}));
  if (said.exit_code != 0) {
    return base::fail(Code::invalid_input, "git cannot tell what clean would remove", at.folder);
  }
  Names names;
  for (const std::string_view line : base::split(said.out, '\n')) {
    if (!line.starts_with(kWould)) continue;
    const std::string name = unquoted(line.substr(kWould.size()));
    const std::string slash = name.ends_with('/') ? "/" : "";
    names.push_back(base::relative_to(base::join_path(at.folder, name), at.root) + slash);
  }
  return names;
}

Result<std::optional<std::string>> commit_named(const GitSpot& at, const std::string& name) {
  const GitSaid said = TRY(run_git(
      at.world,
      {
          .folder = at.folder,
          .words = {"rev-parse", "-q", "--verify", "--end-of-options", name + "^{commit}"}
  }));
  if (said.exit_code != 0) return std::optional<std::string>();
  return std::optional(std::string(base::trim(said.out)));
}

Result<bool> is_remote_branch(const GitSpot& at, const std::string& name) {
  const GitSaid said =
      TRY(run_git(at.world, {
                                .folder = at.folder,
                                .words = {"for-each-ref", "--count=1", "refs/remotes/*/" + name}
  }));
  return said.exit_code == 0 && !said.out.empty();
}

Result<std::optional<std::string>> committed_bytes(const GitSpot& at, const std::string& name) {
  GitSaid said = TRY(run_git(at.world, {
                                           .folder = at.folder,
                                           .words = {"cat-file", "blob", "HEAD:" + name},
                                           .max_bytes = kMaxBlob
  }));
  if (said.exit_code != 0) return std::optional<std::string>();
  return std::optional(std::move(said.out));
}

}  // namespace coord
