// Source: find(1) of findutils 4.9.
#include <algorithm>
#include <map>
#include <utility>

#include "guards/commands/describe.h"
#include "guards/commands/special/find_expression.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxVisited = 5000;
constexpr std::size_t kMaxFound = 256;  // names something is done with
constexpr std::size_t kMaxPrinted = 5000;

// An entry an act is done with.
struct Found {
  std::size_t act = 0;
  std::string path;
  bool maybe = false;
};

// find(1), -printf: what a letter behind a backslash stands for.
char escaped(char letter) {
  if (letter == 'n') return '\n';
  if (letter == 't') return '\t';
  return letter == '0' ? '\0' : letter;
}

// ... and one behind a percent sign.
std::string directed(char letter, const std::string& name) {
  if (letter == 'p') return name;
  if (letter == 'f') return last_part(name);
  return letter == '%' ? "%" : kUnknown;
}

class Search {
 public:
  Search(const Call& call, const View& view)
      : call_(call), view_(view), wanted_(read_find(call.words, call.span)) {}

  Meaning tell() {
    for (const Word& file : wanted_.read) touch(meaning_, Role::in, file, view_);
    for (const Word& file : wanted_.written) touch(meaning_, Role::out, file, view_);
    if (wanted_.acts.empty()) {  // what is found is printed
      wanted_.acts.push_back({});
      wanted_.nodes.push_back({FindNode::Kind::act, 0, 0});
      const std::size_t print = wanted_.nodes.size() - 1;
      if (wanted_.top) wanted_.nodes.push_back({FindNode::Kind::both, *wanted_.top, print});
      wanted_.top = wanted_.nodes.size() - 1;
    }
    const bool prints = std::ranges::all_of(
        wanted_.acts, [](const FindAct& act) { return act.kind == FindAct::Kind::print; });
    most_ = prints ? kMaxPrinted : kMaxFound;
    for (const Word& root : wanted_.roots) search(root);
    if (incomplete_) tell_patterns();
    for (std::size_t act = 0; act < wanted_.acts.size(); ++act) do_act(act);
    if (view_.wants_output()) meaning_.output = std::move(printed_);
    return std::move(meaning_);
  }

 private:
  void search(const Word& root) {
    if (has_hole(root.text) || has_hole(view_.cwd())) {
      incomplete_ = true;
      return;
    }
    const There there = view_.there(root.text);
    if (there == There::missing || there == There::unknown) return;
    visit({root.text, there == There::folder, 0});
  }

  void visit(const FindEntry& entry) {
    if (++visited_ > kMaxVisited || found_.size() > most_) incomplete_ = true;
    if (incomplete_ || quits_) return;
    pruned_ = false;
    if (entry.depth >= wanted_.min_depth && wanted_.top) ask(*wanted_.top, entry, false);
    const bool stops = pruned_ || quits_ || !entry.folder || entry.depth >= wanted_.max_depth;
    if (stops || (entry.depth > 0 && view_.link(entry.path))) return;
    const auto names = view_.list(entry.path);
    if (!names) return;
    for (const std::string& name : *names) {
      const std::string path = below(entry.path, name);
      const bool folder = view_.there(path) == There::folder && !view_.link(path);
      visit({path, folder, entry.depth + 1});
    }
  }

  // Is the entry meant? Acts on the way are noted; `maybe`: it is not sure that we come here.
  Truth ask(std::size_t at, const FindEntry& entry, bool maybe) {
    const FindNode& node = wanted_.nodes[at];
    using Kind = FindNode::Kind;
    switch (node.kind) {
      case Kind::test:
        return holds(wanted_.tests[node.left], entry, view_);
      case Kind::act:
        found_.push_back({node.left, entry.path, maybe});
        return fails(node.left) ? Truth::no : Truth::yes;
      case Kind::prune:
        pruned_ = pruned_ || !maybe;
        return Truth::yes;
      case Kind::quit:
        quits_ = !maybe;
        return Truth::yes;
      case Kind::negation: {
        const Truth inner = ask(node.left, entry, maybe);
        return inner == Truth::maybe ? inner : inner == Truth::no ? Truth::yes : Truth::no;
      }
      case Kind::both: {
        const Truth left = ask(node.left, entry, maybe);
        if (left == Truth::no) return left;
        return std::min(left, ask(node.right, entry, maybe || left == Truth::maybe));
      }
      case Kind::either: {
        const Truth left = ask(node.left, entry, maybe);
        if (left == Truth::yes) return left;
        return std::max(left, ask(node.right, entry, maybe || left == Truth::maybe));
      }
      default:
        ask(node.left, entry, maybe);
        return ask(node.right, entry, maybe);
    }
  }

