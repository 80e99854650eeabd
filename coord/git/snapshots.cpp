#include "coord/git/snapshots.h"

#include <array>
#include <charconv>
#include <utility>

#include "coord/base/text.h"
#include "coord/git/fast_import.h"

namespace coord {

namespace {

using base::Code;
using base::Result;

constexpr std::size_t kMaxSaid = 512U << 20U;
constexpr base::Millis kReadMs = 60'000;

Result<std::string> told(const GitSpot& at, Names words) {
  GitSaid said = TRY(run_git(
      at.world,
      {.folder = at.root, .words = std::move(words), .limit_ms = kReadMs, .max_bytes = kMaxSaid}));
  if (said.exit_code == 0) return std::move(said.out);
  return base::fail(Code::invalid_input, "git cannot tell of snapshots", at.root);
}

std::uint64_t number(std::string_view text, int radix = 10) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, radix);
  return value;
}

std::string octal(std::uint32_t mode) {
  std::array<char, 12> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), mode, 8).ptr;
  return {digits.data(), end};
}

// What stands behind `name` on this line; none when the line is of another.
std::optional<std::string_view> trailer(std::string_view line, std::string_view name) {
  if (!line.starts_with(name)) return std::nullopt;
  return line.substr(name.size());
}

void read_line(std::string_view line, Snapshot& out) {
  if (const auto text = trailer(line, "Flockgate-Agent: ")) out.agent = *text;
  if (const auto text = trailer(line, "Flockgate-Files: ")) out.files = number(*text);
  if (const auto text = trailer(line, "Flockgate-Tree: ")) out.tree = unquoted(*text);
  if (const auto text = trailer(line, "Flockgate-Beside: ")) out.beside.insert(unquoted(*text));
  if (const auto text = trailer(line, "Flockgate-Mode: ")) {
    const std::size_t blank = text->find(' ');
    if (blank == std::string_view::npos) return;
    out.modes[unquoted(text->substr(blank + 1))] =
        static_cast<std::uint32_t>(number(text->substr(0, blank), 8));
  }
}

void read_message(std::string_view text, Snapshot& out) {
  const auto lines = base::split(text, '\n');
  out.before = trailer(lines.front(), "before: ").value_or(lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i) read_line(lines[i], out);
}

// "100644 blob SHA    SIZE\tNAME"
std::optional<SavedFile> read_entry(std::string_view line, const Snapshot& of) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos) return std::nullopt;
  std::vector<std::string_view> fields;
  for (const std::string_view field : base::split(line.substr(0, tab), ' ')) {
    if (!field.empty()) fields.push_back(field);
  }
  if (fields.size() != 4 || fields[1] != "blob") return std::nullopt;
  SavedFile file;
  file.name = line.substr(tab + 1);
  file.link = fields[0] == "120000";
  file.mode = fields[0] == "100755" ? 0755 : 0644;
  if (const auto odd = of.modes.find(file.name); odd != of.modes.end()) file.mode = odd->second;
  file.blob = fields[2];
  file.size = number(fields[3]);
  return file;
}

// A line "SHA blob SIZE", that many bytes and a line end, for each that was asked for.
Result<std::vector<std::string>> cut_batch(std::string_view said, std::size_t count) {
  std::vector<std::string> all;
  while (all.size() < count) {
    const std::size_t end = said.find('\n');
    const auto fields = base::split(said.substr(0, end), ' ');
    if (end == std::string_view::npos || fields.size() != 3) break;
    const std::uint64_t size = number(fields[2]);
    if (said.size() - end < size + 2) break;
    all.emplace_back(said.substr(end + 1, size));
    said.remove_prefix(end + size + 2);
  }
  if (all.size() == count) return all;
  return base::fail(Code::corrupt, "git does not hold what a snapshot names");
}

}  // namespace

std::string snapshot_message(const Snapshot& about) {
  std::string text = "before: " + base::one_line(about.before, 160) +
                     "\n\nFlockgate-Agent: " + base::one_line(about.agent) +
                     "\nFlockgate-Files: " + std::to_string(about.files) + "\n";
  if (!about.tree.empty()) text += "Flockgate-Tree: " + quoted(about.tree) + "\n";
  for (const std::string& name : about.beside) {
    text += "Flockgate-Beside: " + quoted(name) + "\n";
  }
  for (const auto& [name, mode] : about.modes) {
    text += "Flockgate-Mode: " + octal(mode) + ' ' + quoted(name) + "\n";
  }
  return text;
}

