#include "hooks/cli/explanation.h"

#include <algorithm>
#include <unordered_set>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "hooks/cli/json_list.h"

namespace hooks::cli {

namespace {

using guards::Effect;
using guards::Verb;

bool changes(const Effect& effect) {
  return effect.verb == Verb::write || effect.verb == Verb::create || effect.verb == Verb::remove ||
         effect.verb == Verb::rename || effect.verb == Verb::chmod;
}

// Texts in the order they come, each once.
class Texts {
 public:
  void add(const std::string& text) {
    if (seen_.insert(text).second) list.push_back(text);
  }

  std::vector<std::string> list;

 private:
  std::unordered_set<std::string> seen_;
};

std::string shown_path(const std::string& path, std::string_view root) {
  return path.empty() || root.empty() ? path : base::relative_to(path, root);
}

// The folder git stands in is no file that it touches.
std::string file_of(const Effect& effect, std::string_view root) {
  return effect.verb == Verb::git ? std::string() : shown_path(effect.path, root);
}

void add_field(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty() || value == "none") return;
  out += ",\"";
  out += key;
  out += "\":" + base::json_string(value);
}

std::string json_span(guards::Span span) {
  return "[" + std::to_string(span.begin) + "," + std::to_string(span.end) + "]";
}

std::string effect_json(const Effect& effect, std::string_view root) {
  std::string out = "{\"verb\":" + base::json_string(guards::name_of(effect.verb));
  add_field(out, "how", guards::name_of(effect.how));
  add_field(out, "act", guards::name_of(effect.git));
  add_field(out, "path", file_of(effect, root));
  add_field(out, "certainty", guards::name_of(effect.certainty));
  if (effect.pattern) out += ",\"pattern\":true";
  if (effect.tree) out += ",\"tree\":true";
  if (!effect.named) out += ",\"named\":false";
  if (effect.absent) out += ",\"absent\":true";
  out += ",\"span\":" + json_span(effect.span);
  add_field(out, "by", effect.by);
  add_field(out, "detail", effect.detail);
  return out + "}";
}

// The line of `text` around the span, and carets below what the span covers of it.
std::string with_carets(std::string_view text, guards::Span span) {
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  std::size_t line_begin = text.rfind('\n', begin == 0 ? 0 : begin - 1);
  line_begin = line_begin == std::string_view::npos || begin == 0 ? 0 : line_begin + 1;
  const std::size_t line_end = std::min(text.find('\n', begin), text.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, line_end);
  const auto line = text.substr(line_begin, line_end - line_begin);
  const std::string before = base::one_line(line.substr(0, begin - line_begin), 400);
  const std::string marked = base::one_line(text.substr(begin, end - begin), 400);
  return "  " + base::one_line(line, 800) + "\n  " + std::string(before.size(), ' ') +
         std::string(std::max<std::size_t>(marked.size(), 1), '^') + "\n";
}

std::string effect_line(const Effect& effect, std::string_view root) {
  std::string out = guards::name_of(effect.verb);
  if (effect.how != guards::How::none) out += std::string(" (") + guards::name_of(effect.how) + ")";
  if (effect.git != guards::GitAct::none)
    out += std::string(" (") + guards::name_of(effect.git) + ")";
  const std::string file = file_of(effect, root);
  if (!file.empty()) out += " " + base::one_line(file, 400);
  if (effect.certainty == guards::Certainty::maybe) out += ", maybe";
  if (!effect.named) out += ", covered but not named";
  if (effect.absent) out += ", not there now";
  out += ", by " + base::one_line(effect.by, 80);
  return out + "\n";
}

std::string finding_json(const guards::Finding& finding) {
  std::string out = "{\"rule\":" + base::json_string(finding.rule);
  add_field(out, "tier", guards::name_of(finding.tier));
  add_field(out, "stage", guards::name_of(finding.stage));
  add_field(out, "adr", finding.adr);
  add_field(out, "path", finding.path);
  return out + "}";
}

// What acts first, then what is only recorded.
std::string findings_json(const Verdict& verdict) {
  std::string out = "[";
  for (const auto* list : {&verdict.findings, &verdict.would}) {
    for (const guards::Finding& finding : *list) {
      if (out.size() > 1) out += ',';
      out += finding_json(finding);
    }
  }
  return out + "]";
}

std::string finding_line(const guards::Finding& finding, std::string_view note) {
  std::string out = finding.rule + " (" + guards::name_of(finding.tier) + ", ";
  out += guards::name_of(finding.stage);
  out += note;
  out += ", " + finding.adr + "): " + base::one_line(finding.what, 400) + "\n";
  out += "  why: " + base::one_line(finding.why, 400) + "\n";
  return out + "  instead: " + base::one_line(finding.instead, 400) + "\n";
}

}  // namespace

std::vector<std::string> written_paths(const guards::Effects& effects, std::string_view root) {
  Texts paths;
  for (const Effect& effect : effects.list) {
    if (changes(effect) && !effect.absent) paths.add(shown_path(effect.path, root));
  }
  return std::move(paths.list);
}

std::vector<std::string> read_paths(const guards::Effects& effects, std::string_view root) {
  Texts paths;
  for (const Effect& effect : effects.list) {
    if (effect.verb == Verb::read) paths.add(shown_path(effect.path, root));
  }
  return std::move(paths.list);
}

std::string explanation_json(const Explanation& explanation) {
  const guards::Effects& effects = explanation.effects;
  std::string out = R"({"schema":"explain/1","effects":[)";
  for (const Effect& effect : effects.list) {
    if (&effect != &effects.list.front()) out += ',';
    out += effect_json(effect, explanation.root);
  }
  out += "],\"writes\":" + json_list(written_paths(effects, explanation.root));
  out += ",\"reads\":" + json_list(read_paths(effects, explanation.root));
  out += std::string(",\"unknown\":") + (effects.unknown.empty() ? "false" : "true");
  Texts why;
  for (const guards::Unknown& unknown : effects.unknown) why.add(unknown.why);
  out += ",\"unknown_why\":" + base::json_string(base::join(why.list, "; "));
  out += ",\"findings\":" + findings_json(explanation.verdict);
  add_field(out, "verdict", name_of(explanation.verdict.word));
  out += ",\"message\":" + base::json_string(explanation.verdict.message);
  return out + "}";
}

std::string explanation_text(const Explanation& explanation) {
  std::string out;
  for (const Effect& effect : explanation.effects.list) {
    if (effect.verb == Verb::exec) continue;
    out += effect_line(effect, explanation.root) + with_carets(explanation.command, effect.span);
  }
  for (const guards::Unknown& unknown : explanation.effects.unknown) {
    out += "unknown: " + base::one_line(unknown.why, 200) + "\n" +
           with_carets(explanation.command, unknown.span);
  }
  if (out.empty()) out = "touches no file\n";
  out += '\n';
  for (const guards::Finding& finding : explanation.verdict.findings) {
    out += finding_line(finding, "");
  }
  for (const guards::Finding& finding : explanation.verdict.would) {
    out += finding_line(finding, ", recorded only");
  }
  return out + "verdict: " + name_of(explanation.verdict.word) + "\n";
}

}  // namespace hooks::cli
