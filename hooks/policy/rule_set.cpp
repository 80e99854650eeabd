#include "hooks/policy/rule_set.h"

#include <algorithm>
#include <span>
#include <utility>

#include "coord/base/ensure.h"
#include "hooks/policy/index_keys.h"

namespace hooks {

namespace {

// Each number once, ascending, from this place on.
void sort_from(std::vector<std::uint32_t>& numbers, std::size_t begin) {
  const auto first = numbers.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(first, numbers.end());
  numbers.erase(std::unique(first, numbers.end()), numbers.end());
}

}  // namespace

PolicyRules::PolicyRules(Image floors, Image rules, std::shared_ptr<const void> keeper,
                         Recompile recompile)
    : floors_(floors),
      keeper_(std::move(keeper)),
      recompile_(std::move(recompile)),
      rules_(rules) {}

void PolicyRules::heal() const {
  base::ensure(healed_.empty(), "a policy compiled in memory is damaged");
  healed_ = recompile_();
  const auto image = Image::open(healed_);
  base::ensure(image.has_value(), "a policy could not be compiled again");
  rules_ = *image;
  quiet_ = {};
}

void PolicyRules::collect(const Ask& ask, std::vector<std::uint32_t>& out) const {
  const std::size_t begin = out.size();
  base::ensure(ask(floors_, out), "the embedded floors are damaged");
  std::vector<std::uint32_t> found;
  if (!ask(rules_, found)) {
    found.clear();
    heal();
    base::ensure(ask(rules_, found), "a policy compiled in memory is damaged");
  }
  for (const std::uint32_t index : found) out.push_back(floors_.rule_count() + index);
  sort_from(out, begin);
}

void PolicyRules::candidates(std::string_view path, std::vector<std::uint32_t>& out) const {
  // The same keys for both: cutting a path up costs more than a look into an empty bucket.
  const std::uint32_t prefixes = floors_.prefixes() | rules_.prefixes();
  std::vector<std::uint64_t> keys;
  keys_for(path, prefixes, keys);
  const std::size_t begin = out.size();
  for (const std::uint64_t key : keys) ask_bucket(key, out);
  // Healed meanwhile, from sources that changed: other keys count.
  if ((rules_.prefixes() & ~prefixes) != 0) return candidates(path, out);
  sort_from(out, begin);
}

// Most folders and names that a call's files share are in no rule, nor are its programs: told once.
void PolicyRules::ask_bucket(std::uint64_t key, std::vector<std::uint32_t>& out) const {
  std::uint64_t& quiet = quiet_[key % quiet_.size()];
  if (quiet == key) return;
  const std::size_t before = out.size();
  collect([&](const Image& image,
              std::vector<std::uint32_t>& to) { return image.under(std::span(&key, 1), to); },
          out);
  if (out.size() == before) quiet = key;
}

void PolicyRules::below(std::string_view folder, std::vector<std::uint32_t>& out) const {
  collect(
      [&](const Image& image, std::vector<std::uint32_t>& to) { return image.below(folder, to); },
      out);
}

void PolicyRules::of_program(std::string_view name, std::vector<std::uint32_t>& out) const {
  const std::size_t begin = out.size();
  for (const std::uint64_t key : program_keys(name)) ask_bucket(key, out);
  sort_from(out, begin);
}

void PolicyRules::of_kind(std::uint16_t on, std::vector<std::uint32_t>& out) const {
  collect([&](const Image& image, std::vector<std::uint32_t>& to) { return image.of_kind(on, to); },
          out);
}

guards::Rule PolicyRules::rule(std::uint32_t index) const {
  ImageEntry entry;
  if (index < floors_.rule_count()) {
    base::ensure(floors_.entry(index, entry), "the embedded floors are damaged");
    return entry.rule;
  }
  const std::uint32_t number = index - floors_.rule_count();
  if (!rules_.entry(number, entry)) {
    heal();
    base::ensure(rules_.entry(number, entry), "the policy changed while it was judged with");
  }
  return entry.rule;
}

std::uint32_t PolicyRules::size() const {
  return floors_.rule_count() + rules_.rule_count();
}

}  // namespace hooks
