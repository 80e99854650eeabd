#include "coord/git/status.h"

#include <utility>

#include "coord/base/text.h"

namespace coord {

namespace {

using base::Code;
using base::Result;

constexpr base::Millis kLimitMs = 60'000;
constexpr std::size_t kMaxSaid = 256U << 20U;

// "1 XY SUB MODE_HEAD MODE_INDEX MODE_TREE BLOB_HEAD BLOB_INDEX PATH"
void read_changed(std::string_view record, Status& out) {
  std::vector<std::string_view> fields;
  while (fields.size() < 8) {
    const std::size_t blank = record.find(' ');
    if (blank == std::string_view::npos) return;
    fields.push_back(record.substr(0, blank));
    record.remove_prefix(blank + 1);
  }
  if (fields[1].front() != '.') out.staged = true;
  const bool is_new = fields[3] == "000000";
  out.files.push_back({std::string(record), true, std::string(fields[5]), std::string(fields[3]),
                       is_new ? std::string() : std::string(fields[6])});
}

}  // namespace

Result<Status> status_of(const GitSpot& at, const Names& pathspecs) {
  GitAsk ask;
  ask.folder = at.folder;
  ask.words = {"status",       "--porcelain=v2",        "-z",
               "--no-renames", "--untracked-files=all", "--ignore-submodules=all"};
  ask.limit_ms = kLimitMs;
  ask.max_bytes = kMaxSaid;
  ask.words.emplace_back("--");
  ask.words.insert(ask.words.end(), pathspecs.begin(), pathspecs.end());
  const GitSaid said = TRY(run_git(at.world, ask));
  if (said.exit_code != 0) {
    return base::fail(Code::invalid_input, "git cannot tell which files are meant", at.folder);
  }
  Status out;
  for (const std::string_view record : base::split(said.out, '\0')) {
    if (record.starts_with("1 ")) read_changed(record, out);
    if (record.starts_with("u ")) out.unmerged = true;
    if (record.starts_with("? ") && !record.ends_with('/'))
      out.files.push_back({std::string(record.substr(2)), false});
  }
  return out;
}

}  // namespace coord