Result<std::vector<Snapshot>> list_snapshots(const GitSpot& at, std::string_view refs) {
  const std::string said =
      TRY(told(at, {"for-each-ref", "--format=%(refname)%00%(committerdate:unix)%00%(contents)%00",
                    std::string(refs)}));
  const auto parts = base::split(said, '\0');
  std::vector<Snapshot> all;
  for (std::size_t i = 0; i + 2 < parts.size(); i += 3) {
    Snapshot one;
    one.id = base::trim(parts[i]).substr(refs.size());
    one.wall_ms = static_cast<base::Millis>(number(parts[i + 1])) * 1000;
    read_message(parts[i + 2], one);
    all.push_back(std::move(one));
  }
  return all;
}

Result<std::vector<SavedFile>> files_in(const GitSpot& at, const std::string& commit,
                                        const Snapshot& of, const Names& paths) {
  Names words = {"ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--"};
  words.insert(words.end(), paths.begin(), paths.end());
  const std::string said = TRY(told(at, std::move(words)));
  std::vector<SavedFile> files;
  for (const std::string_view line : base::split(said, '\0')) {
    if (auto file = read_entry(line, of)) files.push_back(*std::move(file));
  }
  return files;
}

Result<std::vector<SavedFile>> saved_files(const GitSpot& at, const Snapshot& of) {
  return files_in(at, std::string(kSnapshotRefs) + of.id, of);
}

Result<std::vector<std::string>> saved_bytes(const GitSpot& at, std::span<const SavedFile> files) {
  std::string names;
  for (const SavedFile& file : files) names += file.blob + '\n';
  const GitSaid said = TRY(run_git(at.world, {
                                                 .folder = at.root,
                                                 .words = {"cat-file", "--batch"},
                                                 .limit_ms = kReadMs,
                                                 .max_bytes = kMaxSaid,
                                                 .input = once(std::move(names))
  }));
  return cut_batch(said.out, files.size());
}

// A link has no filters, so that git puts it as it was; the real index is not looked at.
Result<void> put_links(const GitSpot& at, const std::string& private_index,
                       std::span<const SavedFile> links) {
  std::string entries;
  for (const SavedFile& link : links) {
    entries += "120000 " + link.blob + '\t' + link.name + std::string(1, '\0');
  }
  const Names index = {"GIT_INDEX_FILE=" + private_index};
  const GitSaid listed = TRY(run_git(at.world, {
                                                   .folder = at.root,
                                                   .words = {"update-index", "-z", "--index-info"},
                                                   .input = once(std::move(entries)),
                                                   .variables = index
  }));
  const GitSaid put = TRY(run_git(at.world, {
                                                .folder = at.root,
                                                .words = {"checkout-index", "-q", "-f", "-a"},
                                                .limit_ms = kReadMs,
                                                .variables = index
  }));
  TRY_VOID(at.world.disk.remove(private_index));
  if (listed.exit_code == 0 && put.exit_code == 0) return {};
  return base::fail(Code::io, "git did not put a link back", at.root);
}

Result<std::size_t> drop_snapshots(const GitSpot& at, base::Millis before_ms) {
  std::string orders;
  std::size_t count = 0;
  for (const Snapshot& one : TRY(list_snapshots(at))) {
    if (one.wall_ms >= before_ms) continue;
    orders += "delete " + std::string(kSnapshotRefs) + one.id + '\n';
    ++count;
  }
  if (count == 0) return count;
  const GitSaid said = TRY(
      run_git(at.world, {
                            .folder = at.root,
                            .words = {"-c", "core.hooksPath=/dev/null", "update-ref", "--stdin"},
                            .input = once(std::move(orders))
  }));
  if (said.exit_code == 0) return count;
  return base::fail(Code::io, "git did not drop old snapshots", at.root);
}

}  // namespace coord
