#include "guards/rules/path_rules.h"

#include <algorithm>
#include <cctype>

#include "coord/base/glob.h"
#include "coord/base/path.h"

namespace guards {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool fits_one(std::string_view pattern, std::string_view name) {
  if (base::glob_match(pattern, name)) return true;
  // "**/x" means any depth, outside the work tree too.
  return pattern.starts_with("**") && name.starts_with('/') &&
         base::glob_match(pattern, name.substr(1));
}

bool fits(std::string_view pattern, const Spellings& names, bool fold) {
  const std::string folded = fold ? lower(pattern) : std::string();
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return fold ? fits_one(folded, lower(name)) : fits_one(pattern, name);
  });
}

// The folder part of a pattern before its first wildcard.
std::string_view literal_part(std::string_view pattern) {
  const std::size_t wild = pattern.find_first_of("*?[{\\");
  if (wild == std::string_view::npos) return pattern;
  const std::size_t slash = pattern.substr(0, wild).rfind('/');
  return slash == std::string_view::npos ? std::string_view() : pattern.substr(0, slash);
}

// A path that the glob fits: every wildcard replaced by `filler`.
std::string witness(std::string_view glob, std::string_view filler) {
  std::string out;
  for (std::size_t i = 0; i < glob.size(); ++i) {
    const char c = glob[i];
    if (c == '*' || c == '?') {
      out += c == '?' && filler.empty() ? "x" : filler;
    } else if (c == '[') {
      i = std::min(glob.find(']', i + 1), glob.size() - 1);
      out += "x";
    } else if (c != '\\') {
      out += c;
    }
  }
  return base::normalise(out);
}

// The same name with the case of its letters turned; empty when it has none.
std::string turned_case(const std::string& path) {
  std::string turned = path;
  const std::size_t name = path.size() - base::base_name(path).size();
  bool changed = false;
  for (std::size_t i = name; i < turned.size(); ++i) {
    const auto c = static_cast<unsigned char>(turned[i]);
    if (std::isalpha(c) == 0) continue;
    turned[i] = static_cast<char>(std::islower(c) != 0 ? std::toupper(c) : std::tolower(c));
    changed = true;
  }
  return changed ? turned : std::string();
}

// Asks the file system with the nearest existing name that has letters.
bool folds_case(const std::string& path, base::Disk& disk) {
  for (std::string name = path; name.size() > 1; name = base::dir_name(name)) {
    const auto info = disk.info(name);
    const std::string turned = turned_case(name);
    if (!info || turned.empty()) continue;
    const auto other = disk.info(turned);
    return other && other->id == info->id;
  }
  return false;
}

}  // namespace

bool means(const std::vector<std::string_view>& patterns, const Spellings& names, bool fold) {
  bool minded = false;
  for (const std::string_view pattern : patterns) {
    const bool excludes = pattern.starts_with('!');
    if (excludes != minded) continue;  // would change nothing
    if (fits(pattern.substr(excludes ? 1 : 0), names, fold)) minded = !excludes;
  }
  return minded;
}

bool means(const std::vector<std::string_view>& patterns, const Target& target, base::Disk& disk) {
  const auto any = [&](bool fold) {
    return std::any_of(target.names.begin(), target.names.end(),
                       [&](const Spellings& names) { return means(patterns, names, fold); });
  };
  return any(false) || (any(true) && folds_case(target.path, disk));
}

bool lies_below(const std::vector<std::string_view>& patterns, const Target& folder) {
  for (const std::string_view pattern : patterns) {
    const std::string_view part = literal_part(pattern);
    if (part.empty() || pattern.starts_with('!')) continue;
    for (const Spellings& names : folder.names)
      for (const std::string& name : names)
        if (base::is_within(part, name) ||
            (name == "." && !base::is_absolute(part) && part.front() != '~' && part.front() != '@'))
          return true;
  }
  return false;
}

bool only_means(const std::vector<std::string_view>& patterns, const Target& glob,
                const Targets& targets) {
  for (const std::string_view filler : {"", "x", "x.x"}) {
    if (!means(patterns, targets.spell(witness(glob.path, filler)))) return false;
  }
  return true;
}

std::vector<std::uint32_t> rules_for(const Target& target, bool tree, const RuleSet& rules) {
  std::vector<std::uint32_t> found;
  for (const Spellings& names : target.names) {
    for (const std::string& name : names) {
      rules.candidates(name, found);
      if (tree) rules.below(name, found);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace guards
