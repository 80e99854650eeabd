// Sources: GNU coreutils 9.1 manual: basename, dirname, ls, mktemp, readlink, realpath, seq.
#include <algorithm>
#include <array>
#include <cstdint>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/fold_rows.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxLines = 4096;

// A number as seq prints it; %g and %.0f are the number itself.
std::string shown(const FoldInput& in, std::int64_t number) {
  const Word* format = in.arguments.value("-f --format");
  if (format == nullptr) return std::to_string(number);
  std::string text = format->text;
  const auto begin = text.find('%');
  const auto end = text.find_first_of("gfeGE", begin);
  if (begin == std::string::npos || end == std::string::npos) return text + kHole;
  std::string digits = std::to_string(number);
  const std::string width = text.substr(begin + 1, end - begin - 1);
  if (width.starts_with('0')) {
    const auto wanted =
        static_cast<std::size_t>(base::to_int(width.substr(0, width.find('.'))).value_or(0));
    if (wanted < 64 && digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  }
  return text.replace(begin, end - begin + 1, digits);
}

struct Listed {
  std::string name;
  bool folder = false;
  bool link = false;
  Facts facts;
};

class Listing {
 public:
  explicit Listing(const FoldInput& in) : in_(in) {}

  Text tell() {
    if (has("-R --recursive -s -i --format -x -C -m -Z --context --time --sort -v -X -c -u"))
      return std::nullopt;
    Words words = in_.operands;
    if (words.empty()) words.push_back({".", {}});
    const std::vector<std::string> folders = print_files(words);
    for (const std::string& folder : folders) {
      if (words.size() > 1) out_.append(out_.empty() ? "" : "\n").append(folder).append(":\n");
      print_folder(folder);
    }
    return unknown_ ? std::nullopt : Text(std::move(out_));
  }

 private:
  // The folders among the words are left.
  std::vector<std::string> print_files(const Words& words) {
    std::vector<Listed> files;
    std::vector<std::string> folders;
    for (const Word& word : words) {
      const There there = in_.view.there(word.text);
      unknown_ = unknown_ || there == There::unknown;
      if (there == There::file || (there == There::folder && has("-d --directory")))
        files.push_back(listed(word.text, word.text));
      else if (there == There::folder)
        folders.push_back(word.text);
    }
    print(files);
    return folders;
  }

  bool has(std::string_view flags) const { return in_.arguments.has_any(flags); }

  Listed listed(const std::string& name, const std::string& path) {
    Listed one{name, in_.view.there(path) == There::folder, in_.view.link(path).has_value(), {}};
    if (const auto facts = in_.view.facts(path))
      one.facts = *facts;
    else if (has("-t -S"))
      unknown_ = true;
    return one;
  }

  void print_folder(const std::string& folder) {
    std::vector<Listed> files;
    if (has("-a --all")) {
      files.push_back({".", true, false, {}});
      files.push_back({"..", true, false, {}});
    }
    for (const std::string& name : in_.view.list(folder).value_or(Lines())) {
      if (name.starts_with('.') && !has("-a -A --all --almost-all -f")) continue;
      if (const Word* hidden = in_.arguments.value("-I --ignore --hide"); hidden != nullptr) {
        unknown_ = true;
      }
      if (name.ends_with('~') && has("-B --ignore-backups")) continue;
      files.push_back(listed(name, below(folder, name)));
    }
    if (is_long()) out_ += std::string("total ") + kHole + "\n";
    print(files);
  }

  bool is_long() const { return has("-l -o -g -n --numeric-uid-gid"); }

  void print(std::vector<Listed>& files) {
    if (has("-t"))
      std::ranges::stable_sort(files, [](const Listed& a, const Listed& b) {
        return a.facts.modified_ns > b.facts.modified_ns;
      });
    if (has("-S"))
      std::ranges::stable_sort(
          files, [](const Listed& a, const Listed& b) { return a.facts.size > b.facts.size; });
    if (has("--group-directories-first"))
      std::ranges::stable_sort(files, [](const Listed& a, const Listed& b) {
        return (a.folder && !a.link) > (b.folder && !b.link);
      });
    if (has("-r --reverse")) std::ranges::reverse(files);
    for (const Listed& file : files) {
      if (is_long()) print_columns(file);
      print_name(file);
    }
  }

  // mode, links, owner, group, size and three of the date: mostly not known, but in their places.
  void print_columns(const Listed& file) {
    const std::string hole(1, kHole);
    out_ += (file.link ? "l" : file.folder ? "d" : "-") + hole;
    const int columns = has("-o") || has("-g") ? 3 : 4;
    for (int i = 1; i < columns; ++i) out_ += " " + hole;
    out_ += " " + std::to_string(file.facts.size);
    for (int i = 0; i < 3; ++i) out_ += " " + hole;
    out_ += ' ';
  }

  // ls(1), -F: what stands behind the name to tell its kind.
  std::string_view mark_of(const Listed& file) const {
    const bool all = has("-F --classify");
    if (file.link) return all ? "@" : "";
    if (file.folder) return all || has("-p") ? "/" : "";
    return all && file.facts.runs ? "*" : "";
  }

  void print_name(const Listed& file) {
    out_ += has("-Q --quote-name") ? "\"" + file.name + "\"" : file.name;
    if (is_long() && file.link)
      out_.append(" -> ").push_back(kHole);
    else
      out_ += mark_of(file);
    out_ += '\n';
  }

  const FoldInput& in_;
  std::string out_;
  bool unknown_ = false;
};

}  // namespace

