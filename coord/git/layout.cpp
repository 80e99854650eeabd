#include "coord/git/layout.h"

#include <optional>
#include <string_view>

#include "coord/base/path.h"
#include "coord/base/text.h"

namespace coord {

namespace {

using base::Code;
using base::Disk;
using base::FileInfo;
using base::FileKind;
using base::Result;

// Of the one-line files .git and commondir: a path and a few letters.
constexpr std::size_t kLineLimit = 8192;
constexpr std::string_view kGitFile = "gitdir: ";

Result<bool> is_folder(Disk& disk, const std::string& path) {
  const Result<FileInfo> info = disk.info(path, true);
  if (info) return info->kind == FileKind::directory;
  if (info.error().code == Code::not_found) return false;
  return tl::unexpected<base::Error>(info.error());
}

// The one line of a file, without its line end; links are followed as git follows them.
Result<std::string> read_line(Disk& disk, const std::string& path) {
  Result<std::string> bytes = base::read_file(disk, path, kLineLimit);
  if (!bytes && bytes.error().code == Code::denied) {  // a link perhaps
    const std::string file = TRY(disk.resolve(path));
    bytes = base::read_file(disk, file, kLineLimit);
  }
  if (!bytes) return tl::unexpected<base::Error>(std::move(bytes).error());
  return std::string(base::trim(*bytes));
}

Result<std::string> common_dir_of(Disk& disk, const std::string& git_dir) {
  const Result<std::string> line = read_line(disk, git_dir + "/commondir");
  if (line) return disk.resolve(base::join_path(git_dir, *line));
  if (line.error().code == Code::not_found) return git_dir;
  return tl::unexpected<base::Error>(line.error());
}

// Git's own test (gitrepository-layout(5)): HEAD here, objects and refs in the common folder. An
// empty folder named .git hides no repository above it. A HEAD that is a link may lead nowhere yet.
// `git_dir` has its links resolved.
Result<std::optional<Layout>> git_dir_at(Disk& disk, std::string git_dir) {
  const Result<FileInfo> head = disk.info(git_dir + "/HEAD");
  if (!head && head.error().code == Code::not_found) return std::optional<Layout>();
  if (!head) return tl::unexpected<base::Error>(head.error());
  Layout layout;
  layout.git_dir = std::move(git_dir);
  layout.common_dir = TRY(common_dir_of(disk, layout.git_dir));
  const bool whole = TRY(is_folder(disk, layout.common_dir + "/objects")) &&
                     TRY(is_folder(disk, layout.common_dir + "/refs"));
  return whole ? std::optional<Layout>(std::move(layout)) : std::nullopt;
}

// The file .git of a linked worktree or a submodule.
Result<Layout> follow_git_file(Disk& disk, const std::string& folder) {
  const std::string path = folder + "/.git";
  const std::string line = TRY(read_line(disk, path));
  const std::string_view text = line;
  if (text.substr(0, kGitFile.size()) != kGitFile) {
    return base::fail(Code::corrupt, "the .git file names no folder", path);
  }
  const std::string target = base::join_path(folder, base::trim(text.substr(kGitFile.size())));
  std::string git_dir = TRY(disk.resolve(target));
  std::optional<Layout> layout = TRY(git_dir_at(disk, std::move(git_dir)));
  if (!layout) {
    return base::fail(Code::corrupt, "the .git file leads to no repository", path,
                      "run git worktree repair, or remove the file");
  }
  layout->root = folder;
  return std::move(*layout);
}

struct DotGit {
  FileKind kind = FileKind::other;  // other: there is none
  std::string path;                 // links resolved
};

// Asks for the one link that may be there: `folder` has its own resolved, and part by part would
// cost every hook call a dozen system calls.
Result<DotGit> find_dot_git(Disk& disk, const std::string& folder) {
  DotGit found{FileKind::other, base::join_path(folder, ".git")};
  Result<FileInfo> info = disk.info(found.path);
  if (info && info->kind == FileKind::link) {
    found.path = TRY(disk.resolve(found.path));
    info = disk.info(found.path);
  }
  if (info) found.kind = info->kind;
  if (info || info.error().code == Code::not_found) return found;
  return tl::unexpected<base::Error>(std::move(info).error());
}

// The repository whose work tree, or bare folder, is exactly `folder`.
Result<std::optional<Layout>> layout_at(Disk& disk, const std::string& folder) {
  DotGit dot_git = TRY(find_dot_git(disk, folder));
  if (dot_git.kind == FileKind::regular) {
    return std::optional<Layout>(TRY(follow_git_file(disk, folder)));
  }
  if (dot_git.kind == FileKind::directory) {
    std::optional<Layout> layout = TRY(git_dir_at(disk, std::move(dot_git.path)));
    if (layout) layout->root = folder;
    if (layout) return layout;
  }
  // From inside .git the work tree is the answer, not a bare repository.
  if (base::base_name(folder) == ".git") return std::optional<Layout>();
  return git_dir_at(disk, folder);
}

}  // namespace

Result<Layout> find_layout(Disk& disk, const std::string& from) {
  for (std::string folder = TRY(disk.resolve(from));;
       folder = std::string(base::dir_name(folder))) {
    const std::optional<Layout> layout = TRY(layout_at(disk, folder));
    if (layout) return *layout;
    if (folder == "/") return Layout{};
  }
}

}  // namespace coord
