// files.h - the disk, with what the text itself has done to it so far laid over it.
// Shape:  plain value over a Disk reference; copyable, so that a branch can be taken back.
// Units:  absolute normalised paths; a path with a hole is unknown.
// Errors: none: what cannot be looked at is There::unknown or nothing.
// Source: ADR-0020; threat-model N2 (links made in the same command).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "coord/base/disk.h"
#include "guards/commands/view.h"

namespace guards::effects {

using commands::There;

class Files {
 public:
  static constexpr std::size_t kMaxContent = 256U << 10U;

  explicit Files(base::Disk& disk) : disk_(&disk) {}

  There there(const std::string& path) const;
  std::optional<std::string> content(const std::string& path) const;
  std::optional<std::string> piece(const std::string& path, std::uint64_t from,
                                   std::size_t most) const;
  std::optional<commands::Facts> facts(const std::string& path) const;
  std::optional<std::vector<std::string>> list(const std::string& path) const;
  std::optional<std::string> link(const std::string& path) const;
  // Whatever the text itself has done.
  bool is_link_on_disk(const std::string& path) const { return name(path).link; }

  // The path with links of its folders followed: those made by the text, in order, then the disk's.
  std::string resolve(const std::string& path) const;

  // What the text does; `content` is nothing when it cannot be told.
  void write(const std::string& path, std::optional<std::string> content);
  void append(const std::string& path, std::string_view text);
  void make_folder(const std::string& path);
  void make_link(const std::string& path, const std::string& target);
  void remove(const std::string& path);
  void rename(const std::string& from, const std::string& to);

 private:
  struct Change {
    There there = There::unknown;
    std::optional<std::string> content;
    std::string link;
  };

  // What a name is on the disk: looked up once a text, since commands ask for it again and again.
  struct Name {
    There there = There::unknown;  // links followed
    bool link = false;
  };

  const Name& name(const std::string& path) const;
  const Change* change(const std::string& path) const;
  bool is_own(const std::string& path) const;
  bool below_removed(const std::string& path) const;
  std::size_t own_link(std::string_view path) const;
  std::string follow_own_links(std::string path) const;

  base::Disk* disk_;
  std::map<std::string, Change, std::less<>> changes_;
  std::shared_ptr<std::unordered_map<std::string, Name>> names_ =
      std::make_shared<std::unordered_map<std::string, Name>>();
  bool has_links_ = false;  // among changes_, or once was
};

}  // namespace guards::effects
