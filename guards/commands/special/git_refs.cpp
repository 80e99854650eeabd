#include "guards/commands/special/git_refs.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/special/git_repository.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

// Snapshots and shelves: what they hold stands nowhere else (ADR-0073).
constexpr std::string_view kOurs = "refs/flockgate/";
constexpr std::string_view kRefs = "refs/";
constexpr std::string_view kNotOurs = "^refs/flockgate/*";  // a refspec that leaves them out

// May this name, or pattern of names, be one of ours? A word of which nothing is known says
// nothing: every loop over branches would be one.
bool may_be_ours(std::string_view name) {
  const std::size_t wild = name.find_first_of(std::string("*") + kHole);
  if (wild == std::string_view::npos) return name == "refs/flockgate" || name.starts_with(kOurs);
  const std::string_view known = name.substr(0, wild);
  return known.size() >= kRefs.size() && (known.starts_with(kOurs) || kOurs.starts_with(known));
}

struct Remote {
  std::string name;
  std::vector<std::string> fetch;
  std::vector<std::string> push;
  bool mirror = false;  // a push takes everything, whatever refspecs say
};

// Keys are of any case: git-config(1).
bool is_key(std::string_view word, std::string_view key) {
  return std::ranges::equal(word, key,
                            [](unsigned char a, char b) { return std::tolower(a) == b; });
}

