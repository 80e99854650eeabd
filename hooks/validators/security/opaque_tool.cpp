#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/validators/registry.h"

namespace hooks {

namespace {

using guards::Effect;
using guards::Finding;
using guards::Tier;
using guards::Verb;

// A tool we do not know might read or write each path it is given.
guards::Effects suspected(const ToolCall& call) {
  guards::Effects effects;
  for (const std::string& path : call.action.paths) {
    Effect effect;
    effect.path = base::join_path(call.action.cwd, path);
    effect.certainty = guards::Certainty::maybe;
    effect.by = call.tool;
    effect.verb = Verb::read;
    effects.list.push_back(effect);
    effect.verb = Verb::write;
    effect.how = guards::How::modify;
    effects.list.push_back(std::move(effect));
  }
  return effects;
}

// What would be a refusal of a tool we know is a question about one we do not.
Finding as_question(Finding finding, const std::string& tool) {
  finding.tier = std::min(finding.tier, Tier::checkpoint);
  finding.what = "the unknown tool " + base::one_line(tool, 80) + " is given " +
                 base::one_line(finding.path.empty() ? finding.what : finding.path);
  return finding;
}

Finding unknown_tool(const ToolCall& call) {
  Finding finding;
  finding.rule = "tools.unknown";
  finding.category = guards::Category::security;
  finding.tier = Tier::warn;
  finding.stage = guards::Stage::enforce;
  finding.adr = "ADR-0041";
  finding.what =
      base::one_line(call.tool, 80) + " may change " + base::one_line(call.action.paths.front());
  finding.why = "nobody here knows what this tool does to the paths it is given";
  finding.instead = "use the built-in read, write or edit tool where one will do";
  finding.path = call.action.paths.front();
  return finding;
}

base::Result<Findings> check(const Judgement& on) {
  const guards::Action& action = on.call.action;
  if (action.kind != guards::ActionKind::opaque || action.paths.empty()) return Findings{};
  Findings findings;
  for (Finding& one : guards::judge(action, suspected(on.call), on.place, on.rules, on.world)) {
    if (one.tier >= Tier::checkpoint) findings.push_back(as_question(std::move(one), on.call.tool));
  }
  findings.push_back(unknown_tool(on.call));
  return findings;
}

}  // namespace

constinit const Validator kOpaqueTool{"tools.unknown", guards::Category::security, check};

}  // namespace hooks