  // find(1), -exec: false when the command fails. Told from its words without the name found.
  bool fails(std::size_t number) {
    const FindAct& act = wanted_.acts[number];
    if (act.kind != FindAct::Kind::run && act.kind != FindAct::Kind::run_there) return false;
    const auto [at, is_new] = fails_.try_emplace(number, false);
    if (is_new) {
      Words words = act.words;
      for (Word& word : words) {
        if (word.text == "{}") word.text = kUnknown;
      }
      at->second = describe(words, view_).success == false;
    }
    return at->second;
  }

  // Too many entries, or folders not known: names as patterns below the roots.
  void tell_patterns() {
    std::vector<std::string> patterns;
    for (const Word& root : wanted_.roots) {
      bool any = false;
      for (const FindTest& test : wanted_.tests) {
        if (test.kind != FindTest::Kind::name) continue;
        std::string pattern = test.pattern;
        std::ranges::replace(pattern, '*', kHole);
        patterns.push_back(below(root.text, below(kUnknown, pattern)));
        any = true;
      }
      if (!any) patterns.push_back(below(root.text, kUnknown));
    }
    found_.clear();
    for (std::size_t act = 0; act < wanted_.acts.size(); ++act) {
      for (const std::string& pattern : patterns) found_.push_back({act, pattern, true});
    }
  }

  void do_act(std::size_t number) {
    const FindAct& act = wanted_.acts[number];
    using Kind = FindAct::Kind;
    std::vector<std::string> names;
    bool maybe = false;
    for (const Found& one : found_) {
      if (one.act != number) continue;
      names.push_back(one.path);
      maybe = maybe || one.maybe;
      if (act.kind == Kind::run || act.kind == Kind::run_there) run(act, {one.path}, one.maybe);
      if (act.kind == Kind::print) print(act, one.path);
    }
    if (act.kind == Kind::run_once) run(act, names, maybe);
    if (act.kind == Kind::remove) remove_all(number);
  }

  // What is in a folder goes before it.
  void remove_all(std::size_t number) {
    for (auto one = found_.rbegin(); one != found_.rend(); ++one) {
      if (one->act == number && goes(*one)) remove(*one);
    }
  }

  // find(1), -delete: a folder goes only when it is empty by then.
  bool goes(const Found& one) const {
    if (incomplete_ || view_.there(one.path) != There::folder) return true;
    const auto names = view_.list(one.path).value_or(std::vector<std::string>());
    return std::ranges::all_of(names, [&](const std::string& name) {
      const std::string path = below(one.path, name);
      return std::ranges::any_of(
          found_, [&](const Found& other) { return other.act == one.act && other.path == path; });
    });
  }

  void remove(const Found& one) {
    Touch touch{.verb = Verb::remove, .path = one.path, .span = call_.span, .needs_target = true};
    touch.maybe = one.maybe;
    const bool everything = incomplete_ && one.path.ends_with(std::string{'/', kHole});
    if (everything) touch.path.resize(one.path.size() - (one.path.size() > 2 ? 2 : 1));
    touch.tree = everything;
    if (last_part(one.path) != "." || everything) meaning_.touches.push_back(std::move(touch));
  }

  void run(const FindAct& act, const std::vector<std::string>& names, bool maybe) {
    if (names.empty()) return;
    Run one{.kind = Run::Kind::words, .span = call_.span};
    one.maybe = maybe;
    for (const Word& word : act.words) {
      if (word.text == "{}" && act.kind == FindAct::Kind::run_once) {
        for (const std::string& name : names) one.words.push_back({name, call_.span});
        continue;
      }
      Word filled = word;
      std::string name = names.front();
      if (act.kind == FindAct::Kind::run_there) {
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

  void print(const FindAct& act, const std::string& name) {
    if (act.format.empty()) {
      printed_ += name;
      printed_ += act.end;
    } else {
      print_formatted(act.format, name);
    }
  }

  void print_formatted(const std::string& format, const std::string& name) {
    for (std::size_t i = 0; i < format.size(); ++i) {
      const char next = i + 1 < format.size() ? format[i + 1] : '\0';
      if (format[i] == '\\') {
        ++i;
        printed_ += escaped(next);
      } else if (format[i] != '%') {
        printed_ += format[i];
      } else {
        ++i;
        printed_ += directed(next, name);
      }
    }
  }

  const Call& call_;
  const View& view_;
  FindExpression wanted_;
  Meaning meaning_;
  std::vector<Found> found_;
  std::map<std::size_t, bool> fails_;  // of acts
  std::string printed_;
  std::size_t visited_ = 0;
  std::size_t most_ = kMaxFound;
  bool pruned_ = false;
  bool quits_ = false;
  bool incomplete_ = false;  // not every name was seen
};

}  // namespace

Meaning find_files(const Call& call, const View& view) {
  return Search(call, view).tell();
}

}  // namespace guards::commands
