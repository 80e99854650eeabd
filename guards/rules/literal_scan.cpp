#include "guards/rules/literal_scan.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace guards {

namespace {

// Below this, searching for one literal after the other is done before a table is laid out.
constexpr std::size_t kLongText = 512;
constexpr std::size_t kPart = 3;  // two pairs, one of which stands at an even place
constexpr unsigned kPlaces = 1U << 14U;

// How often a byte is met in program texts, roughly: a seldom one raises few false alarms.
constexpr std::array<std::uint8_t, 256> kOften = [] {
  std::array<std::uint8_t, 256> often = {};
  for (std::size_t c = '!'; c < 0x7F; ++c) often[c] = 2;
  for (std::size_t c = 'a'; c <= 'z'; ++c) often[c] = 6;
  for (const char c : std::string_view(" etaoinsrl\n")) often[static_cast<unsigned char>(c)] = 12;
  return often;
}();

int often_at(std::string_view text, std::size_t at) {
  return kOften[static_cast<unsigned char>(text[at])];
}

// Where the three neighbours stand that are met least.
std::size_t seldom_part(std::string_view literal) {
  std::size_t best = 0;
  int least = 1000;
  for (std::size_t at = 0; at + kPart <= literal.size(); ++at) {
    const int often =
        often_at(literal, at) + 2 * often_at(literal, at + 1) + often_at(literal, at + 2);
    if (often >= least) continue;
    least = often;
    best = at;
  }
  return best;
}

std::uint16_t pair_at(const char* at) {
  std::uint16_t pair = 0;
  std::memcpy(&pair, at, sizeof pair);
  return pair;
}

// Fourteen bits of a pair tell enough: two kilobytes that stay in the nearest cache.
using PairBits = std::array<std::uint64_t, kPlaces / 64>;

unsigned place_of(unsigned pair) {
  return pair % kPlaces;
}

// The first place from `at` on, in steps of two, whose pair is in use; the end when there is none.
// A function of its own: inlined, its loop would lose its registers to what surrounds it.
[[gnu::noinline]] const char* next_pair(const PairBits& in_use, const char* at, const char* end) {
  for (const char* const last = end - 1; at < last; at += 2) {
    const unsigned place = place_of(pair_at(at));
    if ((in_use[place / 64U] >> (place % 64U) & 1U) != 0) return at;
  }
  return end;
}

// Looks at every second pair of a text: wherever a literal lies, one of its two pairs is met.
class PairTable {
 public:
  explicit PairTable(const std::vector<std::string_view>& literals) : literals_(literals) {
    for (std::size_t i = 0; i < literals.size(); ++i)
      if (literals[i].size() >= kPart) file(i);
    std::sort(pairs_.begin(), pairs_.end(),
              [](const Pair& a, const Pair& b) { return a.bytes < b.bytes; });
  }

  void scan(std::string_view text, std::vector<bool>& held) const {
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); (at = next_pair(in_use_, at, end)) != end; at += 2) {
      look(text, static_cast<std::size_t>(at - text.data()), pair_at(at), held);
    }
  }

 private:
  struct Pair {
    std::uint16_t bytes = 0;
    std::size_t offset = 0;  // in the literal
    std::size_t literal = 0;
  };

  void file(std::size_t literal) {
    const std::size_t part = seldom_part(literals_[literal]);
    for (const std::size_t offset : {part, part + 1}) {
      const std::uint16_t pair = pair_at(literals_[literal].data() + offset);
      pairs_.push_back({pair, offset, literal});
      const unsigned place = place_of(pair);
      in_use_[place / 64U] |= std::uint64_t{1} << (place % 64U);
    }
  }

  void look(std::string_view text, std::size_t at, std::uint16_t bytes,
            std::vector<bool>& held) const {
    auto pair =
        std::lower_bound(pairs_.begin(), pairs_.end(), bytes,
                         [](const Pair& one, std::uint16_t wanted) { return one.bytes < wanted; });
    for (; pair != pairs_.end() && pair->bytes == bytes; ++pair) {
      if (held[pair->literal] || pair->offset > at) continue;
      const std::string_view literal = literals_[pair->literal];
      if (text.substr(at - pair->offset, literal.size()) == literal) held[pair->literal] = true;
    }
  }

  const std::vector<std::string_view>& literals_;
  std::vector<Pair> pairs_;  // by their bytes
  PairBits in_use_ = {};
};

}  // namespace

std::vector<bool> held_literals(const std::vector<std::string_view>& literals,
                                const std::vector<std::string_view>& texts) {
  std::vector<bool> held(literals.size());
  const auto is_long = [](std::string_view text) { return text.size() >= kLongText; };
  const bool any_long = std::any_of(texts.begin(), texts.end(), is_long);
  if (any_long) {
    const PairTable table(literals);
    for (const std::string_view text : texts)
      if (is_long(text)) table.scan(text, held);
  }
  for (const std::string_view text : texts) {
    for (std::size_t i = 0; i < literals.size(); ++i) {
      const bool scanned = is_long(text) && literals[i].size() >= kPart;
      if (!held[i] && !scanned) held[i] = text.find(literals[i]) != std::string_view::npos;
    }
  }
  return held;
}

}  // namespace guards
