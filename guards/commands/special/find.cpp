// Source: find(1) of findutils 4.9; fd(1).
#include <algorithm>
#include <array>
#include <functional>

#include "coord/base/glob.h"
#include "coord/base/text.h"
#include "guards/commands/describe.h"
#include "guards/commands/print.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxVisited = 5000;
constexpr std::size_t kMaxFound = 256;

struct Entry {
  std::string path;
  bool folder = false;
  int depth = 0;
};

// One way to say which names are meant; what cannot be told from names holds for all.
struct Test {
  enum class Kind : std::uint8_t { name, path, type, empty, newer, other } kind = Kind::other;
  std::string pattern;
  bool ignores_case = false;
  bool negated = false;
};

// Tests joined by "and"; a search has several joined by "or".
using Tests = std::vector<Test>;

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

// fnmatch(3) as find uses it: `*` crosses '/'.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '*' || pattern[p] == kHole)) {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && pattern[p] == '[') {
      const auto close = pattern.find(']', p + 2);
      const auto set = pattern.substr(p + 1, close == std::string_view::npos ? 0 : close - p - 1);
      if (close == std::string_view::npos ||
          !base::glob_match("[" + std::string(set) + "]", text.substr(t, 1))) {
        if (star == std::string_view::npos) return false;
        p = star + 1;
        t = ++mark;
      } else {
        p = close + 1;
        ++t;
      }
    } else if (p < pattern.size() &&
               (pattern[p] == '?' || pattern[p] == text[t] ||
                (pattern[p] == '\\' && p + 1 < pattern.size() && pattern[p + 1] == text[t]))) {
      p += pattern[p] == '\\' ? 2 : 1;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && (pattern[p] == '*' || pattern[p] == kHole)) ++p;
  return p == pattern.size();
}

bool holds(const Test& test, const Entry& entry, const View& view) {
  const auto fold = [&](const std::string& text) {
    return test.ignores_case ? lowered(text) : text;
  };
  switch (test.kind) {
    case Test::Kind::name:
      return matches(fold(test.pattern), fold(last_part(entry.path)));
    case Test::Kind::path:
      return matches(fold(test.pattern), fold(entry.path));
    case Test::Kind::type:
      if (test.pattern.find('l') != std::string::npos) return view.link(entry.path).has_value();
      if (view.link(entry.path)) return false;
      return test.pattern.find(entry.folder ? 'd' : 'f') != std::string::npos;
    case Test::Kind::empty:
      if (entry.folder)
        return view.list(entry.path).value_or(std::vector<std::string>{"x"}).empty();
      return view.content(entry.path).value_or("x").empty();
    default:
      return !test.negated;
  }
}

// What is done with each name found.
struct Act {
  enum class Kind : std::uint8_t { run, run_once, run_there, remove, print } kind = Kind::print;
  Words words;
  char end = '\n';
  std::string format;
};

class Search {
 public:
  Search(const Call& call, const View& view) : call_(call), view_(view) {}

  Meaning tell() {
    read_words();
    if (roots_.empty()) roots_.push_back({".", call_.span});
    collect();
    for (const Act& act : acts_) do_act(act);
    if (view_.wants_output()) print_names();
    return std::move(meaning_);
  }

 private:
  void read_words() {
    std::size_t at = 0;
    const Words& words = call_.words;
    for (; at < words.size() && words[at].text.starts_with('-'); ++at) {
      const std::string& text = words[at].text;
      if (text == "-D" || text == "-O")
        ++at;
      else if (text != "-H" && text != "-L" && text != "-P" && !text.starts_with("-O"))
        break;
    }
    for (; at < words.size(); ++at) {
      const std::string& text = words[at].text;
      if (text.starts_with('-') || text == "(" || text == "!" || text == ")") break;
      roots_.push_back(words[at]);
    }
    ways_.emplace_back();
    for (; at < words.size(); ++at) read_expression(at);
  }

  void read_expression(std::size_t& at) {
    const std::string& text = call_.words[at].text;
    if (text == "-o" || text == "-or") {
      ways_.emplace_back();
      return;
    }
    if (text == "(" || text == ")" || text == ",") {
      return;
    }
    if (text == "!" || text == "-not") {
      negated_ = true;
      return;
    }
    if (text == "-exec" || text == "-ok" || text == "-execdir" || text == "-okdir") {
      return read_exec(at, text.ends_with("dir"));
    }
    if (text == "-delete") return add_act({Act::Kind::remove, {}, '\n', {}});
    if (text == "-print0") return add_act({Act::Kind::print, {}, '\0', {}});
    if (text == "-print") return add_act({Act::Kind::print, {}, '\n', {}});
    if (text == "-prune") {
      pruned_.push_back(ways_.back());
      prunes_ = true;
      ways_.back().clear();
      ways_.back().push_back({Test::Kind::other, {}, false, true});
      return;
    }
    if (text == "-depth" || text == "-mount" || text == "-xdev" || text == "-daystart" ||
        text == "-noleaf" || text == "-quit" || text == "-ls" || text == "-follow") {
      return;
    }
    read_test(text, at);
  }

