#include "guards/rules/content_rules.h"

#include <re2/re2.h>

#include <optional>

#include "guards/rules/path_rules.h"
#include "guards/rules/write_guard.h"

namespace guards {

namespace {

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  return options;
}

bool holds(std::string_view text, const ContentPattern& pattern) {
  if (text.find(pattern.literal) == std::string_view::npos) return false;
  if (pattern.regex == pattern.literal) return true;  // plain letters need no RE2
  const RE2 regex(re2::StringPiece(pattern.regex.data(), pattern.regex.size()), quiet());
  return regex.ok() && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), regex);
}

// The texts that this call brings into files.
std::vector<std::string_view> new_texts(const Action& action) {
  std::vector<std::string_view> texts = {action.content};
  for (const Edit& edit : action.edits) texts.push_back(edit.new_text);
  if (action.kind == ActionKind::command) texts.push_back(action.command);
  return texts;
}

bool any_holds(const std::vector<std::string_view>& texts, const Rule& rule) {
  for (const ContentPattern& pattern : rule.content)
    for (const std::string_view text : texts)
      if (holds(text, pattern)) return true;
  return false;
}

// The first file that the call writes and the rule minds.
std::optional<std::string> written_file(const RuleContext& on, const Rule& rule) {
  for (const Effect& effect : on.effects.list) {
    if (effect.verb != Verb::write && effect.verb != Verb::create) continue;
    const Target target = make_target(effect.path, effect.on_link, on.place, on.rules, on.world);
    if (rule.paths.empty() || means(rule.paths, target, on.world.disk))
      return shown(target.path, on.place);
  }
  return std::nullopt;
}

}  // namespace

void content_remarks(const RuleContext& on, Remarks& out) {
  std::vector<std::uint32_t> rules;
  on.rules.of_kind(kOnContent, rules);
  const std::vector<std::string_view> texts = new_texts(on.action);
  for (const std::uint32_t index : rules) {
    const Rule rule = on.rules.rule(index);
    if (!any_holds(texts, rule)) continue;
    const std::optional<std::string> path = written_file(on, rule);
    if (!path) continue;
    out.push_back(remark(on, index, "this text in " + *path));
    out.back().finding.path = *path;
  }
}

base::Result<void> check_regex(std::string_view regex) {
  const RE2 compiled(re2::StringPiece(regex.data(), regex.size()), quiet());
  if (compiled.ok()) return {};
  return base::fail(base::Code::invalid_input, "bad regex: " + compiled.error());
}

}  // namespace guards
