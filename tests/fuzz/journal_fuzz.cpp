// One line of a journal: what reads as an entry is written the same again.
#include <cstdint>
#include <string>
#include <string_view>

#include "coord/base/ensure.h"
#include "coord/entry.h"
#include "coord/journal/segment.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line(data, data + size);
  const auto anchor = coord::read_anchor(line);
  base::ensure(!anchor || anchor->first > 0, "an anchor has a number");
  const auto entry = coord::read_entry(line);
  if (!entry) return 0;
  base::ensure(coord::check_kind(entry->kind).has_value(), "the kind of an entry is a kind");
  base::ensure(coord::write_entry(*entry) == line + "\n", "an entry has one spelling");
  const auto link = coord::read_trailer(line);
  base::ensure(link && link->seq == entry->seq, "an entry has its trailer");
  return 0;
}
