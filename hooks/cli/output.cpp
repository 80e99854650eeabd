#include "hooks/cli/output.h"

#include <array>
#include <cstdio>
#include <string>

#include "coord/base/text.h"
#include "hooks/cli/exit_code.h"

namespace hooks::cli {

namespace {

// In the order of base::Code.
constexpr std::array kExitCodes = {kUsage,   kNo, kNotPermitted, kBusy,    kBusy,
                                   kBadData, kIo, kUnavailable,  kInternal};
static_assert(kExitCodes.size() == static_cast<std::size_t>(base::Code::internal) + 1);

void put(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

}  // namespace

void print(std::string_view data) {
  put(stdout, data);
}

void say(std::string_view words) {
  std::fflush(stdout);  // keeps the order people see when both are one terminal
  put(stderr, words);
  if (!words.ends_with('\n')) put(stderr, "\n");
}

bool flush_output() {
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

int complain(const base::Error& error, bool json) {
  if (json) {
    print(R"({"schema":"error/1","code":)" + base::json_string(base::name_of(error.code)) +
          ",\"what\":" + base::json_string(error.what) + ",\"where\":" +
          base::json_string(error.where) + ",\"hint\":" + base::json_string(error.hint) + "}\n");
  }
  say("flockgate: " + base::to_text(error));
  return exit_code_of(error.code);
}

int exit_code_of(base::Code code) {
  return kExitCodes[static_cast<std::size_t>(code)];
}

}  // namespace hooks::cli
