#include "hooks/policy/example_world.h"

#include <algorithm>
#include <array>
#include <functional>

#include "coord/base/path.h"

namespace hooks {

namespace {

using base::Code;
using base::FileInfo;
using base::Result;

constexpr const char* kHome = "/home/dev";
constexpr const char* kRoot = "/home/dev/repo";
constexpr auto kFolders = std::to_array<std::string_view>({"/", "/tmp", "/home", kHome, kRoot});

template <class T>
Result<T> nothing(const std::string& path = {}) {
  return base::fail(Code::not_found, "there is nothing here", path);
}

class ExampleDisk final : public base::Disk {
 public:
  explicit ExampleDisk(const std::vector<std::string>& missing) {
    for (const std::string& path : missing) missing_.push_back(base::join_path(kRoot, path));
  }

  Result<FileInfo> info(const std::string& path, bool) override {
    if (std::find(missing_.begin(), missing_.end(), path) != missing_.end())
      return nothing<FileInfo>(path);
    FileInfo info;
    const bool folder =
        std::find(std::begin(kFolders), std::end(kFolders), path) != std::end(kFolders);
    info.kind = folder ? base::FileKind::directory : base::FileKind::regular;
    info.id = {1, std::hash<std::string>()(path)};
    info.links = 1;
    info.mode = 0644;
    return info;
  }
  Result<std::string> resolve(const std::string& path) override { return base::normalise(path); }
  Result<std::vector<std::string>> list(const std::string&) override {
    return std::vector<std::string>();
  }

  Result<base::FileHandle> open(const std::string& path, base::Open, std::uint32_t) override {
    return nothing<base::FileHandle>(path);
  }
  Result<std::size_t> read_at(const base::FileHandle&, char*, std::size_t, std::uint64_t) override {
    return nothing<std::size_t>();
  }
  Result<std::size_t> write(const base::FileHandle&, std::string_view) override {
    return nothing<std::size_t>();
  }
  Result<std::size_t> write_at(const base::FileHandle&, std::string_view, std::uint64_t) override {
    return nothing<std::size_t>();
  }
  Result<void> truncate(const base::FileHandle&, std::uint64_t) override { return nothing<void>(); }
  Result<void> sync(const base::FileHandle&) override { return nothing<void>(); }
  Result<void> sync_dir(const std::string& path) override { return nothing<void>(path); }
  Result<FileInfo> info(const base::FileHandle&) override { return nothing<FileInfo>(); }
  Result<void> make_dir(const std::string& path, std::uint32_t) override {
    return nothing<void>(path);
  }
  Result<void> rename(const std::string& from, const std::string&) override {
    return nothing<void>(from);
  }
  Result<void> link(const std::string& from, const std::string&) override {
    return nothing<void>(from);
  }
  Result<void> remove(const std::string& path) override { return nothing<void>(path); }
  Result<void> remove_dir(const std::string& path) override { return nothing<void>(path); }
  Result<void> set_mode(const std::string& path, std::uint32_t) override {
    return nothing<void>(path);
  }
  Result<void> touch(const std::string& path) override { return nothing<void>(path); }
  Result<std::string> read_link(const std::string& path) override {
    return nothing<std::string>(path);
  }

 private:
  std::vector<std::string> missing_;
};

base::Env example_env() {
  base::Env env;
  env.home = kHome;
  env.config_home = "/home/dev/.config";
  env.state_home = "/home/dev/.local/state";
  env.cwd = kRoot;
  env.self = "/usr/bin/flockgate";
  return env;
}

std::string absolute(const std::string& path) {
  return path.starts_with("~/") ? base::join_path(kHome, path.substr(2))
                                : base::join_path(kRoot, path);
}

guards::Action action_of(const Example& example) {
  guards::Action action;
  action.cwd = kRoot;
  if (!example.command.empty()) {
    action.kind = guards::ActionKind::command;
    action.command = example.command;
    return action;
  }
  const bool reads = !example.read.empty();
  action.kind = reads ? guards::ActionKind::read : guards::ActionKind::write;
  action.paths = {absolute(reads ? example.read : example.write)};
  action.content = example.content;
  return action;
}

}  // namespace

struct ExampleWorld::Parts {
  explicit Parts(const std::vector<std::string>& missing) : disk(missing) {}
  ExampleDisk disk;
  base::Env env = example_env();
  base::World world{disk, base::real_clock(), env};
  guards::Place place{kRoot, "/home/dev/repo/.git", "/home/dev/repo/.git/flockgate", kHome};
};

ExampleWorld::ExampleWorld(const std::vector<std::string>& missing)
    : parts_(std::make_unique<Parts>(missing)) {}

ExampleWorld::~ExampleWorld() = default;

base::World& ExampleWorld::world() {
  return parts_->world;
}

const guards::Place& ExampleWorld::place() const {
  return parts_->place;
}

std::vector<guards::Finding> judge_example(const Example& example, const guards::RuleSet& rules) {
  ExampleWorld example_world(example.missing);
  const guards::Action action = action_of(example);
  const guards::Effects effects =
      guards::understand(action, example_world.place(), example_world.world());
  return guards::judge(action, effects, example_world.place(), rules, example_world.world());
}

}  // namespace hooks