  void read_test(const std::string& text, std::size_t& at) {
    struct Row {
      std::string_view flag;
      Test::Kind kind;
      bool ignores_case;
      bool takes;
    };
    using Kind = Test::Kind;
    static constexpr std::array kTests = {
        Row{"-name",       Kind::name,  false, true },
        Row{"-iname",      Kind::name,  true,  true },
        Row{"-path",       Kind::path,  false, true },
        Row{"-wholename",  Kind::path,  false, true },
        Row{"-ipath",      Kind::path,  true,  true },
        Row{"-type",       Kind::type,  false, true },
        Row{"-empty",      Kind::empty, false, false},
        Row{"-true",       Kind::other, false, false},
        Row{"-readable",   Kind::other, false, false},
        Row{"-writable",   Kind::other, false, false},
        Row{"-executable", Kind::other, false, false},
        Row{"-nouser",     Kind::other, false, false},
        Row{"-nogroup",    Kind::other, false, false},
    };
    Test test;
    test.negated = std::exchange(negated_, false);
    bool takes = true;
    for (const Row& row : kTests) {
      if (row.flag != text) continue;
      test.kind = row.kind;
      test.ignores_case = row.ignores_case;
      takes = row.takes;
    }
    if (!takes) return ways_.back().push_back(test);
    if (at + 1 >= call_.words.size()) return;
    const Word& value = call_.words[++at];
    test.pattern = value.text;
    if (text == "-maxdepth")
      max_depth_ = static_cast<int>(base::to_int(value.text).value_or(99));
    else if (text == "-mindepth")
      min_depth_ = static_cast<int>(base::to_int(value.text).value_or(0));
    else if (text == "-printf")
      add_act({Act::Kind::print, {}, '\n', value.text});
    else if (text == "-fprint" || text == "-fprint0" || text == "-fls")
      touch(meaning_, Role::out, value, view_);
    else if (text == "-fprintf") {
      touch(meaning_, Role::out, value, view_);
      ++at;
    } else if (text == "-newer" || text == "-anewer" || text == "-cnewer" || text == "-samefile" ||
               text == "-files0-from") {
      if (text == "-files0-from") touch(meaning_, Role::in, value, view_);
    } else if (!text.starts_with("-regextype")) {
      if (test.kind == Test::Kind::other) vague_ = true;
      ways_.back().push_back(test);
    }
  }

  void read_exec(std::size_t& at, bool there) {
    Act act;
    act.kind = there ? Act::Kind::run_there : Act::Kind::run;
    for (++at; at < call_.words.size(); ++at) {
      const Word& word = call_.words[at];
      if (word.text == ";") break;
      if (word.text == "+" && !act.words.empty() && act.words.back().text == "{}") {
        if (!there) act.kind = Act::Kind::run_once;
        break;
      }
      act.words.push_back(word);
    }
    add_act(std::move(act));
  }

  void add_act(Act act) { acts_.push_back(std::move(act)); }

  bool is_wanted(const Entry& entry) const {
    if (entry.depth < min_depth_) return false;
    for (const Tests& way : ways_) {
      const bool fits = std::ranges::all_of(way, [&](const Test& test) {
        return holds(test, entry, view_) != (test.negated && test.kind != Test::Kind::other) &&
               !(test.kind == Test::Kind::other && test.negated && prunes_ && test.pattern.empty());
      });
      if (fits) return true;
    }
    return false;
  }

  bool is_pruned(const Entry& entry) const {
    return std::ranges::any_of(pruned_, [&](const Tests& way) {
      return !way.empty() && std::ranges::all_of(way, [&](const Test& test) {
        return holds(test, entry, view_) != test.negated;
      });
    });
  }

  void collect() {
    for (const Word& root : roots_) {
      if (has_hole(root.text) || has_hole(view_.cwd())) {
        incomplete_ = true;
        continue;
      }
      const There there = view_.there(root.text);
      if (there == There::missing || there == There::unknown) continue;
      visit({root.text, there == There::folder, 0});
    }
  }

