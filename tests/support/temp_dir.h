// temp_dir.h - a folder of a test's own, gone with the object.
// Shape:  resource; pinned.
// Errors: a test that cannot have its folder ends with a failure that says so.
// Source: docs/TESTING.md.
#pragma once

#include <string>
#include <string_view>

namespace support {

class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::string& path() const { return path_; }  // absolute, links resolved
  std::string operator/(std::string_view name) const;

  // Writes a file, with its folders.
  void write(std::string_view name, std::string_view bytes) const;
  std::string read(std::string_view name) const;  // empty when it is not there
  bool has(std::string_view name) const;          // a dangling link counts

 private:
  std::string path_;
};

}  // namespace support
