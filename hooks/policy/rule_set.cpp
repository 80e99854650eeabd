#include "hooks/policy/rule_set.h"

#include <algorithm>
#include <utility>

#include "coord/base/ensure.h"
#include "hooks/policy/index_keys.h"

namespace hooks {

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
  const auto first = out.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(first, out.end());
  out.erase(std::unique(first, out.end()), out.end());
}

void PolicyRules::candidates(std::string_view path, std::vector<std::uint32_t>& out) const {
  // The same keys for both: cutting a path up costs more than a look into an empty bucket.
  const std::uint32_t prefixes = floors_.prefixes() | rules_.prefixes();
  std::vector<std::uint64_t> keys;
  keys_for(path, prefixes, keys);
  const auto ask = [&](const Image& image, std::vector<std::uint32_t>& to) {
    const bool healed = (image.prefixes() & ~prefixes) != 0;  // from sources that changed meanwhile
    return healed ? image.candidates(path, to) : image.under(keys, to);
  };
  collect(ask, out);
}

void PolicyRules::below(std::string_view folder, std::vector<std::uint32_t>& out) const {
  collect(
      [&](const Image& image, std::vector<std::uint32_t>& to) { return image.below(folder, to); },
      out);
}

void PolicyRules::of_program(std::string_view name, std::vector<std::uint32_t>& out) const {
  collect([&](const Image& image,
              std::vector<std::uint32_t>& to) { return image.of_program(name, to); },
          out);
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
