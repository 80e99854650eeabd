#include <algorithm>
#include <array>
#include <utility>

#include "guards/effects/machine.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kHole;
using commands::kUnknown;

constexpr std::size_t kMaxProgram = 1U << 20U;

// The arguments that may be names of files.
std::vector<std::string> names_in(const commands::Words& words) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& text = words[i].text;
    const bool is_name = !has_hole(text) && text.find_first_of(" \t\n") == std::string::npos;
    if (is_name) names.push_back(text);
  }
  return names;
}

bool is_text(std::string_view content) {
  return content.find('\0') == std::string_view::npos;
}

}  // namespace

Machine::Machine(Recorder& recorder, base::World& world, const Place& place)
    : recorder_(recorder), world_(world), place_(place) {}

void Machine::run(std::string_view text, const std::string& cwd) {
  source_ = text;
  limits_.steps += text.size() / 4;
  shell_.scope.cwd = cwd;
  trees_.push_back(shell::parse(text));
  const shell::Tree& tree = trees_.back();
  if (!tree.complete)
    doubt("longer or deeper than is read", {0, static_cast<std::uint32_t>(text.size())});
  if (tree.needs_extglob) shell_.scope.extglob = true;
  run_block(tree.block);
  shell_.flow = Flow::next;
  run_trap("EXIT");
}

void Machine::run_trap(std::string_view signal) {
  const auto at = shell_.traps.find(signal);
  if (at == shell_.traps.end()) return;
  const std::string text = at->second;
  shell_.traps.erase(at);
  shell_.flow = Flow::next;
  run_text({text, {}});
}

void Machine::run_text(const Text& text) {
  if (has_hole(text.text) &&
      text.text.find_first_not_of(std::string{kHole, ' ', '\n'}) == std::string::npos) {
    return doubt("shell text that is known only when it runs", text.span, {}, true);
  }
  if (depth_ > limits_.depth) return doubt("texts in texts too deeply", text.span);
  ++depth_;
  texts_.push_back(text.text);
  const std::string_view kept = texts_.back();
  const Span whole = placed(text.span);
  std::vector<std::uint32_t> origin(kept.size() + 1, whole.begin);
  const auto inside = source_.substr(std::min<std::size_t>(whole.begin, source_.size()),
                                     whole.end > whole.begin ? whole.end - whole.begin : 0);
  if (const auto at = inside.find(kept); !kept.empty() && at != std::string_view::npos) {
    for (std::size_t i = 0; i < origin.size(); ++i) {
      origin[i] = whole.begin + static_cast<std::uint32_t>(at + i);
    }
  }
  shell::ParseOptions options;
  options.extglob = shell_.scope.extglob;
  options.origin = origin;
  trees_.push_back(shell::parse(kept, options));
  const shell::Tree& tree = trees_.back();
  const Span around = std::exchange(around_, whole);
  if (has_hole(kept) && !met_.unset)
    doubt("part of the shell text is known only when it runs", whole, {}, true);
  run_block(tree.block);
  around_ = around;
  --depth_;
}

void Machine::start_shell(const commands::Words& words) {
  shell_.scope.start_child();
  if (words.empty()) return;
  shell_.scope.program = words[0].text;
  shell_.scope.arguments.clear();
  for (std::size_t i = 1; i < words.size(); ++i) shell_.scope.arguments.push_back(words[i].text);
  shell_.scope.arguments_known = true;
}

void Machine::run_script(const commands::Words& words, bool in_this_shell) {
  if (words.empty()) return;
  const commands::Word& file = words[0];
  if (file.text == "/dev/stdin" || file.text == "-")
    return run_input_as_program("source", file.span);
  std::string path = recorder_.absolute(file.text, shell_.scope.cwd);
  const auto content = recorder_.files.content(path);
  recorder_.touch({.path = file.text, .span = placed(file.span), .handed = true},
                  {"shell", shell_.scope.cwd, maybe_ > 0});
  if (!content) {
    if (recorder_.files.there(path) == There::missing) {
      shell_.scope.status = 1;
      return;
    }
    return doubt("the script " + file.text + " cannot be read", file.span);
  }
  if (!is_text(*content) || content->size() > kMaxProgram) {
    return doubt("the script " + file.text + " is no text that can be followed", file.span);
  }
  if (!in_this_shell) {
    start_shell(words);
    return run_text({*content, file.span});
  }
  const Scope before = shell_.scope;
  if (words.size() > 1) {
    shell_.scope.arguments.clear();
    for (std::size_t i = 1; i < words.size(); ++i) shell_.scope.arguments.push_back(words[i].text);
  }
  run_text({*content, file.span});
  if (words.size() > 1) shell_.scope.arguments = before.arguments;
  if (shell_.flow == Flow::leave_function) shell_.flow = Flow::next;
}

