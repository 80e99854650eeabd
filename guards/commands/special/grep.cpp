// Source: grep(1) of GNU grep 3.8, rg(1), ack(1): what is read, and what is printed of known text.
#include <algorithm>

#include "guards/commands/arguments.h"
#include "guards/commands/fold_rows.h"
#include "guards/commands/regex.h"
#include "guards/commands/special/find_expression.h"
#include "guards/commands/special/special.h"
#include "guards/commands/special/visible_files.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

// A fixed text as a basic expression.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\.*[]^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// What grep looks for: any of these, in whole lines or parts.
struct Filter {
  std::vector<Regex> wanted;
  bool inverted = false;
  bool parts = false;  // -o: what fits, not the line
  bool known = true;

  bool keeps(const std::string& line) const {
    if (has_hole(line)) return true;
    const bool found =
        std::ranges::any_of(wanted, [&](const Regex& one) { return one.is_in(line); });
    return found != inverted;
  }
};

Dialect dialect_of(const Call& call, const Arguments& arguments) {
  if (call.name == "rg" || arguments.has_any("-P --perl-regexp")) return Dialect::perl;
  const bool extended = call.name == "egrep" || arguments.has_any("-E --extended-regexp");
  return extended ? Dialect::extended : Dialect::basic;
}

Lines patterns_of(const Arguments& arguments, const std::string& operand) {
  Lines patterns;
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.name == "-e" || flag.name == "--regexp") patterns.push_back(flag.value.text);
  }
  return patterns.empty() ? lines_of(operand) : patterns;
}

Filter filter_of(const Call& call, const Arguments& arguments, const std::string& pattern) {
  Filter filter;
  filter.inverted = arguments.has_any("-v --invert-match");
  filter.parts = arguments.has_any("-o --only-matching");
  const bool fixed = arguments.has_any("-F --fixed-strings") || call.name == "fgrep";
  const auto dialect = fixed ? Dialect::basic : dialect_of(call, arguments);
  const bool folds = arguments.has_any("-i --ignore-case -y");
  const bool whole_lines = arguments.has_any("-x --line-regexp");
  const bool whole_words = arguments.has_any("-w --word-regexp");
  filter.known = !arguments.has_any("-f --file");
  for (std::string one : patterns_of(arguments, pattern)) {
    if (fixed) one = escaped(one);
    if (whole_lines) one.insert(0, 1, '^').push_back('$');
    if (whole_words) one.insert(0, "\\b").append("\\b");
    auto regex = Regex::compile(one, dialect, folds);
    filter.known = filter.known && regex && !has_hole(one);
    if (regex) filter.wanted.push_back(*std::move(regex));
  }
  return filter;
}

// Lines of `text` that the filter keeps.
std::optional<std::string> filtered(const Filter& filter, const std::string& text) {
  if (!filter.known) return std::nullopt;
  Lines out;
  for (const std::string& line : lines_of(text)) {
    if (!filter.keeps(line)) continue;
    if (!filter.parts) {
      out.push_back(line);
      continue;
    }
    if (has_hole(line)) return std::nullopt;
    for (const Regex& regex : filter.wanted) {
      for (auto hit = regex.find(line); hit && (*hit)[1] > (*hit)[0];
           hit = regex.find(line, (*hit)[1]))
        out.push_back(line.substr((*hit)[0], (*hit)[1] - (*hit)[0]));
    }
  }
  return text_of(out);
}

bool searches_folders(const Call& call, const Arguments& arguments) {
  const bool grep = call.name.ends_with("grep");
  return !grep || arguments.has_any("-r -R --recursive --dereference-recursive");
}

