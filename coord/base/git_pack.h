// git_pack.h - where a pack keeps an object, and how it is wrapped.
// Shape:  functions over bytes and Pieces.
// Units:  ids are 40 hex digits; offsets are bytes in the pack file.
// Errors: nothing for an index that is not version 2, a large pack's far offsets, or damage.
// Source: gitformat-pack(5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "coord/base/pieces.h"

namespace base {

struct PackEntry {
  std::size_t header = 0;  // bytes before the deflated ones
  std::size_t size = 0;    // once inflated
  std::uint64_t back = 0;  // of a delta: its base lies so far before it
  std::string base;        // of a delta: the id of its base
};

std::optional<std::uint64_t> offset_in_pack(const Pieces& files, const std::string& index,
                                            const std::string& id);

std::optional<PackEntry> read_pack_entry(std::string_view bytes);

// What a delta makes of its base.
std::optional<std::string> patched_object(const std::optional<std::string>& base,
                                          std::string_view delta, std::size_t most);

}  // namespace base
