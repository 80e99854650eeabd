// tracked.h - tracked files and what stands in them, by the index file and lstat, without git.
// Shape:  short-lived; the index is read once and never written.
// Units:  names relative to the work tree's root; ids are 20 bytes.
// Errors: none: where git alone can tell there is no Tracked.
// Source: gitformat-index(5), git's racy-git.txt; ADR-0090.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "coord/base/git_index.h"
#include "coord/git/layout.h"
#include "coord/git/work_tree.h"

namespace coord {

// A repository whose objects and refs are files as git has always written them.
struct PlainRepository {
  Layout layout;
  bool filters = false;  // attributes or settings may make files and objects differ
};
std::optional<PlainRepository> plain_repository(const GitSpot& at);

// What HEAD is; nothing when there is no commit or only git can tell.
std::optional<std::string> head_commit(base::Disk& disk, const Layout& layout);

class Tracked {
 public:
  static std::optional<Tracked> read(const GitSpot& at);

  // May git see one of these as unchanged though its bytes are not the object's?
  bool may_filter(const Names& changed) const;
  // Files whose bytes, kind or mode are not those of the index, or that are gone. Git leaves those
  // alone that are not among them.
  Names changed(const Names& places) const;
  Names names(const Names& places) const;
  // Does HEAD surely hold just what the index does?
  bool is_head() const;
  // Has the file these bytes and this mode? "": there shall be none.
  bool stands(const std::string& name, std::string_view id, std::uint32_t mode) const;

 private:
  explicit Tracked(GitSpot at) : at_(std::move(at)) {}

  // Each name once, in order.
  Names names_where(const Names& places,
                    const std::function<bool(const base::IndexEntry&)>& wanted) const;
  bool is_changed(const base::IndexEntry& entry) const;
  bool is_surely_same(const base::IndexEntry& entry, const base::FileInfo& info) const;

  GitSpot at_;
  Layout layout_;
  bool filters_ = false;
  std::unique_ptr<const std::string> bytes_;  // what index_ is a view of
  base::GitIndex index_;
  std::int64_t index_ns_ = 0;
};

}  // namespace coord
