#include "tests/support/effects_scene.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "coord/base/glob.h"
#include "coord/base/path.h"
#include "hooks/cli/explanation.h"
#include "tests/support/run_binary.h"

namespace support {

namespace {

namespace fs = std::filesystem;

constexpr auto kFiles = std::to_array<std::pair<const char*, const char*>>({
    {"a.txt",         "one\ntwo\n"                         },
    {"b.txt",         "bee\n"                              },
    {"my file.txt",   "spaced\n"                           },
    {"src/app.py",    "print(\"foo\")\n"                   },
    {"src/util.c",    "int util;\n"                        },
    {"docs/guide.md", "# Guide foo\n"                      },
    {"tmp/old.tmp",   "old\n"                              },
    {"tmp/new.tmp",   "new\n"                              },
    {"logs/app.log",  "ERROR x\n"                          },
    {"secrets/key",   "k\n"                                },
    {"list.txt",      "a.txt\nb.txt\n"                     },
    {"name",          "out-of-name.txt\n"                  },
    {"run.sh",        "#!/bin/sh\necho built > built.txt\n"},
});

}  // namespace

bool was_said(const std::vector<std::string>& said, const std::string& path) {
  return std::ranges::any_of(said, [&](const std::string& one) {
    return base::is_within(path, one) || base::is_within(one, path) || base::glob_match(one, path);
  });
}

EffectsScene::EffectsScene()
    : place_{home_ / "repo", home_ / "repo/.git", {}, home_.path()},
      world_{base::real_disk(), clock_, env_} {
  for (const auto& [name, text] : kFiles) home_.write(std::string("repo/") + name, text);
  EXPECT_EQ(::chmod((home_ / "repo/run.sh").c_str(), 0755), 0);
  EXPECT_EQ(::symlink("b.txt", (home_ / "repo/link.txt").c_str()), 0);
}

guards::Effects EffectsScene::effects(const std::string& command) {
  guards::Action action;
  action.kind = guards::ActionKind::command;
  action.cwd = place_.root;
  action.command = command;
  return guards::understand(action, place_, world_);
}

std::string EffectsScene::named(const std::string& path) const {
  if (path.starts_with('/') && base::is_within(path, home_.path())) {
    return "../" + base::relative_to(path, home_.path());
  }
  return path;
}

std::vector<std::string> EffectsScene::writes(const guards::Effects& effects) const {
  auto paths = hooks::cli::written_paths(effects, place_.root);
  for (std::string& path : paths) path = named(path);
  return paths;
}

std::vector<std::string> EffectsScene::reads(const guards::Effects& effects) const {
  auto paths = hooks::cli::read_paths(effects, place_.root);
  for (std::string& path : paths) path = named(path);
  return paths;
}

std::map<std::string, std::string> EffectsScene::snapshot() const {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(home_.path())) {
    const std::string path = entry.path().string();
    if (path.find("/.git") != std::string::npos) continue;
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) continue;
    std::string state = std::to_string(info.st_mode);
    if (S_ISLNK(info.st_mode)) state += fs::read_symlink(entry.path()).string();
    if (S_ISREG(info.st_mode)) {
      state +=
          " " + std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec);
      state += home_.read(base::relative_to(path, home_.path()));
    }
    found[base::is_within(path, place_.root) ? base::relative_to(path, place_.root) : named(path)] =
        state;
  }
  return found;
}

std::vector<std::string> EffectsScene::run(const std::string& command) const {
  const auto before = snapshot();
  support::run({
      .argv = {"/bin/bash",                         "-c",                   command       },
      .in = In::null,
      .cwd = place_.root,
      .env = {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + home_.path(), "LANG=C.UTF-8"}
  });
  const auto after = snapshot();
  std::vector<std::string> changed;
  for (const auto& [path, state] : before) {
    const auto now = after.find(path);
    if (now == after.end() || now->second != state) changed.push_back(path);
  }
  for (const auto& [path, state] : after) {
    if (!before.contains(path)) changed.push_back(path);
  }
  return changed;
}

}  // namespace support
