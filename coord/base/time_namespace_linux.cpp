#include "coord/base/time_namespace.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "coord/base/disk.h"
#include "coord/base/text.h"

namespace base {

namespace {

// The kernel gives the first time namespace this number (include/uapi/linux/nsfs.h).
constexpr std::string_view kFirst = "time:[4026531834]";

std::uint64_t number_behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return 0;
  text.remove_prefix(at + mark.size());
  const auto number = to_int(text.substr(0, text.find_first_not_of("0123456789")));
  return number ? static_cast<std::uint64_t>(*number) : 0;
}

// "boottime  SECONDS  NANOSECONDS"; the seconds may be negative, what stands behind them never is.
Millis offset_in(std::string_view offsets) {
  constexpr std::string_view kClock = "boottime";
  constexpr std::string_view kBlank = " \t";
  const std::size_t at = offsets.find(kClock);
  if (at == std::string_view::npos) return 0;
  std::string_view rest = offsets.substr(at + kClock.size());
  std::array<Millis, 2> parts{};
  for (Millis& part : parts) {
    rest.remove_prefix(std::min(rest.find_first_not_of(kBlank), rest.size()));
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\n"));
    part = to_int(word).value_or(0);
    rest.remove_prefix(word.size());
  }
  return parts[0] * 1000 + parts[1] / 1'000'000;
}

TimeNamespace read_own() {
  constexpr std::size_t kLimit = 256;
  const auto link = real_disk().read_link("/proc/self/ns/time");
  if (!link || *link == kFirst) return {};
  const auto offsets = read_file(real_disk(), "/proc/self/timens_offsets", kLimit);
  return {number_behind(*link, "["), offsets ? offset_in(*offsets) : 0};
}

}  // namespace

const TimeNamespace& time_namespace() {
  static const TimeNamespace kOwn = read_own();
  return kOwn;
}

}  // namespace base