Text fold_ls(const FoldInput& in) {
  return Listing(in).tell();
}

Text fold_basename(const FoldInput& in) {
  if (in.operands.empty()) return std::nullopt;
  const Word* given = in.arguments.value("-s --suffix");
  const bool many = given != nullptr || in.arguments.has_any("-a --multiple");
  std::string suffix = given != nullptr ? given->text : "";
  if (!many && in.operands.size() > 1) suffix = in.operands[1].text;
  std::string out;
  for (const Word& word : in.operands) {
    std::string name = last_part(word.text);
    if (!suffix.empty() && name.size() > suffix.size() && name.ends_with(suffix)) {
      name.resize(name.size() - suffix.size());
    }
    out += name + "\n";
    if (!many) break;
  }
  return out;
}

Text fold_dirname(const FoldInput& in) {
  std::string out;
  for (const Word& word : in.operands) {
    std::string_view path = word.text;
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    out += std::string(base::dir_name(path)) + "\n";
  }
  return out;
}

namespace {

struct Series {
  std::int64_t first = 1;
  std::int64_t step = 1;
  std::int64_t last = 0;
};

// seq LAST, seq FIRST LAST, seq FIRST STEP LAST
std::optional<Series> series_of(const Words& words) {
  std::vector<std::int64_t> given;
  given.reserve(words.size());
  for (const Word& word : words) {
    const auto number = base::to_int(word.text);
    if (!number) return std::nullopt;
    given.push_back(*number);
  }
  if (given.empty() || given.size() > 3) return std::nullopt;
  Series series;
  series.last = given.back();
  if (given.size() > 1) series.first = given[0];
  if (given.size() > 2) series.step = given[1];
  return series.step == 0 ? std::nullopt : std::optional(series);
}

}  // namespace

Text fold_seq(const FoldInput& in) {
  const auto series = series_of(in.operands);
  if (!series || in.arguments.has_any("-w --equal-width")) return std::nullopt;
  const Word* between = in.arguments.value("-s --separator");
  const auto goes_on = [&](std::int64_t i) {
    return series->step > 0 ? i <= series->last : i >= series->last;
  };
  std::string out;
  std::size_t count = 0;
  for (auto i = series->first; goes_on(i); i += series->step) {
    if (++count > kMaxLines) return std::nullopt;
    if (count > 1) out += between != nullptr ? between->text : "\n";
    out += shown(in, i);
  }
  return out + "\n";
}

Text fold_readlink(const FoldInput& in) {
  if (in.operands.size() != 1) return std::nullopt;
  if (!in.arguments.has_any("-f -e -m -n --canonicalize")) {
    const auto text = in.view.link(in.operands[0].text);
    return text ? Text(*text + "\n") : Text("");
  }
  return base::join_path(in.view.cwd(), in.operands[0].text) + "\n";
}

Text fold_realpath(const FoldInput& in) {
  if (in.operands.size() != 1 || in.arguments.has_any("--relative-to --relative-base"))
    return std::nullopt;
  return base::join_path(in.view.cwd(), in.operands[0].text) + "\n";
}

Text fold_mktemp(const FoldInput& in) {
  const std::string hole(1, kHole);
  if (in.operands.empty()) return "/tmp/tmp." + hole + "\n";
  std::string name = in.operands[0].text;
  const auto last = name.find_last_not_of('X');
  name.resize(last == std::string::npos ? 0 : last + 1);
  const Word* folder = in.arguments.value("-p --tmpdir");
  if (folder != nullptr && !folder->text.empty())
    name = below(folder->text, name);
  else if (in.arguments.has_any("-t -p --tmpdir"))
    name = "/tmp/" + name;
  return name + hole + "\n";
}

}  // namespace guards::commands
