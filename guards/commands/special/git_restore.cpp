#include "guards/commands/special/git_restore.h"

#include <algorithm>
#include <iterator>

#include "coord/base/path.h"
#include "guards/commands/touching.h"
#include "guards/word_list.h"

namespace guards::commands {

namespace {

// One call: what git finds in the repository becomes touches, or a doubt.
class Restoring {
 public:
  Restoring(Meaning& meaning, const GitCall& call, const View& view)
      : meaning_(meaning), call_(call), view_(view) {
    folder_ = base::join_path(view.cwd(), call.folder);
    auto repository = find_repository(view, folder_);
    if (repository && call.git_dir.empty()) changes_.emplace(view, *std::move(repository));
  }

  bool known() const { return changes_.has_value(); }
  GitChanges& changes() { return *changes_; }
  bool has(std::string_view flags) const { return call_.arguments.has_any(flags); }
  Words words() const {
    Words words;
    for (const Operand& operand : call_.arguments.operands) words.push_back(operand.word);
    return words;
  }

  std::optional<std::string> revision(std::string_view text) {
    return known() ? changes_->revision(text) : std::nullopt;
  }

  void doubt() {
    meaning_.doubts.push_back(
        {"which files git " + call_.verb + " changes hangs on the commits", call_.span, false});
  }

  // The repository is not afterwards what it is now.
  void moves() {
    if (!known()) return;
    meaning_.stale.push_back(changes_->repository().own + "/HEAD");
    moves_index();
  }

  void moves_index() {
    if (!known()) return;
    meaning_.stale.push_back(changes_->repository().own + "/index");
    meaning_.stale.push_back(changes_->repository().common + "/refs/stash");
    meaning_.stale.push_back(changes_->repository().common + "/logs/refs/stash");
  }

  // Of files that are changed or removed: git keeps what stands in them.
  void reads_what_goes() {
    for (std::size_t i = 0, end = meaning_.touches.size(); i < end; ++i) {
      const Touch& touch = meaning_.touches[i];
      if (touch.verb == Verb::read || view_.there(touch.path) != There::file) continue;
      meaning_.touches.push_back({.path = touch.path, .span = touch.span, .handed = true});
    }
  }

  void tell(const GitChanges::Changes& changes) {
    if (!changes) return doubt();
    for (const GitChange& change : *changes) tell_one(change, call_.span);
  }

  // What the words name, as far as that is known.
  GitChanges::Specs specs_of(const Words& paths) const {
    std::vector<std::string> specs;
    for (const Word& word : paths) {
      if (known() && !is_riddle(word)) specs.push_back(spec_of(word));
    }
    return specs;
  }

  // Those of the changes that the path words name; a word that names none of them is idle.
  void tell(const GitChanges::Changes& changes, const Words& paths) {
    for (const Word& word : paths) {
      if (is_riddle(word) || !changes)
        as_written(word);
      else if (!tells_named(*changes, word))
        idle(word);
    }
  }

 private:
  static bool is_riddle(const Word& word) {
    return word.text.starts_with(':') || has_hole(word.text);
  }

  // False when the word names none of the changes.
  bool tells_named(const std::vector<GitChange>& changes, const Word& word) {
    const std::string spec = spec_of(word);
    bool any = false;
    for (const GitChange& change : changes) {
      const bool inside = change.gone && base::is_within(spec, change.path);
      if (!inside && !fits_pathspec(spec, change.path)) continue;
      tell_one(inside ? GitChange{spec, true} : change, word.span);
      any = true;
    }
    return any;
  }

  std::string spec_of(const Word& word) const {
    const std::string& root = changes_->repository().root;
    const std::string full = base::join_path(folder_, word.text);
    return full == root ? "." : base::relative_to(full, root);
  }

  void tell_one(const GitChange& change, Span span) {
    Touch touch{.verb = change.gone ? Verb::remove : Verb::write,
                .how = change.gone ? How::none : How::replace,
                .path = below(changes_->repository().root, change.path),
                .span = span};
    touch.tree = change.gone && view_.there(touch.path) == There::folder;
    touch.needs_target = change.gone;
    meaning_.touches.push_back(std::move(touch));
  }

  void idle(const Word& word) {
    meaning_.touches.push_back({.verb = Verb::write,
                                .how = How::replace,
                                .path = base::join_path(folder_, word.text),
                                .span = word.span,
                                .idle = true});
  }