  void visit(const Entry& entry) {
    if (++visited_ > kMaxVisited || found_.size() > kMaxFound) {
      incomplete_ = true;
      return;
    }
    const bool pruned = is_pruned(entry);
    if (!pruned && is_wanted(entry)) found_.push_back(entry.path);
    if (pruned || !entry.folder || entry.depth >= max_depth_ || view_.link(entry.path)) return;
    const auto names = view_.list(entry.path);
    if (!names) return;
    for (const std::string& name : *names) {
      const std::string path = below(entry.path, name);
      visit({path, view_.there(path) == There::folder && !view_.link(path), entry.depth + 1});
    }
  }

  // Names as they can be told: one by one, or as patterns below the roots.
  std::vector<std::string> names() const {
    if (!incomplete_) return found_;
    std::vector<std::string> patterns;
    for (const Word& root : roots_) {
      bool any = false;
      for (const Tests& way : ways_) {
        for (const Test& test : way) {
          if (test.kind != Test::Kind::name || test.negated) continue;
          std::string pattern = test.pattern;
          std::ranges::replace(pattern, '*', kHole);
          patterns.push_back(below(root.text, std::string(1, kHole) + "/" + pattern));
          any = true;
        }
      }
      if (!any) patterns.push_back(below(root.text, std::string(1, kHole)));
    }
    return patterns;
  }

  void do_act(const Act& act) {
    if (act.kind == Act::Kind::print) return;
    const bool maybe = vague_ || incomplete_;
    if (act.kind == Act::Kind::run_once) return run(act, names(), maybe);
    for (const std::string& name : names()) {
      if (act.kind == Act::Kind::remove) {
        meaning_.touches.push_back({.verb = Verb::remove,
                                    .path = name,
                                    .span = call_.span,
                                    .maybe = maybe,
                                    .needs_target = true});
      } else {
        run(act, {name}, maybe);
      }
    }
  }

  void run(const Act& act, const std::vector<std::string>& names, bool maybe) {
    if (names.empty()) return;
    Run one{.kind = Run::Kind::words, .span = call_.span};
    one.maybe = maybe;
    for (const Word& word : act.words) {
      if (word.text == "{}" && act.kind == Act::Kind::run_once) {
        for (const std::string& name : names) one.words.push_back({name, call_.span});
        continue;
      }
      Word filled = word;
      std::string name = names.front();
      if (act.kind == Act::Kind::run_there) {
        const std::string last = last_part(name);
        one.cwd = name.size() > last.size() ? name.substr(0, name.size() - last.size()) : ".";
        name = "./" + last;
      }
      for (auto at = filled.text.find("{}"); at != std::string::npos;
           at = filled.text.find("{}", at + name.size())) {
        filled.text.replace(at, 2, name);
      }
      one.words.push_back(std::move(filled));
    }
    meaning_.runs.push_back(std::move(one));
  }

  void print_names() {
    char end = '\n';
    std::string format;
    bool prints = acts_.empty();
    for (const Act& act : acts_) {
      if (act.kind != Act::Kind::print) continue;
      prints = true;
      end = act.end;
      format = act.format;
    }
    if (!prints) return;
    std::string out;
    for (const std::string& name : names()) {
      if (format.empty()) {
        out += name;
        out += end;
      } else {
        out += printed(format, name);
      }
    }
    meaning_.output = out;
  }

  static std::string printed(const std::string& format, const std::string& name) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%' || i + 1 >= format.size()) {
        out += format[i];
        continue;
      }
      const char kind = format[++i];
      if (kind == 'p')
        out += name;
      else if (kind == 'f')
        out += last_part(name);
      else if (kind == '%')
        out += '%';
      else
        out += kHole;
    }
    return unescaped(out);
  }

  const Call& call_;
  const View& view_;
  Meaning meaning_;
  Words roots_;
  std::vector<Tests> ways_;
  std::vector<Tests> pruned_;
  std::vector<Act> acts_;
  std::vector<std::string> found_;
  int max_depth_ = 99;
  int min_depth_ = 0;
  std::size_t visited_ = 0;
  bool negated_ = false;
  bool prunes_ = false;
  bool vague_ = false;       // some test hangs on times, sizes, owners
  bool incomplete_ = false;  // not every name was seen
};

}  // namespace

Meaning find_files(const Call& call, const View& view) {
  if (call.name.starts_with("fd")) return describe_by_table(call, view);
  return Search(call, view).tell();
}

}  // namespace guards::commands
