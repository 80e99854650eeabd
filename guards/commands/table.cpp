#include "guards/commands/table.h"

#include <array>

#include "guards/commands/families.h"

namespace guards::commands {

namespace {

const Command* find_exactly(std::string_view name) {
  for (const Index& family : families()) {
    const auto at = std::ranges::lower_bound(family, name, {}, &IndexEntry::name);
    if (at != family.end() && at->name == name) return at->row;
  }
  return nullptr;
}

// "python3.11" -> "python3", "gcc-12" -> "gcc": distributions install versions side by side.
std::string_view without_version(std::string_view name) {
  const auto last = name.find_last_not_of("0123456789.");
  if (last == std::string_view::npos || last + 1 == name.size()) return {};
  if (name[last] == '-') return name.substr(0, last);
  const auto dot = name.find('.', last);
  return name.substr(0, dot == std::string_view::npos ? last + 1 : dot);
}

}  // namespace

std::span<const Index> families() {
  static const std::array kFamilies = {
      coreutils(), text_tools(), vcs(),       interpreters(), wrappers(),
      archives(),  compilers(),  packages(),  formatters(),   editors(),
      network(),   containers(), databases(), cloud(),        system(),
  };
  return kFamilies;
}

const Command* find(std::string_view name) {
  if (const Command* row = find_exactly(name)) return row;
  const auto family = without_version(name);
  return family.empty() ? nullptr : find_exactly(family);
}

}  // namespace guards::commands
