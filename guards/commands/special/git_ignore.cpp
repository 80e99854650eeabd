#include "guards/commands/special/git_ignore.h"

#include <algorithm>

#include "coord/base/glob.h"
#include "coord/base/text.h"

namespace guards::commands {

GitIgnore::Rule GitIgnore::rule_of(std::string_view line, std::string_view folder) {
  Rule rule;
  rule.wants = line.starts_with('!');
  if (rule.wants) line.remove_prefix(1);
  rule.only_folders = line.ends_with('/');
  if (rule.only_folders) line.remove_suffix(1);
  const bool anchored = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (!folder.empty()) rule.glob.append(folder).append("/");
  if (!anchored) rule.glob += "**/";
  rule.glob += line;
  return rule;
}

void GitIgnore::add(std::string_view text, const std::string& folder) {
  for (std::string_view line : base::split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
    if (!line.empty() && !line.starts_with('#')) rules_.push_back(rule_of(line, folder));
  }
}

bool GitIgnore::ignores(std::string_view path, bool is_folder) const {
  const auto last = std::find_if(rules_.rbegin(), rules_.rend(), [&](const Rule& rule) {
    return (is_folder || !rule.only_folders) && base::glob_match(rule.glob, path);
  });
  return last != rules_.rend() && !last->wants;
}

GitIgnore common_ignores(const View& view, const std::string& git_folder) {
  GitIgnore rules;
  if (const auto text = view.content(view.home() + "/.config/git/ignore")) rules.add(*text, "");
  if (const auto text = view.content(git_folder + "/info/exclude")) rules.add(*text, "");
  return rules;
}

}  // namespace guards::commands
