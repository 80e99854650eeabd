// recorder.h - touches become effects: absolute paths, known to be there or not, each once.
// Shape:  resource, pinned; owns the Effects being made and the Files as the text leaves them.
// Units:  paths absolute and normalised, or a glob when Effect::pattern.
// Errors: none.
// Source: docs/spec/verdicts.md section 1; docs/SECURITY.md.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guards/commands/meaning.h"
#include "guards/effect.h"
#include "guards/effects/files.h"

namespace guards::effects {

// Who does it, where and how surely.
struct Doing {
  std::string_view by;
  std::string_view cwd;
  bool maybe = false;
};

class Recorder {
 public:
  // A missing file counts as missing only below `trusted`: other folders of the machine may be
  // closed to us, or be another machine's.
  Recorder(base::Disk& disk, std::vector<std::string> trusted)
      : files(disk), disk_(disk), trusted_(std::move(trusted)) {}

  void touch(const commands::Touch& touch, const Doing& doing);
  void add(Effect effect);
  void doubt(Unknown unknown);

  // Absolute form of a path as written; holes stay.
  std::string absolute(std::string_view path, std::string_view cwd) const;

  Files files;
  Effects result;

 private:
  void change_files(const commands::Touch& touch, const std::string& path, const Doing& doing);
  bool is_first(const Effect& effect);
  std::string followed(const std::string& path, const commands::Touch& touch) const;
  bool is_absent(const std::string& path) const;
  // Links of the folders followed; the last part stays as it is named.
  std::string with_real_folder(const std::string& path);
  std::string real_path(const std::string& path, const commands::Touch& touch);

  base::Disk& disk_;
  std::vector<std::string> trusted_;
  std::map<std::string, std::string> real_folders_;
  std::set<std::string> seen_;
};

}  // namespace guards::effects
