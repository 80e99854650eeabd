#include "hooks/cli/time_text.h"

#include <array>
#include <ctime>

namespace hooks::cli {

std::string time_text(base::Millis wall_ms) {
  const auto seconds = static_cast<std::time_t>(wall_ms / 1000);
  std::tm parts = {};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 40> text;
  const std::size_t size = std::strftime(text.data(), text.size(), "%F %T", &parts);
  const std::string millis = std::to_string(1000 + wall_ms % 1000).substr(1);
  return std::string(text.data(), size) + "." + millis + "Z";
}

}  // namespace hooks::cli
