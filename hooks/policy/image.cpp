#include "hooks/policy/image.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "coord/base/hash.h"
#include "coord/base/text.h"
#include "hooks/policy/index_keys.h"

namespace hooks {

using base::Code;
using base::Result;

namespace {

// Reads a body whose checksum was right; lengths are checked all the same.
class BodyReader {
 public:
  explicit BodyReader(std::string_view body) : body_(body) {}

  template <class T>
  T number() {
    T value{};
    if (body_.size() < sizeof value) {
      good_ = false;
      return value;
    }
    std::memcpy(&value, body_.data(), sizeof value);
    body_.remove_prefix(sizeof value);
    return value;
  }

  std::string_view text() {
    const auto size = number<std::uint32_t>();
    if (size > body_.size()) {
      good_ = false;
      return {};
    }
    const std::string_view value = body_.substr(0, size);
    body_.remove_prefix(size);
    return value;
  }

  // How many texts follow; each takes four bytes at least.
  std::uint32_t count() {
    const auto count = number<std::uint32_t>();
    if (count <= body_.size() / sizeof(std::uint32_t)) return count;
    good_ = false;
    return 0;
  }

  std::vector<std::string_view> texts() {
    std::vector<std::string_view> list(count());
    for (std::string_view& one : list) one = text();
    return list;
  }

  template <class Enum>
  Enum word(Enum last) {
    const auto value = number<std::uint8_t>();
    if (value > static_cast<std::uint8_t>(last)) good_ = false;
    return static_cast<Enum>(value);
  }

  bool good() const { return good_; }

 private:
  std::string_view body_;
  bool good_ = true;
};

bool read_body(std::string_view body, ImageEntry& out) {
  BodyReader in(body);
  guards::Rule& rule = out.rule;
  rule.category = in.word(guards::Category::budget);
  rule.tier = in.word(guards::Tier::block);
  rule.stage = in.word(guards::Stage::enforce);
  const auto flags = in.number<std::uint8_t>();
  rule.floor = (flags & 1U) != 0;
  out.enabled = (flags & 2U) != 0;
  rule.on = static_cast<std::uint16_t>(in.number<std::uint32_t>());
  rule.id = in.text();
  out.pack = in.text();
  rule.adr = in.text();
  rule.why = in.text();
  rule.instead = in.text();
  rule.paths = in.texts();
  rule.match = in.texts();
  rule.content.resize(in.count());
  for (guards::ContentPattern& pattern : rule.content) {
    pattern.literal = in.text();
    pattern.regex = in.text();
  }
  return in.good();
}

template <class T>
T read_at(std::string_view bytes, std::uint64_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

}  // namespace

std::uint64_t slot_check(std::uint32_t place, const ImageSlot& slot, std::string_view postings) {
  const std::array<std::uint64_t, 4> fields = {place, slot.key, slot.first, slot.count};
  return base::hash64(postings,
                      base::hash64({reinterpret_cast<const char*>(fields.data()), sizeof fields}));
}

bool Image::in_bounds(std::uint64_t offset, std::uint64_t size) const {
  return offset <= bytes_.size() && size <= bytes_.size() - offset;
}

bool Image::has_sound_sections() const {
  const ImageHeader& h = header_;
  const bool power_of_two = h.slot_count != 0 && (h.slot_count & (h.slot_count - 1)) == 0;
  return power_of_two && in_bounds(h.slots, h.slot_count * sizeof(ImageSlot)) &&
         in_bounds(h.rules, h.rule_count * sizeof(ImageRule)) &&
         in_bounds(h.postings, h.posting_count * sizeof(std::uint32_t)) &&
         in_bounds(h.key, h.key_size) && in_bounds(h.notes, h.notes_size);
}

Result<Image> Image::open(std::string_view bytes) {
  Image image;
  image.bytes_ = bytes;
  if (bytes.size() < sizeof(ImageHeader))
    return base::fail(Code::corrupt, "shorter than its header");
  image.header_ = read_at<ImageHeader>(bytes, 0);
  const ImageHeader& header = image.header_;
  if (std::string_view(header.magic.data(), header.magic.size()) != kImageMagic ||
      header.version != kImageVersion)
    return base::fail(Code::corrupt, "not an image of this version");
  if (header.check != base::hash64(bytes.substr(0, offsetof(ImageHeader, check))) ||
      header.size != bytes.size() || !image.has_sound_sections())
    return base::fail(Code::corrupt, "damaged header");
  if (header.key_check != base::hash64(image.key()) ||
      header.notes_check != base::hash64(bytes.substr(header.notes, header.notes_size)))
    return base::fail(Code::corrupt, "damaged key or notes");
  return image;
}

OnError Image::on_error() const {
  OnError sides{};
  for (std::size_t i = 0; i < sides.size(); ++i) sides[i] = static_cast<Word>(header_.on_error[i]);
  return sides;
}

std::vector<std::string> Image::notes() const {
  std::vector<std::string> lines;
  const std::string_view all = bytes_.substr(header_.notes, header_.notes_size);
  for (const std::string_view line : base::split(all, '\n'))
    if (!line.empty()) lines.emplace_back(line);
  return lines;
}

// Every slot on the way is verified, empty ones too: a bucket cannot be hidden by damage.
bool Image::bucket(std::uint64_t key, std::vector<std::uint32_t>& out) const {
  const std::uint32_t mask = header_.slot_count - 1;
  auto place = static_cast<std::uint32_t>(key) & mask;
  for (std::uint32_t tries = 0; tries < header_.slot_count; ++tries, place = (place + 1) & mask) {
    const auto slot = read_at<ImageSlot>(bytes_, header_.slots + place * sizeof(ImageSlot));
    if (slot.first > header_.posting_count || slot.count > header_.posting_count - slot.first)
      return false;
    const std::uint64_t begin = header_.postings + slot.first * sizeof(std::uint32_t);
    const std::string_view own = bytes_.substr(begin, slot.count * sizeof(std::uint32_t));
    if (slot.check != slot_check(place, slot, own)) return false;
    if (slot.count == 0) return true;
    if (slot.key != key) continue;
    for (std::uint32_t i = 0; i < slot.count; ++i)
      out.push_back(read_at<std::uint32_t>(own, i * sizeof(std::uint32_t)));
    return true;
  }
  return false;  // no empty slot: never written like that
}

bool Image::under(std::span<const std::uint64_t> keys, std::vector<std::uint32_t>& out) const {
  return std::all_of(keys.begin(), keys.end(), [&](std::uint64_t key) { return bucket(key, out); });
}

bool Image::below(std::string_view folder, std::vector<std::uint32_t>& out) const {
  return bucket(folder_key(folder), out);
}

bool Image::of_kind(std::uint16_t on, std::vector<std::uint32_t>& out) const {
  for (std::uint16_t bit = 1; bit != 0; bit = static_cast<std::uint16_t>(bit << 1U))
    if ((on & bit) != 0 && !bucket(kind_key(bit), out)) return false;
  return true;
}

bool Image::entry(std::uint32_t index, ImageEntry& out) const {
  if (index >= header_.rule_count) return false;
  const auto where = read_at<ImageRule>(bytes_, header_.rules + index * sizeof(ImageRule));
  if (!in_bounds(where.offset, where.size)) return false;
  const std::string_view body = bytes_.substr(where.offset, where.size);
  return where.check == base::hash64(body, index) && read_body(body, out);
}

}  // namespace hooks
