#include "hooks/policy/compile.h"

#include <bit>
#include <cstring>
#include <map>
#include <set>

#include "coord/base/hash.h"
#include "coord/base/text.h"
#include "guards/rules/word_patterns.h"
#include "hooks/policy/image.h"
#include "hooks/policy/index_keys.h"
#include "hooks/policy/words.h"

namespace hooks {

static_assert(std::endian::native == std::endian::little, "the image is little endian");

namespace {

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

void put_texts(std::string& out, const std::vector<std::string>& texts) {
  put(out, static_cast<std::uint32_t>(texts.size()));
  for (const std::string& text : texts) put_text(out, text);
}

std::string body_of(const PolicyRule& rule) {
  std::string out;
  put(out, static_cast<std::uint8_t>(rule.category));
  put(out, static_cast<std::uint8_t>(rule.tier));
  put(out, static_cast<std::uint8_t>(rule.stage));
  put(out, static_cast<std::uint8_t>((rule.floor ? 1U : 0U) | (rule.enabled ? 2U : 0U)));
  put(out, static_cast<std::uint32_t>(rule.on));
  for (const std::string* text : {&rule.id, &rule.pack, &rule.adr, &rule.why, &rule.instead})
    put_text(out, *text);
  put_texts(out, rule.paths);
  put_texts(out, rule.match);
  put(out, static_cast<std::uint32_t>(rule.content.size()));
  for (const ContentText& text : rule.content) {
    put_text(out, text.literal);
    put_text(out, text.regex);
  }
  return out;
}

// Key -> rules, ascending; a map, so that the image does not depend on insertion order.
struct Index {
  std::map<std::uint64_t, std::set<std::uint32_t>> buckets;
  std::uint32_t prefixes = 0;

  void file(const PolicyRule& rule, std::uint32_t number) {
    if (!rule.enabled) return;
    if ((rule.on & kOnFiles) != 0)
      for (const std::string& path : rule.paths)
        if (!path.starts_with('!')) file_path(path, number);
    if ((rule.on & guards::kOnCommand) != 0)
      for (const std::string& pattern : rule.match) file_command(pattern, number);
    for (const std::uint16_t bit : {guards::kOnCommand, guards::kOnContent, guards::kOnGit,
                                    guards::kOnUnknown, guards::kOnTurn})
      if ((rule.on & bit) != 0) buckets[kind_key(bit)].insert(number);
  }

  void file_command(const std::string& pattern, std::uint32_t number) {
    if (guards::is_exception(pattern)) return;
    for (const std::string_view word : guards::first_words(pattern))
      buckets[program_key_of(word)].insert(number);
  }

  void file_path(const std::string& pattern, std::uint32_t number) {
    const IndexKey key = key_of(pattern);
    buckets[key.hash].insert(number);
    if (key.prefix_length != 0) prefixes |= 1U << key.prefix_length;
    for (const std::uint64_t folder : folder_keys_of(pattern)) buckets[folder].insert(number);
  }
};

struct Table {
  std::vector<ImageSlot> slots;
  std::string postings;
};

std::uint32_t free_place(const std::vector<ImageSlot>& slots, std::uint64_t key) {
  const auto mask = static_cast<std::uint32_t>(slots.size()) - 1;
  auto place = static_cast<std::uint32_t>(key) & mask;
  while (slots[place].count != 0) place = (place + 1) & mask;
  return place;
}

Table table_of(const Index& index) {
  Table table;
  table.slots.resize(std::bit_ceil(index.buckets.size() * 2 + 8));
  for (const auto& [key, numbers] : index.buckets) {
    const auto first = static_cast<std::uint32_t>(table.postings.size() / sizeof(std::uint32_t));
    for (const std::uint32_t number : numbers) put(table.postings, number);
    table.slots[free_place(table.slots, key)] = {key, first,
                                                 static_cast<std::uint32_t>(numbers.size()), 0};
  }
  for (std::uint32_t place = 0; place < table.slots.size(); ++place) {
    ImageSlot& slot = table.slots[place];
    const std::string_view own =
        std::string_view(table.postings)
            .substr(slot.first * sizeof(std::uint32_t), slot.count * sizeof(std::uint32_t));
    slot.check = slot_check(place, slot, own);
  }
  return table;
}

void append_rules(std::string& out, const Policy& policy) {
  std::string bodies;
  const std::size_t bodies_at = out.size() + policy.rules.size() * sizeof(ImageRule);
  for (std::uint32_t i = 0; i < policy.rules.size(); ++i) {
    const std::string body = body_of(policy.rules[i]);
    put(out, ImageRule{static_cast<std::uint32_t>(bodies_at + bodies.size()),
                       static_cast<std::uint32_t>(body.size()), base::hash64(body, i)});
    bodies += body;
  }
  out += bodies;
  out.resize((out.size() + 7) / 8 * 8);
}

std::uint32_t offset(const std::string& out) {
  return static_cast<std::uint32_t>(out.size());
}

}  // namespace

std::string compile(const Policy& policy, std::string_view key) {
  Index index;
  for (std::uint32_t i = 0; i < policy.rules.size(); ++i) index.file(policy.rules[i], i);
  const Table table = table_of(index);

  ImageHeader header{};
  kImageMagic.copy(header.magic.data(), header.magic.size());
  header.version = kImageVersion;
  header.rule_count = static_cast<std::uint32_t>(policy.rules.size());
  header.broken = policy.broken ? 1 : 0;
  header.prefixes = index.prefixes;
  for (std::size_t i = 0; i < policy.on_error.size(); ++i)
    header.on_error[i] = static_cast<std::uint8_t>(policy.on_error[i]);
  policy.digest.copy(header.digest.data(), header.digest.size());

  std::string out(sizeof header, '\0');
  header.slots = offset(out);
  header.slot_count = static_cast<std::uint32_t>(table.slots.size());
  for (const ImageSlot& slot : table.slots) put(out, slot);
  header.rules = offset(out);
  append_rules(out, policy);
  header.postings = offset(out);
  header.posting_count = static_cast<std::uint32_t>(table.postings.size() / sizeof(std::uint32_t));
  out += table.postings;
  const std::string notes = base::join(policy.notes, "\n");
  header.key = offset(out);
  header.key_size = static_cast<std::uint32_t>(key.size());
  header.key_check = base::hash64(key);
  out += key;
  header.notes = offset(out);
  header.notes_size = static_cast<std::uint32_t>(notes.size());
  header.notes_check = base::hash64(notes);
  out += notes;
  header.size = offset(out);
  header.check =
      base::hash64({reinterpret_cast<const char*>(&header), offsetof(ImageHeader, check)});
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace hooks