// rg in a small work tree: the very files, as "." says little.
bool read_small_tree(Meaning& meaning, const Word& folder, const Arguments& arguments,
                     const View& view) {
  constexpr std::size_t kSmall = 200;
  if (folder.text != "." || arguments.has_any("-t -T --type --type-not --iglob --pre -z"))
    return false;
  Visibility wanted;
  wanted.hidden = arguments.has_any("-. --hidden -uu -uuu");
  wanted.ignored = arguments.has_any("--no-ignore -u -uu -uuu");
  wanted.most = kSmall;
  const auto files = visible_files(folder.text, wanted, view);
  if (!files) return false;
  const Word* glob = arguments.value("-g --glob");
  for (const VisibleFile& file : *files) {
    if (file.folder || view.link(file.path)) continue;
    if (glob != nullptr && !fits_name(glob->text, last_part(file.path))) continue;
    meaning.touches.push_back({.path = file.path, .span = folder.span, .named = false});
  }
  return true;
}

// What is looked for where.
struct Search {
  std::string pattern;
  Words files;
  bool in_folders = false;
  bool in_input = false;
};

Search search_of(const Call& call, const Arguments& arguments, const View& view) {
  Search search;
  bool takes_pattern = !arguments.has_any("-e --regexp -f --file");
  for (const Operand& operand : arguments.operands) {
    if (operand.role == Role::value && takes_pattern) {
      search.pattern = operand.word.text;
      takes_pattern = false;
    } else {
      search.files.push_back(operand.word);
    }
  }
  search.in_folders = searches_folders(call, arguments);
  if (!search.files.empty()) return search;
  search.in_input = call.name.ends_with("grep") ? !search.in_folders : view.input().has_value();
  if (!search.in_input) search.files.push_back({".", call.span});
  return search;
}

// grep(1) takes [:alpha:] outside brackets for a mistake.
bool is_refused(const Call& call, const Arguments& arguments) {
  if (!call.name.ends_with("grep") || arguments.has_any("-F --fixed-strings -P")) return false;
  if (arguments.has_any("-e --regexp -f --file")) return false;
  const auto pattern = std::ranges::find(arguments.operands, Role::value, &Operand::role);
  return pattern != arguments.operands.end() && has_lone_class(pattern->word.text);
}

void touch_searched(Meaning& meaning, const Call& call, const Arguments& arguments,
                    const Search& search, const View& view) {
  const bool looks_at_ignores = call.name == "rg" || call.name == "ripgrep";
  for (const Word& file : search.files) {
    if (is_folder(file.text, view) && !search.in_folders) continue;
    if (!looks_at_ignores || !read_small_tree(meaning, file, arguments, view))
      touch(meaning, Role::tree, file, view);
  }
  if (looks_at_ignores && !search.in_input &&
      !arguments.has_any("--no-ignore -u -uu -uuu --files -I"))
    read_ignore_files(meaning, call.span, view);
}

// -l: which of the files is known only when it runs.
std::string names_of(const Words& files, const View& view) {
  std::string out;
  for (const Word& file : files) {
    out += is_folder(file.text, view) ? below(file.text, kUnknown) : file.text;
    out += '\n';
  }
  return out;
}

std::optional<std::string> printed(const Call& call, const Arguments& arguments,
                                   const Search& search, const View& view) {
  const Words& files = search.files;
  if (arguments.has_any("-l -L --files-with-matches --files-without-match --files"))
    return names_of(files, view);
  if (arguments.has_any("-c -n -A -B -C --count --line-number -H -b -z -m -L")) return std::nullopt;
  const bool one_file = !search.in_input && files.size() == 1 && !search.in_folders &&
                        view.there(files[0].text) == There::file;
  const auto text = one_file          ? view.content(files[0].text)
                    : search.in_input ? view.input()
                                      : std::nullopt;
  return text ? filtered(filter_of(call, arguments, search.pattern), *text) : std::nullopt;
}

}  // namespace

Meaning grep(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning;
  if (arguments.has_any("--help --version -V")) return meaning;
  if (is_refused(call, arguments)) {
    meaning.success = false;
    return meaning;
  }
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.has_value && flag.spec.role == Role::in) touch(meaning, Role::in, flag.value, view);
  }
  const Search search = search_of(call, arguments, view);
  touch_searched(meaning, call, arguments, search, view);
  if (view.wants_output()) meaning.output = printed(call, arguments, search, view);
  return meaning;
}

}  // namespace guards::commands
