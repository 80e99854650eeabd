#include "guards/commands/special/git_hooks.h"

#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "guards/commands/special/git_repository.h"
#include "guards/word_list.h"

namespace guards::commands {

namespace {

struct Started {
  std::string_view verb;
  std::string_view hooks;
  std::string_view unverified = {};  // those that --no-verify leaves out
};

constexpr std::array kStarted = {
    Started{"am",                           "applypatch-msg pre-applypatch post-applypatch"       },
    Started{"checkout",                     "post-checkout"                                       },
    Started{"clone",                        "post-checkout"                                       },
    Started{"commit",                       "pre-commit prepare-commit-msg commit-msg post-commit",
            "pre-commit commit-msg"},
    Started{"merge",                              "pre-merge-commit commit-msg post-merge",                                                                              "pre-merge-commit commit-msg"},
    Started{"pull", "post-merge"},
    Started{"push",                  "pre-push",                                                                                               "pre-push"},
    Started{"rebase",   "pre-rebase post-rewrite post-checkout","pre-rebase"},
    Started{"switch",                       "post-checkout"                                   },
};

}  // namespace

void tell_git_hooks(Meaning& meaning, const GitCall& call, const View& view) {
  const auto* row = std::ranges::find(kStarted, call.verb, &Started::verb);
  if (row == kStarted.end()) return;
  const auto repository = find_repository(view, base::join_path(view.cwd(), call.folder));
  if (!repository) return;
  const bool unverified =
      call.arguments.has("--no-verify") || (call.verb == "commit" && call.arguments.has("-n"));
  auto hooks = row->hooks;
  for (auto hook = take_word(hooks); !hook.empty(); hook = take_word(hooks)) {
    const std::string path = repository->common + "/hooks/" + std::string(hook);
    if ((unverified && lists(row->unverified, hook)) || view.there(path) != There::file) continue;
    meaning.touches.push_back({.path = path, .span = call.span, .handed = true});
    if (view.facts(path)) continue;
    meaning.runs.push_back({.kind = Run::Kind::script,
                            .words = {{path, call.span}},
                            .span = call.span,
                            .cwd = repository->root});
  }
}

}  // namespace guards::commands
