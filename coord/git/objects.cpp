#include "coord/git/objects.h"

#include "coord/base/env.h"
#include "coord/base/inflate.h"
#include "coord/base/path.h"
#include "coord/base/sha1.h"
#include "coord/base/text.h"

namespace coord {

namespace {

using base::Code;
using base::Disk;
using base::Result;

// What git gives them; the user's mask takes from it.
constexpr std::uint32_t kFolder = 0777;
constexpr std::uint32_t kObject = 0444;
constexpr std::uint32_t kRef = 0666;

// Under a name that `git gc` clears away, should we die here; then as `path`, in one step.
template <class Publish>
Result<void> write_first(Disk& disk, const std::string& temp, std::string_view bytes,
                         std::uint32_t mode, Publish publish) {
  Result<void> done = base::write_new(disk, temp, bytes, mode);
  if (!done && done.error().code == Code::busy) return done;  // not ours
  if (done) done = publish();
  static_cast<void>(disk.remove(temp));
  return done;
}

// One that is there already is made young again: no `git prune` of old ones takes it before a ref
// leads to it. An empty one is what a power cut left of it.
bool renewed(Disk& disk, const std::string& path) {
  const auto info = disk.info(path);
  return info && info->kind == base::FileKind::regular && info->size > 0 && disk.touch(path);
}

// Names sorted as wholes are sorted as git has them in each tree: a folder as if it ended in '/'.
Result<std::string> put_tree(Disk& disk, const std::string& common_dir,
                             std::span<const TreeFile> files, std::size_t prefix) {
  std::string text;
  while (!files.empty()) {
    const std::string_view rest = std::string_view(files.front().name).substr(prefix);
    const std::size_t slash = rest.find('/');
    const std::string part(rest.substr(0, slash));
    std::size_t count = 1;
    if (slash == std::string_view::npos) {
      text += files.front().mode + ' ' + part + '\0' + base::from_hex(files.front().id);
    } else {
      const std::string folder = files.front().name.substr(0, prefix + slash + 1);
      while (count < files.size() && files[count].name.starts_with(folder)) ++count;
      const std::string id = TRY(put_tree(disk, common_dir, files.first(count), folder.size()));
      text += "40000 " + part + '\0' + base::from_hex(id);
    }
    files = files.subspan(count);
  }
  return put_object(disk, common_dir, "tree", text);
}

}  // namespace

Result<std::string> put_object(Disk& disk, const std::string& common_dir, std::string_view kind,
                               std::string_view bytes) {
  const std::string whole = std::string(kind) + ' ' + std::to_string(bytes.size()) +
                            std::string(1, '\0') + std::string(bytes);
  const std::string id = base::to_hex(base::Sha1().add(whole).digest());
  const std::string folder = base::join_path(common_dir, "objects/" + id.substr(0, 2));
  const std::string path = folder + '/' + id.substr(2);
  if (renewed(disk, path)) return id;
  TRY_VOID(base::make_dirs(disk, folder, kFolder));
  const std::string temp = folder + "/tmp_obj_" + std::to_string(base::process_id());
  const auto publish = [&] { return disk.rename(temp, path); };
  TRY_VOID(write_first(disk, temp, base::stored_zlib(whole), kObject, publish));
  return id;
}

Result<std::string> put_trees(Disk& disk, const std::string& common_dir,
                              std::span<const TreeFile> files) {
  return put_tree(disk, common_dir, files, 0);
}

// The lock is git's own: who else wants this ref waits for it to go.
Result<void> put_ref(Disk& disk, const std::string& common_dir, const std::string& name,
                     const std::string& id) {
  const std::string path = base::join_path(common_dir, name);
  const std::string lock = path + ".lock";
  TRY_VOID(base::make_dirs(disk, std::string(base::dir_name(path)), kFolder));
  const auto publish = [&]() -> Result<void> {
    auto linked = disk.link(lock, path);
    if (linked || linked.error().code != Code::busy) return linked;
    const std::string there = TRY(base::read_file(disk, path));
    return base::trim(there) == id ? Result<void>() : linked;
  };
  return write_first(disk, lock, id + '\n', kRef, publish);
}

}  // namespace coord
