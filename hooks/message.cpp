#include "hooks/message.h"

#include "coord/base/text.h"

namespace hooks {

namespace {

constexpr std::size_t kDetails = 12;
constexpr std::size_t kLine = 200;

std::string first_line(std::string_view what, Word word) {
  const std::string_view did =
      word == Word::ask ? "flockgate asks a human: " : "flockgate denied: ";
  return std::string(did) + base::one_line(what, kLine);
}

void add_details(std::string& text, const std::vector<std::string>& details) {
  const bool all_fit = details.size() <= kDetails;
  const std::size_t shown = all_fit ? details.size() : kDetails - 1;
  for (std::size_t i = 0; i < shown; ++i) text += "\n  " + base::one_line(details[i], kLine);
  if (!all_fit) text += "\n  and " + std::to_string(details.size() - shown) + " more";
}

}  // namespace

std::string stop_message(const guards::Finding& finding, Word word) {
  std::string text = first_line(finding.what, word);
  text += "\nwhy: " + base::one_line(finding.why, kLine) + " [" + finding.rule + "]";
  text += "\nsee: " + finding.adr;
  text += "\ninstead: " + base::one_line(finding.instead, kLine);
  add_details(text, finding.details);
  return text;
}

std::string warn_line(const guards::Finding& finding) {
  return "flockgate warns: " + base::one_line(finding.what + ": " + finding.why, kLine) + " [" +
         finding.rule + "]; instead: " + base::one_line(finding.instead, kLine);
}

}  // namespace hooks
