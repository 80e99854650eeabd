#include "coord/entry.h"

#include <sodium/crypto_generichash.h>

#include <algorithm>
#include <charconv>

#include "coord/base/json_view.h"
#include "coord/base/text.h"

namespace coord {

namespace {

using base::Code;
using base::fail;

constexpr std::string_view kBegin = R"({"v":)";
constexpr std::string_view kWall = R"(,"t":)";
constexpr std::string_view kKind = R"(,"kind":")";
constexpr std::string_view kSeq = R"(,"seq":)";
constexpr std::string_view kPrev = R"(,"prev":")";
constexpr std::string_view kSum = R"(,"sum":")";
constexpr std::string_view kEnd = R"("})";
constexpr std::size_t kDigestSize = 32;
constexpr std::size_t kSumSize = kSum.size() + kDigestSize + kEnd.size();
constexpr std::size_t kMaxDigits = 20;
constexpr std::size_t kMaxKind = 64;

constexpr std::array<std::string_view, 6> kReserved = {"git.",     "journal.", "lease.",
                                                       "session.", "stamp.",   "verdict"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_kind_char(char c) {
  return is_lower(c) || is_digit(c) || c == '_' || c == '.' || c == '-';
}

bool is_kind(std::string_view kind) {
  return !kind.empty() && kind.size() <= kMaxKind && is_lower(kind.front()) &&
         std::all_of(kind.begin(), kind.end(), is_kind_char);
}

// Takes `expected` off the front.
bool skip(std::string_view& rest, std::string_view expected) {
  if (!rest.starts_with(expected)) return false;
  rest.remove_prefix(expected.size());
  return true;
}

// Takes a decimal number without sign or leading zero off the front.
template <class Number>
bool take_number(std::string_view& rest, Number& number) {
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc() || rest.front() == '-') return false;
  if (rest.front() == '0' && end != rest.data() + 1) return false;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return true;
}

bool take_digest(std::string_view& rest, Digest& digest) {
  if (rest.size() < kDigestSize) return false;
  if (!std::all_of(rest.begin(), rest.begin() + kDigestSize, is_hex)) return false;
  std::copy_n(rest.begin(), kDigestSize, digest.hex.begin());
  rest.remove_prefix(kDigestSize);
  return true;
}

struct Trailer {
  std::size_t begin = 0;  // in the line
  std::uint64_t seq = 0;
  Digest prev = no_digest();
  Digest sum = no_digest();
};

// Only the number has no fixed width, so the trailer is found from the end of the line.
std::optional<Trailer> find_trailer(std::string_view line) {
  constexpr std::size_t kFixed = kPrev.size() + kDigestSize + 1 + kSumSize;
  if (line.size() < kFixed + kSeq.size() + 1) return std::nullopt;
  std::size_t digits = line.size() - kFixed;
  const std::size_t stop = digits - std::min(digits, kMaxDigits);
  while (digits > stop && is_digit(line[digits - 1])) --digits;
  if (digits < kSeq.size()) return std::nullopt;
  Trailer trailer;
  trailer.begin = digits - kSeq.size();
  std::string_view rest = line.substr(trailer.begin);
  const bool whole = skip(rest, kSeq) && take_number(rest, trailer.seq) && skip(rest, kPrev) &&
                     take_digest(rest, trailer.prev) && skip(rest, "\"") && skip(rest, kSum) &&
                     take_digest(rest, trailer.sum) && rest == kEnd;
  return whole ? std::optional(trailer) : std::nullopt;
}

// Everything before the members: version, time, kind.
bool take_head(std::string_view& rest, Entry& entry) {
  if (!skip(rest, kBegin) || !take_number(rest, entry.major)) return false;
  if (!skip(rest, kWall) || !take_number(rest, entry.wall_ms) || !skip(rest, kKind)) return false;
  const std::size_t quote = rest.find('"');
  if (quote == std::string_view::npos) return false;
  entry.kind = rest.substr(0, quote);
  rest.remove_prefix(quote + 1);
  return is_kind(entry.kind) && (rest.empty() || rest.front() == ',');
}

}  // namespace

