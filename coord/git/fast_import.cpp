#include "coord/git/fast_import.h"

namespace coord {

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string sized(std::string_view bytes) {
  return "data " + std::to_string(bytes.size()) + '\n' + std::string(bytes) + '\n';
}

std::string committer_line(base::Millis wall_ms) {
  return maker_line("committer", wall_ms);
}

std::string maker_line(std::string_view role, base::Millis wall_ms) {
  return std::string(role) + " flockgate <flockgate@localhost> " + std::to_string(wall_ms / 1000) +
         " +0000\n";
}

const char* git_mode(bool link, std::uint32_t mode) {
  constexpr std::uint32_t kExecutable = 0100;
  if (link) return "120000";
  return (mode & kExecutable) != 0 ? "100755" : "100644";
}

bool is_odd_mode(bool link, std::uint32_t mode) {
  return !link && mode != 0644 && mode != 0755;
}

GitAsk importer(const GitSpot& at) {
  GitAsk ask;
  ask.folder = at.root;
  // No hook of the user's is about these refs. Little is gained by packing what is soon dropped.
  ask.words = {"-c",       "core.hooksPath=/dev/null", "-c",          "core.compression=1",
               "-c",       "pack.compression=1",       "fast-import", "--quiet",
               "--depth=0"};
  // Of glibc, which else gives memory back and takes it again for each blob: 0.5 s for 10,000.
  ask.variables = {"MALLOC_TRIM_THRESHOLD_=268435456", "MALLOC_TOP_PAD_=16777216"};
  return ask;
}

}  // namespace coord
