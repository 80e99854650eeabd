// What is always true of settings that we go into and out of.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "hooks/cli/hook_entries.h"
#include "hooks/cli/installer.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace {

using hooks::cli::add_entries;
using hooks::cli::find_entries;
using hooks::cli::remove_entries;
using hooks::cli::Wanted;

// A JSON text with blank space and comments wherever they may be.
class Settings {
 public:
  std::string write() {
    space();
    object(3, true);
    space();
    return text_;
  }

 private:
  static int pick(int below) { return *rc::gen::inRange(0, below); }

  void space() {
    static constexpr auto kSpaces = std::to_array<std::string_view>(
        {"", "", " ", "\n", "\n  ", "\r\n\t", "/* ,]} */", "// \"x\":\n"});
    text_ += kSpaces[static_cast<std::size_t>(pick(8))];
  }

  void string(std::string_view body) { text_.append("\"").append(body).append("\""); }

  void scalar() {
    static constexpr auto kScalars =
        std::to_array<std::string_view>({"null", "true", "-1.5e3", "\"\"", "\"a // b\"", R"("\"}")",
                                         "\"gr\xc3\xb6\xc3\x9f\\u00e9\""});
    text_ += kScalars[static_cast<std::size_t>(pick(7))];
  }

  void value(int depth) {
    const int kind = depth == 0 ? 0 : pick(3);
    if (kind == 0) return scalar();
    if (kind == 1) return object(depth - 1, false);
    array(depth - 1, [this](int below) { value(below); });
  }

  template <class Element>
  void array(int depth, Element element) {
    text_ += '[';
    space();
    for (int i = 0, n = pick(3); i < n; ++i) {
      element(depth);
      space();
      if (i + 1 < n) text_ += ',';
      space();
    }
    text_ += ']';
  }

  void object(int depth, bool root) {
    text_ += '{';
    space();
    const int members = pick(3);
    const bool hooked = root && pick(2) == 0;
    for (int i = 0; i < members; ++i) {
      member(std::string("k") + std::to_string(i), [&] { value(depth); });
      if (i + 1 < members || hooked) text_ += ',';
      space();
    }
    if (hooked) member("hooks", [&] { events(); });
    text_ += '}';
  }

  template <class Write>
  void member(std::string_view key, Write write) {
    string(key);
    space();
    text_ += ':';
    space();
    write();
    space();
  }

  void events() {
    static constexpr auto kEvents =
        std::to_array<std::string_view>({"PreToolUse", "Stop", "Notification"});
    text_ += '{';
    space();
    const int first = pick(3);
    for (int i = first; i < 3; ++i) {
      member(kEvents[static_cast<std::size_t>(i)], [&] { array(1, [this](int) { group(); }); });
      if (i + 1 < 3) text_ += ',';
      space();
    }
    text_ += '}';
  }

  void group() {
    text_ += R"({"matcher":"Bash","hooks":)";
    array(1, [this](int) { text_ += R"({"type":"command","command":"./other hook"})"; });
    text_ += '}';
  }

  std::string text_;
};

Wanted any_platform() {
  const auto name = *rc::gen::element<std::string>("claude-code", "gemini-cli");
  return {hooks::find_platform(name), "/opt/an agent's/flockgate"};
}

RC_GTEST_PROP(Settings, InstalledTwiceIsInstalledOnce, ()) {
  const std::string before = Settings().write();
  const Wanted wanted = any_platform();
  const auto once = add_entries(before, wanted);
  RC_ASSERT(once.has_value());
  RC_ASSERT(add_entries(*once, wanted).value() == *once);
}

RC_GTEST_PROP(Settings, AllWantedEntriesAreThereAndStaySound, ()) {
  const Wanted wanted = any_platform();
  const auto after = add_entries(Settings().write(), wanted);
  RC_ASSERT(after.has_value());
  const auto found = find_entries(*after);
  RC_ASSERT(found.has_value());
  RC_ASSERT(found->size() == wanted_entries(wanted).size());
}

RC_GTEST_PROP(Settings, RemovalLeavesNothingOfOursAndIsStable, ()) {
  const auto after = add_entries(Settings().write(), any_platform());
  RC_ASSERT(after.has_value());
  const auto without = remove_entries(*after);
  RC_ASSERT(without.has_value());
  RC_ASSERT(find_entries(*without)->empty());
  RC_ASSERT(remove_entries(*without).value() == *without);
}

RC_GTEST_PROP(Settings, InitThenUninstallIsTheSameFile, ()) {
  const support::TempDir home;
  const std::string before = Settings().write();
  home.write("settings.json", before);
  support::FakeClock clock;
  base::Env env;
  base::World world{base::real_disk(), clock, env};
  const Wanted wanted = any_platform();
  const hooks::cli::Site site{wanted.platform, false, home / "settings.json", home / "state"};

  for (int round = 0; round < 2; ++round) {
    const auto change = hooks::cli::plan_install(site, wanted, world);
    RC_ASSERT(change.has_value());
    RC_ASSERT(change->changes() == (round == 0));
    RC_ASSERT(hooks::cli::install(*change, world).has_value());
  }
  const auto back = hooks::cli::plan_uninstall(site, world);
  RC_ASSERT(back.has_value());
  RC_ASSERT(hooks::cli::uninstall(*back, world).has_value());
  RC_ASSERT(home.read("settings.json") == before);
  RC_ASSERT(!home.has("settings.json.before-flockgate"));
}

}  // namespace