// "KEY = VALUE" of a configuration; quotes only stand around the whole value of a refspec.
void add_setting(std::string_view line, Remote& remote) {
  const std::size_t sign = line.find('=');
  if (sign == std::string_view::npos) return;
  const std::string_view key = base::trim(line.substr(0, sign));
  std::string_view value = base::trim(line.substr(sign + 1));
  if (value.size() > 1 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  if (is_key(key, "fetch")) remote.fetch.emplace_back(value);
  if (is_key(key, "push")) remote.push.emplace_back(value);
  if (is_key(key, "mirror")) remote.mirror = value != "false";
}

// git-config(1): [remote "NAME"], then its settings.
std::vector<Remote> remotes_in(std::string_view config) {
  constexpr std::string_view kSection = "[remote \"";
  std::vector<Remote> remotes;
  bool inside = false;
  for (std::string_view line : base::split(config, '\n')) {
    line = base::trim(line);
    if (line.starts_with('[')) {
      inside = line.starts_with(kSection);
      const std::string_view rest = inside ? line.substr(kSection.size()) : std::string_view();
      if (inside) remotes.push_back({std::string(rest.substr(0, rest.find('"'))), {}, {}, false});
    } else if (inside) {
      add_setting(line, remotes.back());
    }
  }
  return remotes;
}

class Refs {
 public:
  Refs(Meaning& meaning, const GitCall& call, const View& view)
      : meaning_(meaning), call_(call), view_(view) {
    for (const Operand& operand : call.arguments.operands) words_.push_back(operand.word.text);
  }

  const std::vector<std::string>& words() const { return words_; }
  bool has(std::string_view flags) const { return call_.arguments.has_any(flags); }
  bool has_word(std::string_view text) const {
    return std::ranges::find(call_.words, text, &Word::text) != call_.words.end();
  }

  // What remotes in .git/config do without a word of the command: of the one that is named, else
  // of all of them.
  void write_configured(std::string_view key) {
    const std::string named = words_.empty() ? std::string() : words_[0];
    const auto text = view_.content(below(folder(), "config"));
    const auto remotes = text ? remotes_in(*text) : std::vector<Remote>();
    const bool is_known = std::ranges::find(remotes, named, &Remote::name) != remotes.end();
    for (const Remote& remote : remotes) {
      if (is_known && remote.name != named) continue;
      const auto& specs = key == "push" ? remote.push : remote.fetch;
      if (key == "push" && remote.mirror) write("refs/*");
      if (std::ranges::find(specs, kNotOurs) != specs.end()) continue;
      for (const std::string& spec : specs) write_target(spec);
    }
  }

  void write(std::string_view name) {
    if (!may_be_ours(name)) return;
    const std::string git = folder();
    const bool plain = name.find_first_of(std::string("*") + kHole) == std::string_view::npos;
    const std::string file = plain ? std::string(name) : std::string(kOurs) + kHole;
    meaning_.touches.push_back(
        {.verb = Verb::write, .how = How::replace, .path = below(git, file), .span = call_.span});
  }

  // Where refs are, and what is configured.
  std::string folder() const {
    if (!call_.git_dir.empty()) return call_.git_dir;
    const auto repository = find_repository(view_, base::join_path(view_.cwd(), call_.folder));
    return repository ? repository->common : below(view_.root(), ".git");
  }

  // "+SOURCE:TARGET", ":TARGET", "NAME"
  void write_target(std::string_view refspec) {
    const std::size_t colon = refspec.rfind(':');
    if (colon != std::string_view::npos) write(refspec.substr(colon + 1));
  }

  // "delete NAME", "update NAME NEW" ... a line each, or as many texts with -z.
  void write_listed() {
    std::string text = view_.input().value_or(kUnknown);
    std::ranges::replace(text, '\0', '\n');
    bool told = true;
    for (const std::string_view line : base::split(text, '\n')) {
      const auto fields = base::split(line, ' ');
      told = told && !fields.front().starts_with(kHole);
      if (fields.size() > 1) write(fields[1]);
    }
    if (told) return;
    meaning_.doubts.push_back({"which refs git changes hangs on its input", call_.span, false});
  }

 private:
  Meaning& meaning_;
  const GitCall& call_;
  const View& view_;
  std::vector<std::string> words_;
};

void update_ref(Refs& refs) {
  if (refs.has("--stdin")) return refs.write_listed();
  if (!refs.words().empty()) refs.write(refs.words()[0]);
}

void symbolic_ref(Refs& refs) {
  const auto& words = refs.words();
  if (!words.empty() && (words.size() > 1 || refs.has("-d --delete"))) refs.write(words[0]);
}

// The first word is the other repository, which may be this one.
void fetch(Refs& refs) {
  for (std::size_t i = 1; i < refs.words().size(); ++i) refs.write_target(refs.words()[i]);
  if (refs.words().size() < 2) refs.write_configured("fetch");
}

void push(Refs& refs) {
  if (refs.words().size() < 2) refs.write_configured("push");
  const bool removes = refs.has("-d --delete");
  for (std::size_t i = 1; i < refs.words().size(); ++i) {
    removes ? refs.write(refs.words()[i]) : refs.write_target(refs.words()[i]);
  }
}

void filter_branch(Refs& refs) {
  if (refs.has_word("--all")) refs.write("refs/*");
}

// A mirror fetches refs/*, and prunes what the other side has not.
void remote(Refs& refs) {
  if (refs.has_word("--mirror") || refs.has_word("--mirror=fetch")) refs.write("refs/*");
  if (refs.has_word("update") || refs.has_word("prune")) refs.write_configured("fetch");
}

struct Row {
  std::string_view verb;
  void (*tell)(Refs&);
};

constexpr auto kRows = std::to_array<Row>({
    {"fetch",         fetch        },
    {"filter-branch", filter_branch},
    {"pull",          fetch        },
    {"push",          push         },
    {"remote",        remote       },
    {"symbolic-ref",  symbolic_ref },
    {"update-ref",    update_ref   },
});

// "delete %(refname)" for one name; what else a format asks for only git knows.
std::string formatted(std::string_view format, const std::string& name) {
  constexpr std::string_view kName = "%(refname)";
  std::string out;
  while (!format.empty()) {
    if (format.starts_with(kName)) {
      out += name;
      format.remove_prefix(kName.size());
    } else if (format.starts_with("%(")) {
      out += kHole;
      format.remove_prefix(std::min(format.find(')'), format.size() - 1) + 1);
    } else {
      out += format.front();
      format.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

void tell_git_refs(Meaning& meaning, const GitCall& call, const View& view) {
  for (const Row& row : kRows) {
    if (row.verb != call.verb) continue;
    Refs refs(meaning, call, view);
    row.tell(refs);
  }
}

std::optional<std::string> listed_refs(const GitCall& call) {
  const std::string hole(1, kHole);
  std::string format = hole + " " + hole + "\t%(refname)";
  if (call.verb == "show-ref") format = hole + " %(refname)";
  if (const Word* given = call.arguments.value("--format")) format = given->text;
  std::vector<std::string> patterns;
  for (const Operand& operand : call.arguments.operands) patterns.push_back(operand.word.text);
  if (patterns.empty() || call.verb == "show-ref") patterns = {std::string(kRefs)};
  std::string out;
  for (std::string pattern : patterns) {
    pattern.resize(std::min(pattern.find_first_of("*?["), pattern.size()));
    out += formatted(format, pattern + kHole) + "\n";
  }
  return out;
}

}  // namespace guards::commands
