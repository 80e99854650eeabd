// Source: npm-run-script(1), npm-install(1), npm-version(1), npm-pkg(1) of npm 9; yarn 1 and pnpm 8
// manuals.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "coord/base/json.h"
#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"
#include "guards/word_list.h"

namespace guards::commands {

namespace {

constexpr Command kPackages{
    "", "N...",
    "-C,--dir,--cwd,--prefix=CWD -w,--workspace=N -F,--filter=N --registry=N --tag=N --loglevel=N "
    "--cache=N --userconfig=N -c,--call=SHELL"};

enum class Does : std::uint8_t { run_script, run_named, install, change, manifest, only_read };

struct PackageVerb {
  std::string_view names;
  Does does;
  std::string_view script = {};  // run_named: which one
};

// Verbs that only look need no row.
constexpr std::array kVerbs = {
    PackageVerb{"run run-script rum urn",                                          Does::run_script, ""       },
    PackageVerb{"test t tst",                                                      Does::run_named,  "test"   },
    PackageVerb{"start",                                                           Does::run_named,  "start"  },
    PackageVerb{"stop",                                                            Does::run_named,  "stop"   },
    PackageVerb{"restart",                                                         Does::run_named,  "restart"},
    PackageVerb{"pkg",                                                             Does::manifest,   ""       },
    PackageVerb{"init create innit",                                               Does::manifest,   ""       },
    PackageVerb{"version",                                                         Does::change,     ""       },
    PackageVerb{"uninstall un remove rm r unlink",                                 Does::change,     ""       },
    PackageVerb{"add",                                                             Does::change,     ""       },
    PackageVerb{"install i in ins isntall update up upgrade",                      Does::install,    ""       },
    PackageVerb{"ci clean-install install-clean dedupe ddp",                       Does::install,    ""       },
    PackageVerb{"install-test it install-ci-test cit prune",                       Does::install,    ""       },
    PackageVerb{"audit",                                                           Does::only_read,  ""       },
    PackageVerb{"ls list ll la outdated view info show explain why config get set bin root prefix "
                "help search ping whoami doctor fund query cache", Does::only_read,  ""       },
};

std::string_view lock_file(std::string_view program) {
  if (program == "yarn") return "yarn.lock";
  return program == "pnpm" ? "pnpm-lock.yaml" : "package-lock.json";
}

class Packages {
 public:
  Packages(const Call& call, const View& view)
      : call_(call),
        view_(view),
        arguments_(read_arguments({call.name, &kPackages, call.words, call.span})) {}

  Meaning tell() {
    if (const Word* folder = arguments_.value("-C --dir --cwd --prefix")) folder_ = folder->text;
    if (arguments_.has_any("--help --version -v -h")) return {};
    const auto& operands = arguments_.operands;
    if (operands.empty() && call_.name != "yarn") return {};
    const std::string verb = operands.empty() ? "install" : operands[0].word.text;
    const auto row = std::ranges::find_if(
        kVerbs, [&](const PackageVerb& one) { return lists(one.names, verb); });
    if (row != kVerbs.end()) {
      do_verb(*row, verb);
    } else if (verb == "exec" || verb == "x" || verb == "dlx") {
      run_program();
    } else if (call_.name != "npm") {  // yarn NAME and pnpm NAME run a script, too
      run_with_hooks(verb, operands[0].word.span);
    } else if (lists("publish unpublish login link", verb) && !arguments_.has("--dry-run")) {
      meaning_.effects.push_back({.verb = Verb::network, .span = call_.span, .by = call_.name});
    }
    return std::move(meaning_);
  }

 private:
  std::string placed(std::string_view name) const {
    return folder_.empty() ? std::string(name) : below(folder_, name);
  }

  void do_verb(const PackageVerb& row, const std::string& verb) {
    const auto& operands = arguments_.operands;
    const bool is_named = operands.size() > 1;
    const Word name = is_named ? operands[1].word : Word();
    if (row.does == Does::run_script && is_named) return run_with_hooks(name.text, name.span);
    if (row.does == Does::run_named)
      return run_with_hooks(std::string(row.script), operands[0].word.span);
    if (verb == "audit" && name.text == "fix") return install(verb, false);
    if (arguments_.has("--dry-run")) return;
    const bool asks =
        (verb == "pkg" && (!is_named || name.text == "get")) || (verb == "version" && !is_named);
    if (asks) return;
    if (row.does == Does::manifest) change("package.json");
    if (row.does == Does::change) change_dependencies(verb);
    if (row.does == Does::install) install(verb, is_named);
  }

  void change_dependencies(const std::string& verb) {
    change("package.json");
    change(lock_file(call_.name));
    if (verb == "version") return tell_version();
    change_modules(verb == "add");
  }

  // Unless told otherwise, `npm version` commits and tags.
  void tell_version() {
    run_script("preversion", call_.span);
    run_script("version", call_.span);
    run_script("postversion", call_.span);
  }

