// entry.h - one journal line as a value: what it says and what it is chained to.
// Shape:  Entry is a view into its line; Digest and Link are plain values.
// Units:  bytes; sequence numbers from 1; wall time in Millis, for people only.
// Errors: invalid_input (a kind or a size we refuse), corrupt (a line we do not believe).
// Source: docs/spec/journal.md section 2; ADR-0010 (layout and chain).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "coord/base/clock.h"
#include "coord/base/result.h"

namespace coord {

inline constexpr std::int64_t kJournalMajor = 1;
inline constexpr std::size_t kMaxEntry = 4096;        // bytes of a line, newline included
inline constexpr std::size_t kMaxAnchor = 1U << 20U;  // of the first line of a segment

// BLAKE2b-128 as the 32 lower-case hex digits that stand in the line.
struct Digest {
  std::array<char, 32> hex;

  std::string_view text() const { return {hex.data(), hex.size()}; }
  bool operator==(const Digest&) const = default;
};

// What the first entry of all is chained to: 32 zeros.
Digest no_digest();
Digest digest_of(std::string_view bytes);

// One end of the chain: the number and the sum of an entry.
struct Link {
  std::uint64_t seq = 0;
  Digest sum = no_digest();

  bool operator==(const Link&) const = default;
};

struct Entry {
  std::int64_t major = kJournalMajor;
  base::Millis wall_ms = 0;
  std::string_view kind = {};
  std::string_view fields = {};  // ready members without braces: "a":1,"b":2; may be empty
  std::uint64_t seq = 0;
  Digest prev = no_digest();
  Digest sum = no_digest();
};

// [a-z][a-z0-9_.-]*, at most 64 bytes; else invalid_input.
[[nodiscard]] base::Result<void> check_kind(std::string_view kind);

// Kinds only flockgate itself may write: `journal.`, `lease.`, `verdict` and their like.
bool is_reserved_kind(std::string_view kind);

// One JSON value as the member `"body":<value>`, byte for byte except that line breaks and tabs
// between its tokens become spaces. invalid_input when it is not JSON.
[[nodiscard]] base::Result<std::string> body_member(std::string_view json);

// Bytes of the longest line that these can make, so that it is known before any lock is taken.
std::size_t longest_line(std::string_view kind, std::string_view fields);

// The whole line, newline included. `entry.sum` is ignored: it follows from the rest.
std::string write_entry(const Entry& entry);

// The line (without its newline) as a value; corrupt says what is wrong with it. The sum is
// checked.
[[nodiscard]] base::Result<Entry> read_entry(std::string_view line);

// The kind that a line names, believed as it stands; nothing when it does not begin like an entry.
std::optional<std::string_view> kind_of_line(std::string_view line);

// Number and sum from the fixed end of a line, newline not included; nothing when it has none.
std::optional<Link> read_trailer(std::string_view line);

// What the sum of this line should be, whatever it says.
Digest sum_of_line(std::string_view line);

// The major version a line begins with; nothing when it does not begin like an entry.
std::optional<std::int64_t> read_major(std::string_view line);

}  // namespace coord
