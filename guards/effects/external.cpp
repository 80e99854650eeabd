#include "guards/effects/external.h"

#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/path.h"
#include "guards/commands/describe.h"
#include "guards/effects/look.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kUnknown;

constexpr std::array<std::string_view, 9> kShells = {"sh",  "bash", "dash",  "zsh",    "ksh",
                                                     "ash", "mksh", "rbash", "busybox"};

// The program of "#!/usr/bin/env python3"; empty when there is no such line.
std::string interpreter_of(std::string_view text) {
  if (!text.starts_with("#!")) return {};
  std::string_view line = text.substr(2, text.find('\n') - 2);
  std::string name;
  while (!line.empty()) {
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) break;
    line.remove_prefix(begin);
    const auto word = line.substr(0, line.find_first_of(" \t\r"));
    line.remove_prefix(word.size());
    name = std::string(base::base_name(word));
    if (name != "env" && !word.starts_with('-')) break;
  }
  return name;
}

bool is_shell(std::string_view name) {
  return name.empty() || std::ranges::find(kShells, name) != kShells.end();
}

// For what is started, and nothing else.
void set_variables(Scope& scope, const commands::Words& variables) {
  for (const commands::Word& word : variables) {
    const std::size_t equals = word.text.find('=');
    const std::string name = word.text.substr(0, equals);
    if (equals == std::string::npos) {
      scope.unset(name);
    } else {
      scope.set(name, word.text.substr(equals + 1));
      scope.make(name).exported = true;
    }
  }
}

// Where git stands; empty when that is known only when it runs.
std::string folder_of(const Recorder& recorder, const std::string& given, const std::string& cwd) {
  std::string folder = recorder.absolute(given.empty() ? "." : given, cwd);
  return commands::has_hole(folder) ? std::string() : folder;
}

// Does standard input hold what came over the network?
bool is_from_network(const Descriptors& descriptors) {
  const auto at = descriptors.find(0);
  return at != descriptors.end() && at->second.input && at->second.input->network;
}

}  // namespace

void External::run(const commands::Words& words) {
  machine_.note_program(words);
  machine_.shell_.scope.status.reset();
  if (words[0].text.find('/') != std::string::npos) {
    if (run_own_script(words)) return;
    machine_.recorder_.touch(
        {.path = words[0].text, .span = machine_.placed(words[0].span), .handed = true},
        {"shell", machine_.shell_.scope.cwd, machine_.maybe_ > 0});
  }
  Look look(machine_);
  apply(commands::describe(words, look), words);
}

void External::apply(const commands::Meaning& meaning, const commands::Words& words) {
  const std::string by(base::base_name(words[0].text));
  machine_.limits_.steps -= std::min(machine_.limits_.steps, meaning.steps);
  for (commands::Touch touch : meaning.touches) {
    touch.span = machine_.placed(touch.span);
    machine_.recorder_.touch(touch, {by, machine_.shell_.scope.cwd, machine_.maybe_ > 0});
  }
  for (Effect effect : meaning.effects) {
    effect.span = machine_.placed(effect.span);
    if (machine_.maybe_ > 0) effect.certainty = Certainty::maybe;
    if (effect.verb == Verb::git) {
      effect.path = folder_of(machine_.recorder_, effect.path, machine_.shell_.scope.cwd);
    }
    machine_.recorder_.add(std::move(effect));
  }
  if (meaning.fetches) machine_.mark_network();
  for (const std::string& path : meaning.stale) machine_.recorder_.files.write(path, std::nullopt);
  for (const commands::Doubt& one : meaning.doubts) apply_doubt(one, by, words);
  for (const commands::Run& run : meaning.runs) apply_run(run);
  if (meaning.output) {
    machine_.write_out(*meaning.output);
  } else if (meaning.runs.empty()) {
    machine_.write_out(kUnknown);
  }
  if (meaning.success) machine_.shell_.scope.status = static_cast<int>(!*meaning.success);
}

void External::apply_doubt(const commands::Doubt& one, const std::string& by,
                           const commands::Words& words) {
  if (!one.program_from_pipe) return machine_.doubt(one.why, one.span, words, one.is_program);
  if (!one.was_read) return machine_.run_input_as_program(by, one.span);
  machine_.recorder_.doubt(
      {one.why, machine_.placed(one.span), true, is_from_network(machine_.shell_.descriptors), {}});
}

void External::apply_run(const commands::Run& run) {
  using Kind = commands::Run::Kind;
  if (run.kind == Kind::source) return machine_.run_script(run.words, true);
  // Texts that start texts (a Makefile that runs make twice) double with every level; so do
  // programs of other languages that run themselves.
  if (run.kind != Kind::words)
    machine_.limits_.steps -= std::min(machine_.limits_.steps, Limits::kTextSteps);
  if (machine_.depth_ > machine_.limits_.depth || !machine_.spend(run.span)) {
    return machine_.doubt("programs in programs too deeply", run.span);
  }
  machine_.in_subshell([&] {
    const int aside = run.maybe ? 1 : 0;
    machine_.maybe_ += aside;
    start(run);
    machine_.maybe_ -= aside;
    machine_.shell_.flow = Flow::next;
  });
}

// In a shell of its own.
void External::start(const commands::Run& run) {
  using Kind = commands::Run::Kind;
  Shell& shell = machine_.shell_;
  if (!run.cwd.empty()) shell.scope.cwd = machine_.recorder_.absolute(run.cwd, shell.scope.cwd);
  set_variables(shell.scope, run.variables);
  if (run.input) {
    shell.descriptors[0] = {.kind = Descriptor::Kind::input,
                            .input = std::make_shared<Input>(Input{*run.input})};
  }
  if (run.kind == Kind::words) {
    shell.scope.functions.clear();
    ++machine_.depth_;
    machine_.run_words(run.words, run.span);
    --machine_.depth_;
  } else if (run.kind == Kind::script) {
    machine_.run_script(run.words, false);
  } else {
    machine_.start_shell(run.words);
    machine_.run_text({run.text, run.span});
    machine_.run_trap("EXIT");
  }
}

bool External::run_own_script(const commands::Words& words) {
  const std::string path = machine_.recorder_.absolute(words[0].text, machine_.shell_.scope.cwd);
  if (path.starts_with("/bin/") || path.starts_with("/usr/") || path.starts_with("/sbin/")) {
    return false;
  }
  const auto content = machine_.recorder_.files.content(path);
  if (!content || content->find('\0') != std::string::npos) return false;
  if (has_hole(std::string_view(*content).substr(0, 64))) return false;
  const std::string interpreter = interpreter_of(*content);
  // A script that starts itself twice doubles with every level.
  machine_.limits_.steps -= std::min(machine_.limits_.steps, Limits::kTextSteps);
  if (is_shell(interpreter)) {
    machine_.in_subshell([&] {
      machine_.run_script(words, false);
      machine_.run_trap("EXIT");
      machine_.shell_.flow = Flow::next;
    });
    return true;
  }
  commands::Words all = {
      {interpreter, words[0].span, false}
  };
  all.insert(all.end(), words.begin(), words.end());
  Look look(machine_);
  apply(commands::describe(all, look), all);
  return true;
}

}  // namespace guards::effects
