#include "guards/commands/special/git_ignore.h"

#include <algorithm>

#include "coord/base/glob.h"
#include "coord/base/text.h"

namespace guards::commands {

void GitIgnore::add(std::string_view text, const std::string& folder) {
  const std::string below = folder.empty() ? "" : folder + "/";
  for (std::string_view line : base::split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    Rule rule;
    rule.wants = line.starts_with('!');
    if (rule.wants) line.remove_prefix(1);
    rule.only_folders = line.ends_with('/');
    if (rule.only_folders) line.remove_suffix(1);
    const bool anchored = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    rule.glob = below + (anchored ? "" : "**/") + std::string(line);
    rules_.push_back(std::move(rule));
  }
}

bool GitIgnore::ignores(std::string_view path, bool is_folder) const {
  for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule) {
    if (rule->only_folders && !is_folder) continue;
    if (base::glob_match(rule->glob, path)) return !rule->wants;
  }
  return false;
}

GitIgnore common_ignores(const View& view, const std::string& git_folder) {
  GitIgnore rules;
  if (const auto text = view.content(view.home() + "/.config/git/ignore")) rules.add(*text, "");
  if (const auto text = view.content(git_folder + "/info/exclude")) rules.add(*text, "");
  return rules;
}

}  // namespace guards::commands