  void as_written(const Word& word) {
    const bool all = word.text == "." || word.text.starts_with(':');
    Touch touch{.verb = Verb::write,
                .how = How::replace,
                .path = word.text.starts_with(':') ? "**" : word.text,
                .span = word.span,
                .named = !all};
    touch.tree = all || view_.there(word.text) == There::folder;
    meaning_.touches.push_back(std::move(touch));
    if (all) meaning_.doubts.push_back({"which files differ is known only then", word.span, false});
  }

  Meaning& meaning_;
  const GitCall& call_;
  const View& view_;
  std::string folder_;
  std::optional<GitChanges> changes_;
};

// Every file of the work tree that is not as in the commit.
void go_to(Restoring& git, const std::string& commit, bool forced) {
  const auto target = git.revision(commit);
  const auto head = git.revision("HEAD");
  if (!target || !head) {
    git.doubt();
  } else {
    git.tell(forced ? git.changes().to(*target) : git.changes().between(*head, *target));
  }
  git.moves();
}

// Files of a commit that the words name; those it has not go only when `removes`.
void take_from(Restoring& git, const std::string& commit, const Words& paths, bool removes) {
  const auto target = git.revision(commit);
  auto changes = target ? git.changes().to(*target, git.specs_of(paths)) : std::nullopt;
  if (changes && !removes) std::erase_if(*changes, &GitChange::gone);
  git.tell(changes, paths);
  git.moves_index();
}

void take_from_index(Restoring& git, const Words& paths) {
  git.tell(git.known() ? git.changes().unstaged(git.specs_of(paths)) : std::nullopt, paths);
}

void set_act(Meaning& meaning, GitAct act) {
  for (Effect& effect : meaning.effects) {
    if (effect.verb == Verb::git && effect.git != GitAct::configure) effect.git = act;
  }
}

void unset_act(Meaning& meaning) {
  std::erase_if(meaning.effects, [](const Effect& one) { return one.verb == Verb::git; });
}

// What stash makes of the work tree: the files of HEAD.
void put_away(Restoring& git, const Words& paths) {
  const auto head = git.revision("HEAD");
  auto changes = head ? git.changes().to(*head) : std::nullopt;
  if (changes && git.has("-u --include-untracked -a --all")) {
    const auto others = git.changes().untracked(git.has("-a --all"), Untracked::inside);
    if (others) std::ranges::copy(*others, std::back_inserter(*changes));
  }
  if (paths.empty())
    git.tell(changes);
  else
    git.tell(changes, paths);
  git.reads_what_goes();
}

// git-stash(1): a bare number is that stash.
std::string stash_named(const std::string& given) {
  const bool number = given.find_first_not_of("0123456789") == std::string::npos;
  return number ? "stash@{" + given + "}" : given;
}

void take_out(Restoring& git, const std::string& stash) {
  const auto commit = git.revision(stash);
  git.tell(commit ? git.changes().of(*commit) : std::nullopt);
  const auto untracked = commit ? git.revision(*commit + "^3") : std::nullopt;
  if (untracked) git.tell(git.changes().of(*untracked));
}

}  // namespace

void git_checkout(Meaning& meaning, const GitCall& call, const View& view) {
  Restoring git(meaning, call, view);
  Words words = git.words();
  const bool makes = git.has("-b -B --orphan");
  const auto mark = std::ranges::find(call.words, "--", &Word::text);
  std::string commit;
  if (mark != call.words.end()) {
    const auto behind = static_cast<std::size_t>(call.words.end() - mark) - 1;
    if (words.size() > behind) commit = words.front().text;
    words.assign(mark + 1, call.words.end());
  } else if (!words.empty() &&
             (git.revision(words[0].text) || view.there(words[0].text) == There::missing)) {
    commit = words.front().text;
    words.erase(words.begin());
  }
  if (!words.empty()) {
    set_act(meaning, GitAct::discard);
    return commit.empty() ? take_from_index(git, words)
                          : take_from(git, commit, words, git.has("--no-overlay"));
  }
  if (commit.empty() && (makes || git.has("-t --track"))) return;
  go_to(git, commit.empty() ? "HEAD" : commit, git.has("-f --force"));
}

void git_switch(Meaning& meaning, const GitCall& call, const View& view) {
  Restoring git(meaning, call, view);
  const Words words = git.words();
  if (words.empty() && git.has("-c -C --create --force-create --orphan")) return;
  go_to(git, words.empty() ? "HEAD" : words.front().text, git.has("-f --force --discard-changes"));
}

void git_restore(Meaning& meaning, const GitCall& call, const View& view) {
  const bool staged = call.arguments.has_any("-S --staged");
  if (staged && !call.arguments.has_any("-W --worktree")) return set_act(meaning, GitAct::stage);
  Restoring git(meaning, call, view);
  const Word* source = call.arguments.value("-s --source");
  if (source == nullptr && !staged) return take_from_index(git, git.words());
  take_from(git, source == nullptr ? "HEAD" : source->text, git.words(), !git.has("--overlay"));
}

void git_reset(Meaning& meaning, const GitCall& call, const View& view) {
  Restoring git(meaning, call, view);
  if (!git.has("--hard --merge --keep")) return git.moves();
  set_act(meaning, GitAct::discard);
  const Words words = git.words();
  go_to(git, words.empty() ? "HEAD" : words.front().text, git.has("--hard"));
}

void git_stash(Meaning& meaning, const GitCall& call, const View& view) {
  Restoring git(meaning, call, view);
  Words words = git.words();
  const std::string verb = words.empty() ? "push" : words[0].text;
  if (lists("list show", verb)) return unset_act(meaning);
  if (lists("drop clear create store", verb)) return git.moves_index();
  if (!words.empty()) words.erase(words.begin());
  if (verb == "push" || verb == "save") {
    put_away(git, verb == "save" ? Words() : words);
  } else if (verb == "pop" || verb == "apply") {
    take_out(git, words.empty() ? "stash" : stash_named(words.front().text));
  } else {
    git.doubt();
  }
  git.moves_index();
}

void git_clean(Meaning& meaning, const GitCall& call, const View& view) {
  if (call.arguments.has_any("-n --dry-run")) return unset_act(meaning);
  Restoring git(meaning, call, view);
  const bool all = git.has("-x -X");
  const bool hidden = git.has("-X -e --exclude");  // which of them stay is not told here
  Words words = git.words();
  const auto folders = git.has("-d") || !words.empty() ? Untracked::folders : Untracked::files;
  const auto found = git.known() ? git.changes().untracked(all, folders) : std::nullopt;
  if (!found || hidden) {
    for (const Word& word : words) touch(meaning, Role::tree_gone, word, view);
    meaning.doubts.push_back(
        {"which files are not tracked is known only when it runs", call.span, false});
  } else {
    if (words.empty()) words.push_back({".", call.span});
    git.tell(found, words);
    std::erase_if(meaning.touches, [](const Touch& one) { return one.idle; });
  }
}

void git_merge(Meaning& meaning, const GitCall& call, const View& view) {
  Restoring git(meaning, call, view);
  const Words words = git.words();
  const bool odd = git.has("--abort --continue --quit --skip") || words.size() > 1;
  const auto other = words.empty() ? std::nullopt : git.revision(words.front().text);
  git.tell(other && !odd ? git.changes().merged(*other) : std::nullopt);
  git.moves();
}

void git_pick(Meaning& meaning, const GitCall& call, const View& view) {
  Restoring git(meaning, call, view);
  const Words words = git.words();
  if (words.empty()) git.doubt();
  for (const Word& word : words) {
    const auto commit = git.revision(word.text);
    if (!commit) {
      git.doubt();
    } else if (call.verb == "revert") {
      git.tell(git.changes().undone(*commit));
    } else {
      git.tell(git.changes().of(*commit));
    }
  }
  git.moves();
}

void git_checkout_index(Meaning& meaning, const GitCall& call, const View& view) {
  Restoring git(meaning, call, view);
  const Word* prefix = call.arguments.value("--prefix");
  Words words = git.words();
  if (git.has("-a --all")) {
    if (!git.known() || !git.changes().index()) return git.doubt();
    words.clear();
    for (const auto& file : git.changes().index()->entries) {
      words.push_back({std::string(file.name), call.span});
    }
  }
  for (const Word& word : words) {
    const std::string path = prefix == nullptr ? word.text : prefix->text + word.text;
    if (!git.has("-f --force") && view.there(path) != There::missing) continue;
    meaning.touches.push_back(
        {.verb = Verb::write, .how = How::replace, .path = path, .span = word.span});
  }
}

}  // namespace guards::commands
