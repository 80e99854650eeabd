#include "hooks/cli/journal_report.h"

#include "coord/base/text.h"

namespace hooks::cli {

std::string check_json(const coord::CheckReport& report, std::string_view name) {
  std::string text = R"({"schema":")" + std::string(name) + R"(-check/1","ok":)";
  text += report.damage_count == 0 ? "true" : "false";
  text += ",\"entries\":" + std::to_string(report.entries);
  text += ",\"files\":" + std::to_string(report.files);
  text += ",\"first\":" + std::to_string(report.first_seq);
  text += ",\"last\":" + std::to_string(report.head.seq);
  text += R"(,"head":")" + std::string(report.head.sum.text());
  text += R"(","torn_bytes":)" + std::to_string(report.torn_bytes);
  text += ",\"damage_count\":" + std::to_string(report.damage_count) + ",\"damages\":[";
  for (const coord::Damage& damage : report.damages) {
    if (text.back() != '[') text += ',';
    text += "{\"file\":" + base::json_string(damage.file);
    text += ",\"line\":" + std::to_string(damage.line);
    text += ",\"offset\":" + std::to_string(damage.offset);
    text += ",\"reason\":" + base::json_string(damage.reason) + "}";
  }
  return text + "]}\n";
}

std::string check_words(const coord::CheckReport& report) {
  std::string text = std::to_string(report.entries) + " sound entries in " +
                     std::to_string(report.files) + (report.files == 1 ? " file" : " files");
  if (report.entries > 0) {
    text += ", numbers " + std::to_string(report.first_seq) + " to " +
            std::to_string(report.head.seq) + ", head " + std::string(report.head.sum.text());
  }
  text += "\n";
  if (report.torn_bytes > 0) {
    text += "torn end of " + std::to_string(report.torn_bytes) +
            " bytes: the next append moves it aside\n";
  }
  for (const coord::Damage& damage : report.damages) {
    text += damage.file;
    if (damage.line > 0) {
      text += " line " + std::to_string(damage.line) + ", byte " + std::to_string(damage.offset);
    }
    text += ": " + damage.reason + "\n";
  }
  if (report.damage_count > report.damages.size()) {
    text += std::to_string(report.damage_count - report.damages.size()) + " more damaged lines\n";
  }
  return text;
}

}  // namespace hooks::cli
