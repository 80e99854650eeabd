#include <array>

#include "coord/base/path.h"
#include "coord/identity/human.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"
#include "hooks/cli/policy_check.h"
#include "hooks/cli/policy_place.h"
#include "hooks/cli/policy_trials.h"
#include "hooks/cli/policy_words.h"
#include "hooks/policy/digest.h"
#include "hooks/policy/source.h"
#include "hooks/policy/trust.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;

Result<int> check_file(const std::string& path, base::World& world) {
  const std::string text = TRY(base::read_file(world.disk, path, kMaxSourceBytes));
  auto checked = check_policy_text(text);
  if (checked) {
    print(path + ": good\n");
    return kOk;
  }
  checked.error().where = path + ": " + checked.error().where;
  say(to_text(checked.error()));
  return kBadPolicy;
}

// Every layer by itself, then what was left out when they were laid on one another.
Result<int> check_place(base::World& world) {
  const PolicyPlace at = TRY(find_policy_place(world));
  int worst = kOk;
  for (const LayerFile& file : at.files) {
    if (!file.info && file.trouble.empty()) continue;
    const auto checked = check_file(file.path, world);
    if (!checked) say(file.path + ": " + to_text(checked.error()));
    if (!checked || *checked != kOk) worst = kBadPolicy;
  }
  const Policy policy = TRY(whole_policy(at, world));
  for (const std::string& note : policy.notes) say("note: " + note);
  if (!any_present(at.files)) print("no policy files here: the built-in policy is in force\n");
  return policy.broken ? kBadPolicy : worst;
}

Result<int> check(const Invocation& call, base::World& world) {
  if (call.word(1).empty()) return check_place(world);
  return check_file(base::join_path(world.env.cwd, call.word(1)), world);
}

Result<int> show(const Invocation& call, base::World& world) {
  const PolicyPlace at = TRY(find_policy_place(world));
  const Policy policy = TRY(whole_policy(at, world));
  std::vector<PolicyRule> rules = policy.rules;
  const auto wanted = call.value("--rule");
  if (wanted) std::erase_if(rules, [&](const PolicyRule& rule) { return rule.id != *wanted; });
  if (rules.empty())
    return base::fail(Code::not_found, "no such rule", std::string(wanted.value_or("")),
                      "`flockgate policy show` lists them");
  for (const std::string& note : policy.notes) say("note: " + note);
  if (call.json()) {
    print(policy_json(policy, rules));
  } else {
    print(wanted ? rule_page(rules.front()) : policy_table(rules));
  }
  return kOk;
}

Result<int> schema(const Invocation&, base::World&) {
  print(policy_schema());
  return kOk;
}

Result<int> trust(const Invocation& call, base::World& world) {
  TRY_VOID(coord::require_human(world, "policy trust"));
  const PolicyPlace at = TRY(find_policy_place(world));
  const LayerFile layer = TRY(pick_layer(at, call.word(1), world.env));
  const std::string text = TRY(base::read_file(world.disk, layer.path, kMaxSourceBytes));
  TRY_VOID(check_policy_text(text));
  TRY_VOID(add_trust(world, digest(text), layer.path));
  print("trusted: " + layer.path + ", these bytes only\n");
  return kOk;
}

struct SubVerb {
  std::string_view name;
  Result<int> (*run)(const Invocation& call, base::World& world);
};

constexpr std::array<SubVerb, 5> kSubVerbs = {
    {{"check", check},
     {"show", show},
     {"schema", schema},
     {"test", run_policy_trials},
     {"trust", trust}}
};

Result<int> dispatch(const Invocation& call, base::World& world) {
  for (const SubVerb& one : kSubVerbs)
    if (one.name == call.word(0)) return one.run(call, world);
  return base::fail(Code::invalid_input, "policy what?", std::string(call.word(0)),
                    "check, show, schema, test or trust");
}

}  // namespace

int command_policy(const Invocation& call, base::World& world) {
  const Result<int> code = dispatch(call, world);
  return code ? *code : complain(code.error(), call.json());
}

}  // namespace hooks::cli
