#include "hooks/rule_trial.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "coord/base/json.h"
#include "coord/base/text.h"
#include "hooks/policy/example.h"
#include "hooks/policy/example_world.h"
#include "hooks/policy/words.h"
#include "hooks/rollout.h"

namespace hooks {

namespace {

using base::Result;

std::string shown(const Example& example) {
  if (!example.command.empty()) return example.command;
  return example.read.empty() ? "write " + example.write : "read " + example.read;
}

// A remark that was softened to a record (the file was only covered) is none.
bool remarks(const PolicyRule& rule, const std::vector<guards::Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [&](const guards::Finding& finding) {
    return finding.rule == rule.id && finding.tier >= rule.tier && finding.stage >= rule.stage;
  });
}

Trial try_example(const PolicyRule& rule, const Example& example, bool denies,
                  const guards::RuleSet& set) {
  Trial trial{rule.id + (denies ? " denies: " : " allows: ") + shown(example), {}};
  if (remarks(rule, judge_example(example, set)) != denies)
    trial.reason = denies ? "the rule has no remark on it" : "the rule remarks on it";
  return trial;
}

std::vector<std::string> commands_in(std::string_view text) {
  std::vector<std::string> commands;
  const std::vector<std::string_view> parts = base::split(text, '`');
  for (std::size_t i = 1; i < parts.size(); i += 2) commands.emplace_back(parts[i]);
  return commands;
}

// Stages do not count: what is recorded today is refused tomorrow.
Trial try_instead(const PolicyRule& rule, const std::string& command, const guards::RuleSet& set) {
  Trial trial{rule.id + " offers: " + command, {}};
  Example example;
  example.command = command;
  for (const guards::Finding& finding : judge_example(example, set))
    if (finding.tier != guards::Tier::warn) trial.reason = finding.rule + " stops it";
  return trial;
}

Result<void> read_member(const std::string& key, const JsonIn& in, Case& one) {
  if (key == "in") {
    one.in = TRY(read_example(in));
    return {};
  }
  const std::string text = TRY(in.string());
  if (key == "id") {
    one.id = text;
  } else if (key == "rule") {
    one.rule = text;
  } else if (key == "want") {
    const auto word = index_of(kAnswerWords, text);
    if (!word) return in.unknown_word(text, {kAnswerWords.begin(), kAnswerWords.end()});
    one.want = static_cast<Word>(*word);
  } else if (key != "why") {
    return in.unknown_key(key, {"id", "in", "want", "rule", "why"});
  }
  return {};
}

Result<Case> read_case(std::string_view line) {
  const nlohmann::json tree = TRY(base::parse_json(line));
  Case one;
  TRY_VOID(JsonIn(tree, line, SourceKind::layer)
               .each_member([&](const std::string& key, const JsonIn& in) {
                 return read_member(key, in, one);
               }));
  return one;
}

}  // namespace

std::vector<Trial> try_examples(const std::vector<PolicyRule>& rules, const guards::RuleSet& set) {
  std::vector<Trial> trials;
  for (const PolicyRule& rule : rules) {
    for (const Example& one : rule.deny) trials.push_back(try_example(rule, one, true, set));
    for (const Example& one : rule.allow) trials.push_back(try_example(rule, one, false, set));
    for (const std::string& command : commands_in(rule.instead))
      trials.push_back(try_instead(rule, command, set));
  }
  return trials;
}

Result<std::vector<Case>> read_cases(std::string_view text) {
  std::vector<Case> cases;
  std::size_t number = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    ++number;
    if (base::trim(line).empty()) continue;
    auto one = read_case(line);
    if (!one) {
      one.error().where = "line " + std::to_string(number) + " of the file: " + one.error().where;
      return tl::unexpected<base::Error>(one.error());
    }
    cases.push_back(std::move(*one));
  }
  return cases;
}

Trial try_case(const Case& one, const guards::RuleSet& set) {
  Trial trial{one.id + ": " + shown(one.in), {}};
  const Verdict verdict = fold(judge_example(one.in, set), {});
  const std::string rule = verdict.findings.empty() ? std::string() : verdict.findings.front().rule;
  if (verdict.word != one.want) {
    trial.reason = std::string(name_of(verdict.word)) + (rule.empty() ? "" : " by " + rule) +
                   " instead of " + name_of(one.want);
  } else if (!one.rule.empty() && rule != one.rule) {
    trial.reason = "by " + (rule.empty() ? "no rule" : rule) + " instead of " + one.rule;
  }
  return trial;
}

}  // namespace hooks
