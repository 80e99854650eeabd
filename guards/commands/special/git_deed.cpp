// Source: git-checkout(1), git-reset(1), git-stash(1), git-commit(1) ... of 2.39.
#include "guards/commands/special/git_deed.h"

#include <algorithm>
#include <array>

#include "guards/commands/arguments.h"
#include "guards/commands/special/git_verbs.h"
#include "guards/words.h"

namespace guards::commands {

namespace {

using Texts = std::vector<std::string>;

struct Reading {
  const Arguments& given;
  Texts operands;       // before "--"
  Texts behind;         // "--"
  bool dashes = false;  // there is one
  const std::function<bool(const std::string&)>& is_there;

  bool has(std::string_view flags) const { return given.has_any(flags); }
  std::string first() const { return operands.empty() ? std::string() : operands[0]; }
  Texts all() const {
    Texts all = operands;
    all.insert(all.end(), behind.begin(), behind.end());
    return all;
  }
};

void lose_changes(GitDeed& deed, std::string tree, Texts paths) {
  deed.loss = Loss::changes;
  deed.tree = std::move(tree);
  deed.paths = std::move(paths);
}

void go_to(GitDeed& deed, const std::string& target, bool maybe_path) {
  deed.moves_head = true;
  deed.target = target;
  deed.maybe_path = maybe_path;
}

void checkout(GitDeed& deed, const Reading& r) {
  if (r.has("-b -B --orphan -d --detach -t --track")) return go_to(deed, {}, false);
  const bool force = r.has("-f --force");
  if (r.dashes && !r.behind.empty()) return lose_changes(deed, r.first(), r.behind);
  if (r.operands.empty()) {
    if (force) lose_changes(deed, "HEAD", {});
    return;
  }
  if (!r.dashes && r.is_there(r.first())) return lose_changes(deed, {}, r.operands);
  if (r.operands.size() > 1) {
    return lose_changes(deed, r.first(), Texts(r.operands.begin() + 1, r.operands.end()));
  }
  go_to(deed, r.first(), !r.dashes);
  if (force) lose_changes(deed, r.first(), {});
}

void switch_to(GitDeed& deed, const Reading& r) {
  const bool makes = r.has("-c -C --create --force-create --orphan -d --detach -t --track");
  go_to(deed, makes ? std::string() : r.first(), false);
  if (r.has("-f --force --discard-changes")) {
    lose_changes(deed, r.operands.empty() ? "HEAD" : r.first(), {});
  }
}

void reset(GitDeed& deed, const Reading& r) {
  if (r.dashes && !r.behind.empty()) return;  // the index only
  const bool hard = r.has("--hard --merge");
  const bool whole = hard || r.has("--soft --keep --mixed");
  if (r.operands.size() > 1) return;
  if (!r.operands.empty() && (whole || !r.is_there(r.first()))) {
    go_to(deed, r.first(), !whole);
  }
  if (hard) lose_changes(deed, r.operands.empty() ? "HEAD" : r.first(), {});
}

void restore(GitDeed& deed, const Reading& r) {
  const bool staged = r.has("-S --staged");
  if (staged && !r.has("-W --worktree")) return;
  const Word* source = r.given.value("-s --source");
  lose_changes(deed, source != nullptr ? source->text : staged ? "HEAD" : "", r.all());
}

void clean(GitDeed& deed, const Reading& r) {
  if (!r.has("-n --dry-run")) deed.loss = Loss::untracked;
}

void stash(GitDeed& deed, const Reading& r) {
  Texts words = r.operands;
  const std::string verb = words.empty() ? "push" : words[0];
  if (!words.empty()) words.erase(words.begin());
  words.insert(words.end(), r.behind.begin(), r.behind.end());
  if (verb == "branch") return go_to(deed, {}, false);
  deed.shares_stash = verb == "pop" || verb == "drop" || verb == "clear";
  if (verb != "push" && verb != "save") return;
  if (verb == "save") words.clear();  // its words are the message
  deed.shares_stash = words.empty() && !r.has("-p --patch");
  const bool untracked = r.has("-u --include-untracked -a --all");
  lose_changes(deed, "HEAD", std::move(words));
  if (untracked) deed.loss = Loss::both;
  deed.ignored = r.has("-a --all");
}

void remove(GitDeed& deed, const Reading& r) {
  if (r.has("--cached -n --dry-run")) return;
  deed.loss = Loss::files;
  deed.paths = r.all();
}

void checkout_index(GitDeed& deed, const Reading& r) {
  if (r.has("-f --force") && !r.has("--prefix")) lose_changes(deed, {}, r.all());
}

void read_tree(GitDeed& deed, const Reading& r) {
  if (r.has("-u") && r.has("--reset -m")) lose_changes(deed, r.first(), {});
}

void add(GitDeed& deed, const Reading& r) {
  if (r.has("-n --dry-run -i --interactive -p --patch -e --edit")) return;
  deed.paths = r.all();
  const bool whole = r.has("-A --all --no-ignore-removal -u --update");
  if (deed.paths.empty() && !whole) return;
  deed.sweep = r.has("-u --update") ? Sweep::known : Sweep::all;
}

void commit(GitDeed& deed, const Reading& r) {
  if (r.has("--dry-run")) return;
  if (r.has("--amend")) go_to(deed, {}, false);
  deed.paths = r.all();
  const bool whole = r.has("-a --all") || !deed.paths.empty();
  deed.sweep = whole ? Sweep::known : Sweep::index;
}

void merge(GitDeed& deed, const Reading& r) {
  if (!r.has("--abort --quit --ff-only --squash")) go_to(deed, {}, false);
}

void pull(GitDeed& deed, const Reading& r) {
  if (!r.has("--ff-only")) go_to(deed, {}, false);
}

// rebase, am: what ends the matter brings HEAD back.
void rebase(GitDeed& deed, const Reading& r) {
  if (!r.has("--abort --quit --show-current-patch")) go_to(deed, {}, false);
}

void bisect(GitDeed& deed, const Reading& r) {
  constexpr std::array<std::string_view, 7> kLooking = {"",          "help",  "log", "reset",
                                                        "visualize", "terms", "view"};
  if (std::ranges::find(kLooking, r.first()) == kLooking.end()) go_to(deed, {}, false);
}

void worktree(GitDeed& deed, const Reading& r) {
  if (r.first() == "add") go_to(deed, {}, false);
}

void branch(GitDeed& deed, const Reading& r) {
  if (!r.has("-m -M --move") || r.operands.empty()) return;
  go_to(deed, {}, false);
  if (r.operands.size() > 1) deed.renamed = r.first();
}

void symbolic_ref(GitDeed& deed, const Reading& r) {
  if (r.first() == "HEAD" && (r.operands.size() > 1 || r.has("-d --delete")))
    go_to(deed, {}, false);
}

void update_ref(GitDeed& deed, const Reading& r) {
  constexpr std::string_view kBranches = "refs/heads/";
  const std::string name = r.first();
  if (name != "HEAD" && !name.starts_with(kBranches)) return;
  go_to(deed, {}, false);
  if (name != "HEAD") deed.renamed = name.substr(kBranches.size());
}

void filter(GitDeed& deed, const Reading&) {
  go_to(deed, {}, false);
}

struct Row {
  std::string_view verb;
  void (*read)(GitDeed&, const Reading&);
};

// clang-format off
constexpr std::array kRows = {
    Row{"add", add}, Row{"am", rebase}, Row{"bisect", bisect}, Row{"branch", branch},
    Row{"checkout", checkout}, Row{"checkout-index", checkout_index}, Row{"clean", clean},
    Row{"commit", commit}, Row{"filter-branch", filter}, Row{"merge", merge}, Row{"pull", pull},
    Row{"read-tree", read_tree}, Row{"rebase", rebase}, Row{"reset", reset},
    Row{"restore", restore}, Row{"rm", remove}, Row{"stage", add}, Row{"stash", stash},
    Row{"switch", switch_to}, Row{"symbolic-ref", symbolic_ref}, Row{"update-ref", update_ref},
    Row{"worktree", worktree},
};
// clang-format on

Reading read_words(const Arguments& given, const Words& words,
                   const std::function<bool(const std::string&)>& is_there) {
  Reading reading{given, {}, {}, false, is_there};
  const auto mark = std::ranges::find(words, "--", &Word::text);
  reading.dashes = mark != words.end();
  for (const Operand& operand : given.operands) reading.operands.push_back(operand.word.text);
  if (!reading.dashes) return reading;
  for (auto word = mark + 1; word != words.end(); ++word) reading.behind.push_back(word->text);
  const std::size_t count = reading.operands.size();
  reading.operands.resize(count - std::min(count, reading.behind.size()));
  return reading;
}

// A word known only when it runs may be any path, or any commit.
void widen(GitDeed& deed) {
  const auto unknown = [](const std::string& text) { return has_hole(text); };
  if (std::ranges::any_of(deed.paths, unknown)) deed.paths.clear();
  if (unknown(deed.tree)) deed.tree = "HEAD";
  if (unknown(deed.target)) deed.target.clear();
  if (unknown(deed.renamed)) deed.renamed.clear();
}

}  // namespace

GitDeed read_git_deed(std::string_view words,
                      const std::function<bool(const std::string&)>& is_there) {
  GitDeed deed;
  const Texts texts = words_of(words);
  const GitVerb* facts = texts.empty() ? nullptr : find_git_verb(texts[0]);
  if (facts == nullptr) return deed;
  deed.verb = texts[0];
  deed.words.assign(texts.begin() + 1, texts.end());
  Words own;
  for (const std::string& text : deed.words) own.push_back({.text = text, .span = {}});
  const Arguments given = read_arguments({"git " + deed.verb, &facts->words, own, {}});
  const auto* row = std::ranges::find(kRows, deed.verb, &Row::verb);
  if (row != kRows.end()) row->read(deed, read_words(given, own, is_there));
  widen(deed);
  return deed;
}

}  // namespace guards::commands
