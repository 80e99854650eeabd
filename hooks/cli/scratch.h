// scratch.h - folders of our own for a while, where temporary files go.
// Shape:  Scratch is a resource: the folder goes with its object, and says so when it cannot.
// Units:  absolute paths.
// Errors: those of the disk.
// Source: ADR-0084 (export and baseline), ADR-0093 (what is left); POSIX.1-2017 XBD 8.3.
#pragma once

#include <string>
#include <string_view>

#include "coord/base/world.h"

namespace hooks::cli {

// Where temporary files go.
std::string temporary_folder();

// A name no other process of ours has, and which tells whose it is. Not made yet.
std::string scratch_name(const std::string& folder, std::string_view what, base::World& world);

class Scratch {
 public:
  // Made anew, below `folder`; those of processes that are provably gone are removed first.
  [[nodiscard]] static base::Result<Scratch> make(const std::string& folder, std::string_view what,
                                                  base::World& world);
  Scratch(Scratch&& other) noexcept;
  Scratch& operator=(Scratch&&) = delete;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();
  const std::string& path() const { return path_; }

 private:
  Scratch(std::string path, base::World& world) : path_(std::move(path)), world_(&world) {}
  std::string path_;
  base::World* world_;
};

}  // namespace hooks::cli
