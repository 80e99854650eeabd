#include "hooks/cli/args.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "coord/base/text.h"
#include "coord/identity/human.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/help.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

constexpr Flag kJson{"--json", "", "one JSON object, or one a line, on stdout"};

// What CLI11 fills in for one row.
struct Slot {
  const Flag* flag = nullptr;
  std::vector<std::string> values;
  CLI::Option* option = nullptr;
};

std::string names_of(const Flag& flag) {
  const std::string name(flag.name);
  return flag.brief == 0 ? name : std::string("-") + flag.brief + "," + name;
}

void declare(CLI::App& app, Slot& slot) {
  if (slot.flag->value.empty()) {
    slot.option = app.add_flag(names_of(*slot.flag));
  } else {
    slot.option = app.add_option(names_of(*slot.flag), slot.values)->allow_extra_args(false);
  }
}

std::vector<std::string_view> flag_names(const Verb& verb) {
  std::vector<std::string_view> names{kJson.name, "--help"};
  for (const Flag& flag : verb.flags) names.push_back(flag.name);
  return names;
}

base::Error unknown_flag(const Verb& verb, std::string_view typed) {
  const std::string_view name = typed.substr(0, typed.find('='));
  base::Error error{base::Code::invalid_input, "unknown flag " + std::string(name), {}, {}};
  const auto near = base::nearest(name, flag_names(verb));
  error.hint = near ? "did you mean " + std::string(*near) + "?"
                    : "see flockgate help " + std::string(verb.name);
  return error;
}

base::Error unknown_verb(std::string_view typed) {
  std::vector<std::string_view> names;
  for (const Verb& verb : verbs()) names.push_back(verb.name);
  base::Error error{base::Code::invalid_input, "unknown verb " + base::one_line(typed), {}, {}};
  const auto near = base::nearest(typed, names);
  error.hint = near ? "did you mean " + std::string(*near) + "?" : "see flockgate help";
  return error;
}

base::Result<void> parse_with(CLI::App& app, const Verb& verb, std::vector<std::string> words) {
  std::reverse(words.begin(), words.end());  // CLI11 takes them last word first
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return base::fail(base::Code::invalid_input, error.what(), {},
                      "see flockgate help " + std::string(verb.name));
  }
  for (const std::string& word : app.remaining()) {
    if (word.size() > 1 && word.front() == '-') return tl::unexpected(unknown_flag(verb, word));
  }
  return {};
}

bool asks_for_help(std::span<const std::string> words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return std::any_of(words.begin(), end,
                     [](const std::string& word) { return word == "--help" || word == "-h"; });
}

int run_verb(const Verb& verb, std::span<const std::string> words, base::World& world) {
  if (asks_for_help(words)) {
    print(help_of(verb));
    return kOk;
  }
  const base::Result<Invocation> call = read_args(verb, words);
  if (!call) return complain(call.error(), false);
  if (verb.human_only) {
    const base::Result<void> human = coord::require_human(world, verb.name);
    if (!human) return complain(human.error(), call->json());
  }
  return verb.run(*call, world);
}

}  // namespace

bool Invocation::has(std::string_view flag) const {
  return flags.find(flag) != flags.end();
}

std::optional<std::string_view> Invocation::value(std::string_view flag) const {
  const std::span<const std::string> all = values(flag);
  if (all.empty()) return std::nullopt;
  return all.back();
}

std::span<const std::string> Invocation::values(std::string_view flag) const {
  const auto found = flags.find(flag);
  if (found == flags.end()) return {};
  return found->second;
}

std::string_view Invocation::word(std::size_t index) const {
  return index < words.size() ? std::string_view(words[index]) : std::string_view();
}

const Verb* find_verb(std::span<const Verb> among, std::string_view name) {
  const auto found = std::ranges::find(among, name, &Verb::name);
  return found == among.end() ? nullptr : &*found;
}

base::Result<Invocation> read_args(const Verb& verb, std::span<const std::string> words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  Invocation call;
  call.verb = verb.name;
  if (end != words.end()) call.rest.assign(end + 1, words.end());

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();  // we name unknown flags ourselves
  std::vector<Slot> slots(verb.flags.size() + 1);
  slots.front().flag = &kJson;
  for (std::size_t i = 0; i < verb.flags.size(); ++i) slots[i + 1].flag = &verb.flags[i];
  for (Slot& slot : slots) declare(app, slot);
  TRY_VOID(parse_with(app, verb, {words.begin(), end}));

  for (Slot& slot : slots) {
    if (slot.option->count() == 0) continue;
    if (slot.values.empty()) slot.values.emplace_back();
    call.flags.emplace(slot.flag->name, std::move(slot.values));
  }
  call.words = app.remaining();
  return call;
}

int run(int argc, char** argv, base::World& world) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (words.empty()) {
    say(help_of(verbs()));
    return kUsage;
  }
  std::string_view name = words.front();
  if (name == "--help" || name == "-h") name = "help";
  if (name == "--version" || name == "-V") name = "version";
  const Verb* verb = find_verb(verbs(), name);
  if (verb == nullptr) return complain(unknown_verb(name), false);
  return run_verb(*verb, std::span(words).subspan(1), world);
}

}  // namespace hooks::cli
