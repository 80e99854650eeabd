#include "coord/git/shelf.h"

#include <algorithm>
#include <set>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/fast_import.h"

namespace coord {

namespace {

using base::Code;
using base::FileKind;
using base::Result;

constexpr std::size_t kMaxName = 60;
constexpr base::Millis kSaveMs = 60'000;
constexpr std::string_view kPlain =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

Result<std::string> told(const GitSpot& at, const GitAsk& ask) {
  GitSaid said = TRY(run_git(at.world, ask));
  if (said.exit_code == 0) return std::move(said.out);
  return base::fail(Code::invalid_input, "git did not do it: " + ask.words.front(), at.root);
}

// Agents have slashes and at-signs in their names; a ref has its own meaning for them.
std::string folder_of(std::string_view agent) {
  std::string folder;
  for (const char c : agent) {
    const bool plain = kPlain.find(c) != std::string_view::npos;
    folder += plain ? std::string(1, c) : "%" + base::to_hex(std::string_view(&c, 1));
  }
  return folder;
}

std::string entry(const std::string& name, const ShelfSide& side) {
  return std::string("M ") + git_mode(side.link, side.mode) + " inline " + quoted(name) + '\n' +
         sized(side.bytes);
}

// As snapshots have it: what reads those reads these.
std::string message_of(Snapshot shelf, const std::vector<ShelfFile>& files) {
  shelf.files = files.size();
  for (const ShelfFile& file : files) {
    if (file.with && is_odd_mode(file.with->link, file.with->mode))
      shelf.modes[file.name] = file.with->mode;
  }
  return snapshot_message(shelf);
}

// Two commits: the files without the changes, beside HEAD, and on that the files with them.
std::string stream_of(const Snapshot& shelf, const std::vector<ShelfFile>& files,
                      const std::optional<std::string>& head, base::Millis now) {
  const std::string ref = std::string(kShelfRefs) + shelf.id;
  const std::string who = committer_line(now);
  std::string text = "feature done\ncommit " + ref + "\nmark :1\n" + who + sized("without\n");
  if (head) text += "merge " + *head + '\n';
  for (const ShelfFile& file : files) {
    if (file.without) text += entry(file.name, *file.without);
  }
  text += "commit " + ref + '\n' + who + sized(message_of(shelf, files)) + "from :1\ndeleteall\n";
  for (const ShelfFile& file : files) {
    if (file.with) text += entry(file.name, *file.with);
  }
  return text + "done\n";
}

Result<void> add_sides(const GitSpot& at, const std::vector<SavedFile>& saved,
                       std::optional<ShelfSide> ShelfFile::*side, std::vector<ShelfFile>& files) {
  auto bytes = TRY(saved_bytes(at, saved));
  for (std::size_t i = 0; i < saved.size(); ++i) {
    auto file = std::ranges::find(files, saved[i].name, &ShelfFile::name);
    if (file == files.end()) {
      files.push_back({saved[i].name, std::nullopt, std::nullopt});
      file = files.end() - 1;
    }
    (*file).*side = ShelfSide{std::move(bytes[i]), saved[i].link, saved[i].mode};
  }
  return {};
}

// Into "files" in this folder, through an index that stands there, too.
Result<void> check_out(const GitSpot& at, const std::vector<SavedFile>& files,
                       const std::string& folder) {
  const std::string index = base::join_path(folder, ".index");
  GitAsk fill;
  fill.folder = at.root;
  fill.words = {"read-tree", "HEAD"};
  fill.variables = {"GIT_INDEX_FILE=" + index};
  TRY_VOID(told(at, fill));
  std::string list;
  for (const SavedFile& file : files) list += file.name + std::string(1, '\0');
  GitAsk put = fill;
  put.words = {"checkout-index", "-q", "-z", "--stdin", "--prefix=" + folder + "/files/"};
  put.limit_ms = kSaveMs;
  put.input = once(std::move(list));
  TRY_VOID(told(at, put));
  return {};
}

}  // namespace

Result<std::string> shelf_id(std::string_view agent, std::string_view name) {
  const bool plain = !name.empty() && name.size() <= kMaxName && name.front() != '-' &&
                     name.find_first_not_of(kPlain) == std::string_view::npos;
  if (plain) return folder_of(agent) + "/" + std::string(name);
  return base::fail(Code::invalid_input, "this is no name for a shelf", base::one_line(name, 80),
                    "letters, digits, - and _; at most 60");
}

std::string_view shelf_name(std::string_view id) {
  return base::base_name(id);
}

Result<void> save_shelf(const GitSpot& at, const Snapshot& shelf,
                        const std::vector<ShelfFile>& files) {
  std::uint64_t bytes = 0;
  for (const ShelfFile& file : files) {
    bytes += file.with ? file.with->bytes.size() : 0;
    bytes += file.without ? file.without->bytes.size() : 0;
  }
  if (bytes > kShelfBytes) {
    return base::fail(Code::denied, "more than a shelf takes", std::to_string(bytes) + " bytes",
                      "name fewer files");
  }
  const auto head = TRY(commit_named(at, "HEAD"));
  GitAsk ask = importer(at);
  ask.limit_ms = kSaveMs;
  ask.input = once(stream_of(shelf, files, head, at.world.clock.wall_ms()));
  TRY_VOID(told(at, ask));
  return {};
}

Result<std::vector<ShelfFile>> shelf_files(const GitSpot& at, const Snapshot& shelf) {
  const std::string ref = std::string(kShelfRefs) + shelf.id;
  std::vector<ShelfFile> files;
  TRY_VOID(add_sides(at, TRY(files_in(at, ref, shelf)), &ShelfFile::with, files));
  TRY_VOID(add_sides(at, TRY(files_in(at, ref + "^")), &ShelfFile::without, files));
  std::ranges::sort(files, {}, &ShelfFile::name);
  return files;
}

Result<std::string> shelf_patch(const GitSpot& at, const Snapshot& shelf) {
  const std::string ref = std::string(kShelfRefs) + shelf.id;
  return told(at, {
                      .folder = at.root,
                      .words = {"diff", "--no-ext-diff", "--no-textconv", ref + "^", ref, "--"}
  });
}

Result<std::string> drop_shelf(const GitSpot& at, const Snapshot& shelf) {
  const std::string ref = std::string(kShelfRefs) + shelf.id;
  const std::string message = TRY(told(
      at, {
              .folder = at.root, .words = {"log", "-1", "--no-notes", "--format=%B", ref, "--"}
  }));
  const base::Millis now = at.world.clock.wall_ms();
  const std::string dated = "_DATE=" + std::to_string(now / 1000) + " +0000";
  GitAsk make;
  make.folder = at.root;
  make.words = {"commit-tree", ref + "^{tree}", "-p", ref + "^"};
  make.input = once(message);
  for (const char* role : {"AUTHOR", "COMMITTER"}) {
    const std::string prefix = std::string("GIT_") + role;
    make.variables.insert(
        make.variables.end(),
        {prefix + "_NAME=flockgate", prefix + "_EMAIL=flockgate@localhost", prefix + dated});
  }
  const std::string commit(base::trim(TRY(told(at, make))));
  const std::string id = snapshot_id(now);
  TRY_VOID(told(at, {
                        .folder = at.root,
                        .words = {"-c", "core.hooksPath=/dev/null", "update-ref", "--stdin"},
                        .input = once("create " + std::string(kSnapshotRefs) + id + ' ' + commit +
                                      "\ndelete " + ref + '\n')
  }));
  return id;
}

Result<std::map<std::string, ShelfSide>> committed_sides(const GitSpot& at, const Names& names,
                                                         const std::string& scratch) {
  std::map<std::string, ShelfSide> sides;
  if (names.empty() || !TRY(commit_named(at, "HEAD"))) return sides;
  const std::set<std::string> wanted(names.begin(), names.end());
  auto found = TRY(files_in(at, "HEAD"));
  std::erase_if(found, [&](const SavedFile& file) { return !wanted.contains(file.name); });
  if (found.empty()) return sides;
  TRY_VOID(check_out(at, found, scratch));
  const std::string files = base::join_path(scratch, "files");
  for (const SavedFile& file : found) {
    auto side = TRY(side_now({at.world, files, files}, file.name));
    if (!side) return base::fail(Code::io, "git did not check a file out", file.name);
    side->mode = file.mode;
    sides.emplace(file.name, *std::move(side));
  }
  return sides;
}

Result<std::optional<ShelfSide>> side_now(const GitSpot& at, const std::string& name) {
  const std::string path = base::join_path(at.root, name);
  const auto info = at.world.disk.info(path);
  if (!info && info.error().code == Code::not_found) return std::optional<ShelfSide>();
  if (!info) return tl::unexpected(info.error());
  if (info->kind == FileKind::link) {
    return std::optional(ShelfSide{TRY(at.world.disk.read_link(path)), true, 0});
  }
  if (info->kind != FileKind::regular) return std::optional<ShelfSide>();
  return std::optional(
      ShelfSide{TRY(base::read_file(at.world.disk, path, kShelfBytes)), false, info->mode});
}

Result<std::string> store_blob(const GitSpot& at, std::string bytes) {
  const std::string said = TRY(told(at, {
                                            .folder = at.root,
                                            .words = {"hash-object", "-w", "--stdin"},
                                            .input = once(std::move(bytes))
  }));
  return std::string(base::trim(said));
}

Result<void> unstage(const GitSpot& at, const Names& names) {
  if (names.empty()) return {};
  const bool born = TRY(commit_named(at, "HEAD")).has_value();
  GitAsk ask;
  ask.folder = at.root;
  ask.words = {"--literal-pathspecs", born ? "reset" : "rm", "-q"};
  if (!born) ask.words.insert(ask.words.end(), {"--cached", "--ignore-unmatch"});
  ask.words.insert(ask.words.end(), {"--pathspec-from-file=-", "--pathspec-file-nul"});
  std::string list;
  for (const std::string& name : names) list += name + std::string(1, '\0');
  ask.input = once(std::move(list));
  TRY_VOID(told(at, ask));
  return {};
}

}  // namespace coord
