#include "hooks/cli/policy_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "coord/base/text.h"
#include "hooks/policy/words.h"

namespace hooks::cli {

namespace {

using nlohmann::ordered_json;

std::vector<std::string> on_words(std::uint16_t on) {
  std::vector<std::string> words;
  for (std::size_t bit = 0; bit < kOnWords.size(); ++bit)
    if ((on >> bit & 1U) != 0) words.emplace_back(kOnWords[bit]);
  return words;
}

ordered_json json_of(const PolicyRule& rule) {
  ordered_json out = {
      {"id",       rule.id               },
      {"pack",     rule.pack             },
      {"category", name_of(rule.category)},
      {"tier",     name_of(rule.tier)    },
      {"stage",    name_of(rule.stage)   },
      {"floor",    rule.floor            },
      {"enabled",  rule.enabled          },
      {"on",       on_words(rule.on)     },
      {"paths",    rule.paths            },
      {"match",    rule.match            },
      {"adr",      rule.adr              },
      {"why",      rule.why              },
      {"instead",  rule.instead          }
  };
  for (const ContentText& text : rule.content)
    out["content"].push_back({
        {"literal", text.literal},
        {"regex",   text.regex  }
    });
  return out;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string stage_words(const PolicyRule& rule) {
  if (rule.floor) return "floor";
  return rule.enabled ? name_of(rule.stage) : "off";
}

std::string indented(std::string_view head, const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines)
    out += padded(out.empty() ? std::string(head) : "", 10) + line + "\n";
  return out;
}

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : base::one_line(text, 400)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::size_t failures(const std::vector<Trial>& trials) {
  return static_cast<std::size_t>(std::count_if(trials.begin(), trials.end(),
                                                [](const Trial& trial) { return !trial.good(); }));
}

}  // namespace

std::string policy_json(const Policy& policy, const std::vector<PolicyRule>& rules) {
  ordered_json out = {
      {"schema", "policy/1"   },
      {"broken", policy.broken},
      {"notes",  policy.notes }
  };
  for (std::size_t i = 0; i < policy.on_error.size(); ++i)
    out["on_error"][std::string(kCategoryWords[i])] =
        kAnswerWords[static_cast<std::size_t>(policy.on_error[i])];
  out["rules"] = ordered_json::array();
  for (const PolicyRule& rule : rules) out["rules"].push_back(json_of(rule));
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string policy_table(const std::vector<PolicyRule>& rules) {
  std::string out;
  for (const PolicyRule& rule : rules)
    out += padded(rule.id, 28) + padded(name_of(rule.tier), 11) + padded(stage_words(rule), 8) +
           base::one_line(rule.why) + "\n";
  return out;
}

std::string rule_page(const PolicyRule& rule) {
  std::vector<std::string> contents;
  for (const ContentText& text : rule.content) contents.push_back(text.regex);
  return rule.id + ": " + name_of(rule.tier) + ", " + stage_words(rule) + ", " +
         name_of(rule.category) + (rule.pack.empty() ? "" : ", pack " + rule.pack) + "\n" +
         indented("why", {base::one_line(rule.why, 400)}) +
         indented("instead", {base::one_line(rule.instead, 400)}) + indented("adr", {rule.adr}) +
         indented("on", on_words(rule.on)) + indented("paths", rule.paths) +
         indented("match", rule.match) + indented("content", contents);
}

std::string trials_text(const std::vector<Trial>& trials) {
  std::string out;
  for (const Trial& trial : trials)
    if (!trial.good())
      out += "FAILED " + base::one_line(trial.name, 400) + ": " + trial.reason + "\n";
  return out + std::to_string(trials.size() - failures(trials)) + " of " +
         std::to_string(trials.size()) + " as they say\n";
}

std::string trials_json(const std::vector<Trial>& trials) {
  ordered_json out = {
      {"schema", "policy-test/1"      },
      {"total",  trials.size()        },
      {"failed", failures(trials)     },
      {"trials", ordered_json::array()}
  };
  for (const Trial& trial : trials)
    out["trials"].push_back({
        {"name",   trial.name  },
        {"good",   trial.good()},
        {"reason", trial.reason}
    });
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string trials_junit(const std::vector<Trial>& trials) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"policy\" tests=\"" +
      std::to_string(trials.size()) + "\" failures=\"" + std::to_string(failures(trials)) + "\">\n";
  for (const Trial& trial : trials) {
    out += "  <testcase name=\"" + xml(trial.name) + "\"";
    out += trial.good() ? "/>\n" : "><failure message=\"" + xml(trial.reason) + "\"/></testcase>\n";
  }
  return out + "</testsuite>\n";
}

}  // namespace hooks::cli