  void install(const std::string& verb, bool is_named) {
    if (arguments_.has_any("-g --global --location=global")) {
      meaning_.effects.push_back({.verb = Verb::network, .span = call_.span, .by = call_.name});
      return;
    }
    const bool keeps_manifest = !is_named || arguments_.has("--no-save") || verb.starts_with('u');
    const bool keeps_lock = lists("ci clean-install install-clean install-ci-test cit", verb) ||
                            arguments_.has_any("--no-package-lock --frozen-lockfile");
    if (is_named && !keeps_manifest) change("package.json");
    touch(meaning_, Role::in, {placed("package.json"), call_.span}, view_);
    if (!keeps_lock) change(lock_file(call_.name));
    change_modules(is_named && !keeps_manifest);
    if (!is_named && !arguments_.has("--ignore-scripts")) {
      for (const char* name : {"preinstall", "install", "postinstall", "prepare"}) {
        run_script(name, call_.span);
      }
    }
    const bool tests = verb.ends_with("-test") || verb == "it" || verb == "cit";
    if (tests) run_script("test", call_.span);
  }

  void change(std::string_view name) {
    const std::string path = placed(name);
    const bool there = view_.there(path) != There::missing;
    const Role role = there ? Role::edit : Role::out;
    if (Touch* changed = add_touch(meaning_, role, {path, call_.span}, view_))
      changed->how = How::overwrite;
  }

  // Names on the command line come as new dependencies; without any there is nothing to install.
  bool has_dependencies() {
    script("");  // reads the manifest
    if (!manifest_.is_object()) return false;
    return std::ranges::any_of(
        std::array{"dependencies", "devDependencies", "optionalDependencies", "workspaces"},
        [&](const char* name) { return manifest_.contains(name) && !manifest_[name].empty(); });
  }

  void change_modules(bool adds = false) {
    const bool there = view_.there(placed("node_modules")) != There::missing;
    if (!adds && !there && !has_dependencies()) return;
    meaning_.touches.push_back({.verb = Verb::write,
                                .how = How::modify,
                                .path = placed("node_modules"),
                                .span = call_.span,
                                .named = false,
                                .tree = true,
                                .maybe = true});
    meaning_.effects.push_back({.verb = Verb::network, .span = call_.span, .by = call_.name});
  }

  void run_program() {
    if (const Word* text = arguments_.value("-c --call")) {
      meaning_.runs.push_back({.kind = Run::Kind::shell, .text = text->text, .span = text->span});
      return;
    }
    const auto verb = std::ranges::find_if(call_.words, [](const Word& word) {
      return word.text == "exec" || word.text == "x" || word.text == "dlx";
    });
    Words words(verb == call_.words.end() ? verb : verb + 1, call_.words.end());
    while (!words.empty() && words.front().text.starts_with('-')) words.erase(words.begin());
    if (words.empty()) return;
    meaning_.runs.push_back(
        {.kind = Run::Kind::words, .words = words, .span = words[0].span, .cwd = folder_});
  }

  void run_with_hooks(const std::string& name, Span span) {
    run_script("pre" + name, span);
    if (!run_script(name, span, words_behind(name)) && call_.name != "npm" &&
        arguments_.operands[0].word.text == name) {
      run_installed(name, span);
    }
    run_script("post" + name, span);
  }

  // yarn NAME without such a script runs the program of that name in node_modules.
  void run_installed(const std::string& name, Span span) {
    const auto at = std::ranges::find(call_.words, name, &Word::text);
    meaning_.runs.push_back({.kind = Run::Kind::words,
                             .words = Words(at, call_.words.end()),
                             .span = span,
                             .cwd = folder_});
  }

  // Words handed to the script; npm wants them behind `--`.
  Words words_behind(const std::string& name) const {
    auto at = std::ranges::find(call_.words, call_.name == "npm" ? "--" : name, &Word::text);
    if (at == call_.words.end()) return {};
    ++at;
    if (at != call_.words.end() && at->text == "--") ++at;
    return {at, call_.words.end()};
  }

  bool run_script(const std::string& name, Span span, const Words& behind = {}) {
    const auto text = script(name);
    if (!text) return false;
    Run run{.kind = Run::Kind::shell, .text = *text, .span = span, .cwd = folder_};
    for (const Word& word : behind) run.text += " '" + word.text + "'";
    meaning_.runs.push_back(std::move(run));
    return true;
  }

  std::optional<std::string> script(const std::string& name) {
    const std::string path = placed("package.json");
    if (!std::exchange(seen_, true)) {
      touch(meaning_, Role::script, {path, call_.span}, view_);
      const auto text = view_.content(path);
      auto parsed = base::parse_json(text.value_or("{}"));
      if (parsed) manifest_ = std::move(*parsed);
      if (!text && view_.there(path) != There::missing)
        meaning_.doubts.push_back(
            {"scripts of a package that cannot be read here", call_.span, false});
    }
    if (!manifest_.is_object()) return std::nullopt;
    const auto scripts = manifest_.find("scripts");
    if (scripts == manifest_.end() || !scripts->is_object()) return std::nullopt;
    const auto at = scripts->find(name);
    if (at == scripts->end() || !at->is_string()) return std::nullopt;
    return at->get<std::string>();
  }

  const Call& call_;
  const View& view_;
  const Arguments arguments_;
  Meaning meaning_;
  std::string folder_;
  nlohmann::json manifest_;
  bool seen_ = false;
};

}  // namespace

Meaning package_run(const Call& call, const View& view) {
  return Packages(call, view).tell();
}

}  // namespace guards::commands