void Machine::run_input_as_program(const std::string& by, Span span) {
  const auto at = shell_.descriptors.find(0);
  if (at == shell_.descriptors.end() || !at->second.input) return;
  Input& input = *at->second.input;
  const std::string text = input.text.substr(std::exchange(input.at, input.text.size()));
  if (has_hole(text)) {
    Unknown unknown{
        by + " runs a program that comes from a pipe", placed(span), true, input.network, {}};
    recorder_.doubt(std::move(unknown));
    if (text.size() < 2) return;
  }
  run_text({text, span});
}

Capture Machine::capture(const std::function<void()>& body) {
  const auto output = std::make_shared<Capture>();
  const std::size_t choice = choice_;
  const std::size_t choices = choices_;
  const bool network = met_.network;
  in_subshell([&] {
    shell_.descriptors[1] = {.kind = Descriptor::Kind::capture, .capture = output};
    body();
    run_trap("EXIT");
    shell_.flow = Flow::next;
  });
  choice_ = choice;
  choices_ = choices;
  met_.network = network || output->network;
  return {std::move(output->text), output->network};
}

bool Machine::is_heard(int descriptor) const {
  const auto at = shell_.descriptors.find(descriptor);
  return at != shell_.descriptors.end() && (at->second.kind == Descriptor::Kind::capture ||
                                            at->second.kind == Descriptor::Kind::file);
}

void Machine::write_out(std::string_view text, int descriptor) {
  const auto at = shell_.descriptors.find(descriptor);
  if (at == shell_.descriptors.end()) return;
  const Descriptor& to = at->second;
  if (to.kind == Descriptor::Kind::capture) {
    std::string& all = to.capture->text;
    if (all.size() + text.size() > Capture::kMax) {
      all = kUnknown;
    } else {
      all += text;
    }
  } else if (to.kind == Descriptor::Kind::file) {
    recorder_.files.append(to.path, text);
  }
}

void Machine::mark_network() {
  const auto at = shell_.descriptors.find(1);
  if (at == shell_.descriptors.end()) return;
  if (at->second.capture) at->second.capture->network = true;
}

void Machine::doubt(std::string why, Span span, const commands::Words& words, bool program) {
  recorder_.doubt({.why = std::move(why),
                   .span = placed(span),
                   .program_from_network = program && network_words_,
                   .words = names_in(words)});
}

Span Machine::placed(Span span) const {
  return span.begin == span.end ? around_ : span;
}

// A name the text itself has not set: from the hook's own surroundings, which are not the shell's.
std::optional<std::string> Machine::variable(std::string_view name) {
  if (name == "PWD") return shell_.scope.cwd;
  if (name == "HOME") return place_.home;
  if (name == "IFS") return " \t\n";
  constexpr std::array<std::string_view, 5> kChanging = {"RANDOM", "SECONDS", "LINENO", "BASHPID",
                                                         "EPOCHSECONDS"};
  for (const auto changing : kChanging) {
    if (name == changing) return kUnknown;
  }
  std::string value = base::env_value(std::string(name));
  if (value.empty()) return std::nullopt;
  return value;
}

std::string Machine::variable_or(std::string_view name, std::string_view otherwise) {
  const Variable* own = shell_.scope.find(name);
  return own != nullptr ? own->alternatives.front() : std::string(otherwise);
}

bool Machine::spend(Span span) {
  if (limits_.steps == 0) {
    doubt("more steps than are followed", span);
    return false;
  }
  --limits_.steps;
  return true;
}

}  // namespace guards::effects
