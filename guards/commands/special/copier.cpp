// Source: rsync(1) 3.2.
#include <algorithm>

#include "coord/base/glob.h"
#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kRsync{
    "", "IN... TO",
    "-e,--rsh=N --exclude=N --include=N --exclude-from=IN --include-from=IN --files-from=IN "
    "-f,--filter=N --backup-dir=OUT --suffix=N --chmod=N --chown=N --log-file=APPEND --max-size=N "
    "--min-size=N --bwlimit=N --timeout=N --port=N --password-file=IN --rsync-path=N "
    "--compare-dest=N --copy-dest=N --link-dest=N -T,--temp-dir=N --partial-dir=N -B=N "
    "--out-format=N --info=N --write-batch=OUT --read-batch=IN -M=N --usermap=N --groupmap=N"};

bool is_remote(const std::string& path) {
  const auto colon = path.find(':');
  return colon != std::string::npos && path.substr(0, colon).find('/') == std::string::npos;
}

// Patterns that keep a name out; empty when they are too odd to tell (then all is copied).
std::vector<std::string> excluded(const Arguments& arguments, const View& view) {
  std::vector<std::string> patterns;
  if (arguments.has_any("--include --include-from --filter -f")) return patterns;
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.name == "--exclude") patterns.push_back(flag.value.text);
    if (flag.name != "--exclude-from") continue;
    const auto text = view.content(flag.value.text).value_or("");
    for (const auto line : base::split(text, '\n')) {
      if (!line.empty() && line[0] != '#' && line[0] != ';') patterns.emplace_back(line);
    }
  }
  return patterns;
}

// rsync(1), "pattern matching rules": without a slash the name, with one the path's end.
bool is_out(const std::vector<std::string>& patterns, const std::string& path, bool folder) {
  return std::ranges::any_of(patterns, [&](std::string pattern) {
    if (pattern.ends_with('/')) {
      if (!folder) return false;
      pattern.pop_back();
    }
    if (pattern.starts_with('/')) return base::glob_match(pattern.substr(1), path);
    return base::glob_match("**/" + pattern, path);
  });
}

void copy_file(Meaning& meaning, const std::string& from, const Word& target, const std::string& to,
               const View& view) {
  touch(meaning, Role::in, {from, target.span}, view);
  meaning.touches.push_back({.verb = Verb::write,
                             .how = How::replace,
                             .path = below(target.text, to),
                             .span = target.span,
                             .tree = view.there(from) == There::folder});
}

// --files-from: the names in the list, below the source.
void copy_listed(Meaning& meaning, const Placing& placing, const Word& list, const View& view) {
  const auto text = view.content(list.text);
  if (!text || placing.sources.empty()) {
    return touch(meaning, Role::into, placing.target, view);
  }
  for (const auto line : base::split(*text, '\n')) {
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    const std::string name(line);
    copy_file(meaning, below(placing.sources[0].text, name), placing.target, name, view);
  }
}

class SomeFiles {
 public:
  SomeFiles(Meaning& meaning, const Word& target, const std::vector<std::string>& patterns,
            const View& view)
      : meaning_(meaning), target_(target), patterns_(patterns), view_(view) {}

  // False when there are more than are told.
  bool copy(const std::string& from, const std::string& to) {
    constexpr std::size_t kMost = 512;
    for (const std::string& name : view_.list(from).value_or(std::vector<std::string>())) {
      const std::string path = below(from, name);
      const std::string there = to.empty() ? name : below(to, name);
      const bool folder = view_.there(path) == There::folder && !view_.link(path);
      if (meaning_.touches.size() > kMost) return false;
      if (is_out(patterns_, there, folder)) continue;
      if (!folder)
        copy_file(meaning_, path, target_, there, view_);
      else if (!copy(path, there))
        return false;
    }
    return true;
  }

 private:
  Meaning& meaning_;
  const Word& target_;
  const std::vector<std::string>& patterns_;
  const View& view_;
};

