#include "coord/base/disk.h"

#include <algorithm>

#include "coord/base/env.h"
#include "coord/base/path.h"

namespace base {

namespace {

constexpr std::size_t kFirst = 1U << 10U;  // most are a line or two; room costs a page fault a page
constexpr std::size_t kChunk = 16U << 10U;
constexpr std::string_view kTempSuffix = ".tmp";

Result<void> write_all(Disk& disk, const FileHandle& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t put = TRY(disk.write(file, bytes));
    if (put == 0) return fail(Code::io, "cannot write: nothing was taken");
    bytes.remove_prefix(put);
  }
  return {};
}

// A temp name is never taken over, even from a dead process: two containers may share a folder and
// count the same pids. remove_leftovers clears what crashes left.
struct TempFile {
  std::string path;
  FileHandle file;
};

Result<TempFile> make_temp(Disk& disk, const std::string& path, std::uint32_t mode) {
  constexpr int kTries = 16;
  const std::string stem = path + "." + std::to_string(process_id()) + ".";
  for (int n = 0;; ++n) {
    std::string name = stem + std::to_string(n) + std::string(kTempSuffix);
    Result<FileHandle> file = disk.open(name, Open::create_new, mode);
    if (file) return TempFile{std::move(name), std::move(*file)};
    if (file.error().code != Code::busy || n == kTries) return tl::unexpected<Error>(file.error());
  }
}

Result<void> publish(Disk& disk, const TempFile& temp, const std::string& path,
                     std::string_view bytes) {
  TRY_VOID(write_all(disk, temp.file, bytes));
  TRY_VOID(disk.sync(temp.file));
  return disk.rename(temp.path, path);
}

bool is_temp_of(std::string_view name, std::string_view target) {
  return name.size() > target.size() + 1 && name.substr(0, target.size()) == target &&
         name[target.size()] == '.' && name.substr(name.size() - kTempSuffix.size()) == kTempSuffix;
}

}  // namespace

Result<std::string> read_file(Disk& disk, const std::string& path, std::size_t limit,
                              std::size_t expected) {
  const FileHandle file = TRY(disk.open(path, Open::read));
  std::string bytes;
  bytes.reserve(std::min(expected, limit) + kFirst);  // the end is seen without growing
  for (std::size_t step = std::max(expected, kFirst);;) {
    const std::size_t have = bytes.size();
    // One byte beyond the limit is asked for, so that "too long" is seen and never guessed.
    bytes.resize(std::min(have + step, limit + 1));
    const Result<std::size_t> got =
        disk.read_at(file, bytes.data() + have, bytes.size() - have, have);
    if (!got) return fail(got.error().code, got.error().what, path, got.error().hint);
    bytes.resize(have + *got);
    if (bytes.size() > limit) return fail(Code::invalid_input, "the file is too long", path);
    if (*got == 0) return bytes;
    step = *got == step ? kChunk : kFirst;  // after a short one there is nothing, or little
  }
}

Result<void> write_new(Disk& disk, const std::string& path, std::string_view bytes,
                       std::uint32_t mode) {
  const FileHandle file = TRY(disk.open(path, Open::create_new, mode));
  auto written = write_all(disk, file, bytes);
  if (!written && written.error().where.empty()) written.error().where = path;
  return written;
}

Result<void> replace_file(Disk& disk, const std::string& path, std::string_view bytes,
                          std::uint32_t mode) {
  const TempFile temp = TRY(make_temp(disk, path, mode));
  if (Result<void> published = publish(disk, temp, path, bytes); !published) {
    static_cast<void>(disk.remove(temp.path));  // the first error is the one to tell
    Error error = published.error();
    if (error.where.empty()) error.where = path;
    return tl::unexpected<Error>(std::move(error));
  }
  return disk.sync_dir(std::string(dir_name(path)));
}

Result<void> remove_leftovers(Disk& disk, const std::string& path) {
  const std::string dir(dir_name(path));
  for (const std::string& name : TRY(disk.list(dir))) {
    if (is_temp_of(name, base_name(path))) TRY_VOID(disk.remove(join_path(dir, name)));
  }
  return {};
}

Result<void> make_dirs(Disk& disk, const std::string& path, std::uint32_t mode) {
  std::vector<std::string> missing = {normalise(path)};
  while (!missing.empty()) {
    Result<void> made = disk.make_dir(missing.back(), mode);
    if (!made && made.error().code == Code::not_found) {
      std::string parent(dir_name(missing.back()));
      if (parent == missing.back()) return made;
      missing.push_back(std::move(parent));
      continue;
    }
    if (!made) {
      // Whatever the reason it was not made: a folder that is there is all that was asked.
      const Result<FileInfo> there = disk.info(missing.back(), true);
      if (!there || there->kind != FileKind::directory) return made;
    }
    missing.pop_back();
  }
  return {};
}

}  // namespace base
