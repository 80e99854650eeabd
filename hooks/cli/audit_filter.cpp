#include "hooks/cli/audit_filter.h"

#include <algorithm>
#include <array>

#include "coord/base/glob.h"
#include "coord/base/path.h"
#include "coord/base/text.h"

namespace hooks::cli {

namespace {

using base::JsonRef;

constexpr std::array<std::string_view, 4> kVerdicts = {"allow", "warn", "ask", "deny"};
constexpr std::array<std::string_view, 3> kStages = {"monitor", "warn", "enforce"};

template <std::size_t N>
base::Result<std::string> one_of(const std::array<std::string_view, N>& words,
                                 std::optional<std::string_view> typed, std::string_view flag) {
  if (!typed) return std::string();
  if (std::ranges::find(words, *typed) != words.end()) return std::string(*typed);
  return base::fail(base::Code::invalid_input, std::string(flag) + " has no such value",
                    base::one_line(*typed),
                    "one of " + base::join({words.begin(), words.end()}, ", "));
}

// Text of a member as it stands in a line, open at its end: `"rule":"secrets`.
std::string member(std::string_view key, std::string_view begin) {
  std::string text = base::json_string(key) + ":" + base::json_string(begin);
  text.pop_back();
  return text;
}

bool is_rule(std::string_view rule, std::string_view wanted) {
  return rule == wanted || (rule.starts_with(wanted) && rule[wanted.size()] == '.');
}

bool is_path(std::string_view path, std::string_view wanted) {
  return base::is_within(path, wanted) || base::glob_match(wanted, path);
}

// Does the deciding finding, or one beside it, pass?
template <class Test>
bool any_finding(JsonRef record, std::string_view key, Test test) {
  if (const auto text = record.text(key); text && test(*text)) return true;
  for (const std::string_view list : {"also", "would"}) {
    bool found = false;
    record.get(list).each([&](std::string_view, JsonRef finding) {
      const auto text = finding.text(key);
      found = text && test(*text);
      return !found;
    });
    if (found) return true;
  }
  return false;
}

bool is_agent(JsonRef record, std::string_view wanted) {
  return record.text("platform").value_or("").starts_with(wanted) ||
         record.text("session").value_or("").starts_with(wanted) || record.text("sub") == wanted;
}

}  // namespace

base::Result<AuditFilter> read_filter(const Invocation& call, base::Clock& clock) {
  AuditFilter filter;
  filter.agent = call.value("--agent").value_or("");
  filter.rule = call.value("--rule").value_or("");
  filter.verdict = TRY(one_of(kVerdicts, call.value("--verdict"), "--verdict"));
  filter.stage = TRY(one_of(kStages, call.value("--stage"), "--stage"));
  filter.path = call.value("--path").value_or("");
  if (const auto since = call.value("--since")) {
    const auto age = base::to_millis(*since);
    if (!age) {
      return base::fail(base::Code::invalid_input, "--since takes a time before now",
                        base::one_line(*since), "write 30m, 2h, 1d");
    }
    filter.since = clock.wall_ms() - *age;
  }
  return filter;
}

std::vector<std::string> literals_of(const AuditFilter& filter) {
  std::vector<std::string> literals;
  if (!filter.rule.empty()) literals.push_back(member("rule", filter.rule));
  // Of a glob, what stands before its first sign.
  const std::string_view path = filter.path;
  const std::string_view fixed = path.substr(0, path.find_first_of("*?[{\\"));
  if (!fixed.empty()) literals.push_back(member("path", fixed));
  if (!filter.stage.empty()) literals.push_back(member("stage", filter.stage));
  if (!filter.verdict.empty()) literals.push_back(member("verdict", filter.verdict));
  if (!filter.agent.empty()) {
    std::string begin = ":" + base::json_string(filter.agent);
    begin.pop_back();
    literals.push_back(std::move(begin));
  }
  return literals;
}

bool is_older(const AuditFilter& filter, std::string_view line) {
  constexpr std::string_view kHead = R"({"v":1,"t":)";
  if (filter.since <= 0 || !line.starts_with(kHead)) return false;
  const std::string_view time =
      line.substr(kHead.size(), line.find(',', kHead.size()) - kHead.size());
  const auto wall_ms = base::to_int(time);
  return wall_ms && *wall_ms < filter.since;
}

bool matches(const AuditFilter& filter, base::JsonRef record) {
  const auto is = [](std::string_view wanted) {
    return [wanted](std::string_view text) { return text == wanted; };
  };
  if (record.text("kind") != "verdict") return false;
  if (record.get("t").integer().value_or(0) < filter.since) return false;
  if (!filter.verdict.empty() && record.text("verdict") != filter.verdict) return false;
  if (!filter.agent.empty() && !is_agent(record, filter.agent)) return false;
  if (!filter.stage.empty() && !any_finding(record, "stage", is(filter.stage))) return false;
  const auto rule = [&](std::string_view text) { return is_rule(text, filter.rule); };
  if (!filter.rule.empty() && !any_finding(record, "rule", rule)) return false;
  const auto path = [&](std::string_view text) { return is_path(text, filter.path); };
  return filter.path.empty() || any_finding(record, "path", path);
}

}  // namespace hooks::cli