Digest no_digest() {
  Digest digest;
  digest.hex.fill('0');
  return digest;
}

Digest digest_of(std::string_view bytes) {
  // sodium_init() only picks a faster code path; it costs more than this one line is worth.
  std::array<unsigned char, kDigestSize / 2> raw;
  crypto_generichash(raw.data(), raw.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  constexpr std::string_view kDigits = "0123456789abcdef";
  Digest digest;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    digest.hex[2 * i] = kDigits[raw[i] >> 4U];
    digest.hex[2 * i + 1] = kDigits[raw[i] & 15U];
  }
  return digest;
}

base::Result<void> check_kind(std::string_view kind) {
  if (is_kind(kind)) return {};
  return fail(Code::invalid_input, "a kind is a-z, then a-z 0-9 _ . -, at most 64 bytes",
              base::one_line(kind, 80), "for example task.claim");
}

bool is_reserved_kind(std::string_view kind) {
  return std::any_of(kReserved.begin(), kReserved.end(),
                     [&](std::string_view prefix) { return kind.starts_with(prefix); });
}

base::Result<std::string> body_member(std::string_view json) {
  TRY(base::JsonView::parse(json));
  std::string member = "\"body\":";
  const std::size_t begin = json.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  // Valid JSON has raw control bytes only between its tokens.
  for (const char c : json.substr(begin)) member += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return member;
}

std::size_t longest_line(std::string_view kind, std::string_view fields) {
  const std::size_t fixed = kBegin.size() + kWall.size() + kKind.size() + 1 + kSeq.size() +
                            kPrev.size() + kDigestSize + 1 + kSumSize + 1;
  return fixed + 3 * kMaxDigits + kind.size() + fields.size() + 1;
}

std::string write_entry(const Entry& entry) {
  std::string line;
  line.reserve(longest_line(entry.kind, entry.fields));
  line.append(kBegin).append(std::to_string(entry.major));
  line.append(kWall).append(std::to_string(entry.wall_ms));
  line.append(kKind).append(entry.kind).append("\"");
  if (!entry.fields.empty()) line.append(",").append(entry.fields);
  line.append(kSeq).append(std::to_string(entry.seq));
  line.append(kPrev).append(entry.prev.text()).append("\"");
  const Digest sum = digest_of(line);
  line.append(kSum).append(sum.text()).append(kEnd).append("\n");
  return line;
}

base::Result<Entry> read_entry(std::string_view line) {
  Entry entry;
  const auto major = read_major(line);
  if (major && *major > kJournalMajor) {
    return fail(Code::unsupported, "version " + std::to_string(*major) + " is newer");
  }
  const auto trailer = find_trailer(line);
  if (!trailer) return fail(Code::corrupt, "not an entry: no number and sum at its end");
  std::string_view rest = line.substr(0, trailer->begin);
  if (!take_head(rest, entry)) {
    return fail(Code::corrupt, "not an entry: no version, time and kind at its begin");
  }
  if (sum_of_line(line) != trailer->sum) return fail(Code::corrupt, "sum differs");
  entry.fields = rest.empty() ? rest : rest.substr(1);
  entry.seq = trailer->seq;
  entry.prev = trailer->prev;
  entry.sum = trailer->sum;
  return entry;
}

std::optional<std::string_view> kind_of_line(std::string_view line) {
  Entry entry;
  return take_head(line, entry) ? std::optional(entry.kind) : std::nullopt;
}

std::optional<Link> read_trailer(std::string_view line) {
  const auto trailer = find_trailer(line);
  return trailer ? std::optional(Link{trailer->seq, trailer->sum}) : std::nullopt;
}

Digest sum_of_line(std::string_view line) {
  return digest_of(line.substr(0, line.size() - std::min(line.size(), kSumSize)));
}

std::optional<std::int64_t> read_major(std::string_view line) {
  std::int64_t major = 0;
  if (!skip(line, kBegin) || !take_number(line, major) || !line.starts_with(",")) {
    return std::nullopt;
  }
  return major;
}

}  // namespace coord