void copy_some(Meaning& meaning, const Placing& placing, const std::vector<std::string>& patterns,
               const View& view) {
  for (const Word& source : placing.sources) {
    const bool inside = source.text.ends_with('/') || source.text == ".";
    const std::string to = inside ? "" : last_part(source.text);
    if (view.there(source.text) != There::folder) {
      Placing one = placing;
      one.sources = {source};
      place(meaning, one, view);
      continue;
    }
    touch(meaning, Role::tree, source, view);
    if (view.there(placing.target.text) == There::missing)
      touch(meaning, Role::made, placing.target, view);
    if (!SomeFiles(meaning, placing.target, patterns, view).copy(source.text, to))
      touch(meaning, Role::into, placing.target, view);
  }
}

// What is copied where, as the operands say.
struct Ends {
  Words sources;  // on this machine
  const Word* target = nullptr;
  bool network = false;
};

Ends ends_of(const Arguments& arguments) {
  Ends ends;
  for (const Operand& operand : arguments.operands) {
    const bool remote = is_remote(operand.word.text);
    ends.network = ends.network || remote;
    if (operand.role == Role::to)
      ends.target = &operand.word;
    else if (!remote)
      ends.sources.push_back(operand.word);
  }
  return ends;
}

// Nothing changes here. A dry run with a target only lists folders.
void only_read(Meaning& meaning, const Ends& ends, bool dry, const View& view) {
  const bool sends = !dry || ends.target == nullptr;
  for (const Word& source : ends.sources) {
    if (sends || view.there(source.text) == There::folder) touch(meaning, Role::tree, source, view);
  }
}

// A trailing slash means what is inside (rsync(1), "trailing slash").
void copy_all(Meaning& meaning, Placing& placing, const View& view) {
  for (Word& source : placing.sources) {
    if (source.text.ends_with('/') && view.there(source.text) == There::folder) source.text += '.';
  }
  place(meaning, placing, view);
}

// Flags that change more than the copies at the target.
void tell_other_changes(Meaning& meaning, const Arguments& arguments, const Placing& placing,
                        const View& view) {
  const Word& target = placing.target;
  if (arguments.has_any("-a --archive -t --times") && view.there(target.text) == There::folder) {
    touch(meaning, Role::meta, target, view);
  }
  if (arguments.has("--delete")) {
    meaning.touches.push_back({.verb = Verb::remove,
                               .path = below(target.text, "**"),
                               .span = target.span,
                               .tree = true,
                               .maybe = true,
                               .pattern = true});
  }
  if (!arguments.has("--remove-source-files")) return;
  for (const Word& source : placing.sources) touch(meaning, Role::gone, source, view);
}

}  // namespace

Meaning copier(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kRsync, call.words, call.span});
  Meaning meaning;
  if (arguments.has_any("--help --version")) return meaning;
  const Ends ends = ends_of(arguments);
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.has_value && flag.spec.role != Role::value)
      touch(meaning, flag.spec.role, flag.value, view);
  }
  if (ends.network) {
    meaning.effects.push_back({.verb = Verb::network, .span = call.span, .by = "rsync"});
  }
  const bool dry = arguments.has_any("-n --dry-run --list-only") || ends.target == nullptr;
  if (dry || is_remote(ends.target->text)) {
    only_read(meaning, ends, dry, view);
    return meaning;
  }
  Placing placing;
  placing.sources = ends.sources;
  placing.target = *ends.target;
  if (const Word* list = arguments.value("--files-from")) {
    copy_listed(meaning, placing, *list, view);
  } else if (const auto rules = excluded(arguments, view); !rules.empty()) {
    copy_some(meaning, placing, rules, view);
  } else {
    copy_all(meaning, placing, view);
  }
  if (ends.network && ends.sources.empty()) touch(meaning, Role::into, placing.target, view);
  tell_other_changes(meaning, arguments, placing, view);
  return meaning;
}

}  // namespace guards::commands
