#include "guards/commands/special/git_alias.h"

#include "coord/base/text.h"
#include "guards/commands/print.h"
#include "guards/commands/special/git_repository.h"
#include "guards/words.h"

namespace guards::commands {

namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// The value of `name = value` in a section [alias].
std::optional<std::string> alias_in(const std::string& config, const std::string& name) {
  std::optional<std::string> found;
  bool inside = false;
  for (const std::string_view raw : base::split(config, '\n')) {
    const auto line = base::trim(raw);
    if (line.starts_with('[')) inside = lowered(line).starts_with("[alias]");
    const auto equals = line.find('=');
    if (!inside || equals == std::string_view::npos) continue;
    if (lowered(base::trim(line.substr(0, equals))) != lowered(name)) continue;
    auto value = base::trim(line.substr(equals + 1));
    if (value.size() > 1 && value.starts_with('"') && value.ends_with('"'))
      value = value.substr(1, value.size() - 2);
    found = unescaped(value);
  }
  return found;
}

std::optional<std::string> alias_of(const std::string& name, const Arguments& global,
                                    const View& view) {
  for (const GivenFlag& flag : global.flags) {
    const auto equals = flag.value.text.find('=');
    if (flag.name != "-c" || equals == std::string::npos) continue;
    if (lowered(flag.value.text.substr(0, equals)) == lowered("alias." + name))
      return flag.value.text.substr(equals + 1);
  }
  const auto repository = find_repository(view, view.cwd());
  for (const std::string& file :
       {repository ? repository->common + "/config" : std::string(), view.home() + "/.gitconfig",
        view.home() + "/.config/git/config"}) {
    const auto text = file.empty() ? std::nullopt : view.content(file);
    auto found = text ? alias_in(*text, name) : std::nullopt;
    if (found) return found;
  }
  return std::nullopt;
}

}  // namespace

bool tell_git_alias(Meaning& meaning, const Arguments& global, const Call& call, const View& view) {
  const auto value = alias_of(global.rest[0].text, global, view);
  if (!value || value->empty()) return false;
  const bool shell = value->starts_with('!');
  Run run{.kind = Run::Kind::shell, .span = call.span};
  run.text = shell ? value->substr(1) : "git " + *value;
  // An alias that names itself goes round: the depth of texts in texts ends it.
  for (std::size_t i = 1; i < global.rest.size(); ++i) add_word(run.text, global.rest[i].text);
  meaning.runs.push_back(std::move(run));
  return true;
}

}  // namespace guards::commands
