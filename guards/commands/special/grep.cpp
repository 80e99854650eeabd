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

Filter filter_of(const Call& call, const Arguments& arguments, const std::string& pattern) {
  Filter filter;
  filter.inverted = arguments.has_any("-v --invert-match");
  filter.parts = arguments.has_any("-o --only-matching");
  const bool perl = arguments.has_any("-P --perl-regexp") || call.name == "rg";
  const bool extended = arguments.has_any("-E --extended-regexp") || call.name == "egrep";
  const bool fixed = arguments.has_any("-F --fixed-strings") || call.name == "fgrep";
  const bool folds = arguments.has_any("-i --ignore-case -y");
  const auto dialect = perl ? Dialect::perl : extended ? Dialect::extended : Dialect::basic;
  Lines patterns;
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.name == "-e" || flag.name == "--regexp") patterns.push_back(flag.value.text);
    if (flag.name == "-f" || flag.name == "--file") filter.known = false;
  }
  if (patterns.empty()) patterns = lines_of(pattern);
  for (std::string one : patterns) {
    if (fixed) one = escaped(one);
    if (arguments.has_any("-x --line-regexp")) one = "^" + one + "$";
    if (arguments.has_any("-w --word-regexp")) one = "\\b" + one + "\\b";
    auto regex = Regex::compile(one, fixed ? Dialect::basic : dialect, folds);
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

}  // namespace

Meaning grep(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning;
  if (arguments.has_any("--help --version -V")) return meaning;
  const bool recursive = searches_folders(call, arguments);
  Words files;
  std::string pattern;
  bool has_pattern = false;
  for (const Operand& operand : arguments.operands) {
    if (operand.role == Role::value && !has_pattern &&
        !arguments.has_any("-e --regexp -f --file")) {
      pattern = operand.word.text;
      has_pattern = true;
    } else {
      files.push_back(operand.word);
    }
  }
  if (call.name.ends_with("grep") && has_lone_class(pattern) &&
      !arguments.has_any("-F --fixed-strings -P")) {
    meaning.success = false;
    return meaning;
  }
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.has_value && flag.spec.role == Role::in) touch(meaning, Role::in, flag.value, view);
  }
  const bool reads_input =
      files.empty() && (call.name.ends_with("grep") ? !recursive : view.input().has_value());
  if (files.empty() && !reads_input) files.push_back({".", call.span});
  const bool looks_at_ignores = call.name == "rg" || call.name == "ripgrep";
  for (const Word& file : files) {
    const bool folder = is_folder(file.text, view);
    if (folder && !recursive) continue;
    if (!looks_at_ignores || !read_small_tree(meaning, file, arguments, view))
      touch(meaning, Role::tree, file, view);
  }
  if (looks_at_ignores && !reads_input && !arguments.has_any("--no-ignore -u -uu -uuu --files -I"))
    read_ignore_files(meaning, call.span, view);
  meaning.success.reset();
  if (!view.wants_output()) return meaning;
  const bool lists = arguments.has_any("-l -L --files-with-matches --files-without-match --files");
  if (lists) {
    std::string out;
    for (const Word& file : files) {
      const bool folder = is_folder(file.text, view);
      out += folder ? below(file.text, kUnknown) : file.text;
      out += '\n';
    }
    meaning.output = out;
  } else if (!arguments.has_any("-c -n -A -B -C --count --line-number -H -b -z -m -L")) {
    const bool one_file =
        files.size() == 1 && !recursive && view.there(files[0].text) == There::file;
    const auto input = reads_input ? view.input()
                       : one_file  ? view.content(files[0].text)
                                   : std::nullopt;
    if (input) meaning.output = filtered(filter_of(call, arguments, pattern), *input);
  }
  return meaning;
}

}  // namespace guards::commands
