#include "hooks/validators/orchestration/own_command.h"

#include <algorithm>
#include <array>

#include "guards/commands/meaning.h"
#include "guards/effects/effects.h"
#include "guards/words.h"

namespace hooks {

namespace {

using guards::Effect;
using guards::Verb;
using guards::commands::Sweep;

constexpr std::size_t kLongest = 8192;

// Is this text the verb alone: no other command, no redirection, nothing in front of "git VERB"?
bool is_alone(const Company& company, const Effect& effect, const std::string& text) {
  guards::Action action;
  action.kind = guards::ActionKind::command;
  action.command = text;
  action.cwd = company.at.folder;
  const guards::Effects again = guards::understand(action, company.on.place, company.on.world);
  std::size_t gits = 0;
  for (const Effect& one : again.list) {
    const bool same_git = one.verb == Verb::git && one.detail == effect.detail;
    const bool same_exec = one.verb == Verb::exec && one.detail == "git " + effect.detail;
    if (!same_git && !same_exec) return false;
    gits += same_git ? 1 : 0;
  }
  return gits == 1;
}

// "-qam" without its a; what stands behind a letter that takes a value is no flag.
std::string without_all(const std::string& word) {
  std::string kept;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i > 0 && std::string_view("mFCct").find(word[i]) != std::string_view::npos) {
      return kept + word.substr(i);
    }
    if (word[i] != 'a') kept += word[i];
  }
  return kept == "-" ? std::string() : kept;
}

bool takes_next(const std::string& word) {
  constexpr std::array<std::string_view, 12> kLong = {
      "--message", "--file",    "--author", "--date",     "--fixup",         "--squash",
      "--cleanup", "--trailer", "--chmod",  "--template", "--reuse-message", "--reedit-message"};
  if (word.starts_with("--")) return std::ranges::find(kLong, word) != kLong.end();
  const std::size_t letter = word.find_first_of("mFCct");
  return word.size() > 1 && word[0] == '-' && letter == word.size() - 1;
}

bool chooses_files(const std::string& word) {
  constexpr std::array<std::string_view, 9> kChoosing = {
      "-i", "--include", "-o", "--only", "-p", "--patch", "--interactive", "-e", "--edit"};
  return word.starts_with("--pathspec") || std::ranges::find(kChoosing, word) != kChoosing.end();
}

// Without what takes everything.
std::string kept_flag(const std::string& word, bool commits) {
  constexpr std::array<std::string_view, 5> kAll = {"--all", "-A", "--no-ignore-removal",
                                                    "--update", "-u"};
  if (std::ranges::find(kAll, word) != kAll.end()) return {};
  return commits && !word.starts_with("--") ? without_all(word) : word;
}

// Flags as they were, but for those that take everything; nothing where a flag chooses files by
// itself.
bool keep_flags(const Company& company, std::string& out) {
  const auto& words = company.deed.words;
  const bool commits = company.deed.verb == "commit";
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (!words[i].starts_with('-')) continue;
    if (chooses_files(words[i])) return false;
    const std::string word = kept_flag(words[i], commits);
    if (!word.empty()) out += " " + guards::shell_word(word);
    if (takes_next(words[i]) && i + 1 < words.size()) out += " " + guards::shell_word(words[++i]);
  }
  return true;
}

bool is_plain(const std::string& path) {
  return !path.starts_with(':') && path.find_first_of("*?[\\") == std::string::npos;
}

}  // namespace

std::string own_command(const Company& company, const Effect& effect,
                        const std::vector<std::string>& own) {
  const std::string& command = company.on.call.action.command;
  const auto& span = effect.span;
  const bool known = span.begin < span.end && span.end <= command.size() &&
                     !guards::commands::has_hole(effect.detail);
  // What is staged may be less than what stands in the file: only its agent knows.
  if (own.empty() || !known || company.deed.sweep == Sweep::index) return {};
  if (!is_alone(company, effect, command.substr(span.begin, span.end - span.begin))) return {};
  std::string text = std::ranges::all_of(own, is_plain) ? "git " : "git --literal-pathspecs ";
  text += company.deed.verb;
  if (!keep_flags(company, text)) return {};
  text += " --";
  for (const std::string& path : own) text += " " + guards::shell_word(path);
  return text.size() <= kLongest ? text : std::string();
}

}  // namespace hooks
