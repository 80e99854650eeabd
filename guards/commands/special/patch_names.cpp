#include "guards/commands/special/patch_names.h"

#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

std::string name_of_header(std::string_view line, int strip) {
  line = line.substr(0, line.find('\t'));
  while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
  if (line.size() > 1 && line.starts_with('"') && line.ends_with('"'))
    line = line.substr(1, line.size() - 2);
  if (line == "/dev/null") return {};
  if (strip < 0) return last_part(line);
  for (int i = 0; i < strip; ++i) {
    const auto slash = line.find('/');
    if (slash == std::string_view::npos) break;
    line.remove_prefix(slash + 1);
  }
  return std::string(line);
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

std::vector<PatchedFile> patched_files(std::string_view text, int strip) {
  std::vector<PatchedFile> files;
  std::string before;
  bool has_before = false;
  std::string renamed;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.starts_with("--- ")) {
      before = name_of_header(line.substr(4), strip);
      has_before = true;
    } else if (line.starts_with("+++ ") && has_before) {
      files.push_back({before, name_of_header(line.substr(4), strip)});
      has_before = false;
    } else if (line.starts_with("rename from ")) {
      renamed = line.substr(12);
    } else if (line.starts_with("rename to ") && !renamed.empty()) {
      files.push_back({{}, std::string(line.substr(10))});
      files.push_back({renamed, {}});
      renamed.clear();
    }
  }
  return files;
}

}  // namespace guards::commands
