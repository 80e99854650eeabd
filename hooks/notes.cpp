#include "hooks/notes.h"

#include <array>

#include "coord/base/hash.h"
#include "coord/base/path.h"
#include "coord/base/text.h"

namespace hooks {

namespace {

constexpr std::size_t kLines = 3;
constexpr std::size_t kLineBytes = 200;
constexpr std::size_t kFileBytes = 16U << 10U;
constexpr base::Millis kFreshMs = 600'000;  // ten minutes

std::string hex(std::uint64_t number) {
  std::array<char, 8> bytes{};
  for (char& byte : bytes) {
    byte = static_cast<char>(number & 0xFFU);
    number >>= 8U;
  }
  return base::to_hex({bytes.data(), bytes.size()});
}

// Ids come from outside: hashed, they are safe as file names.
std::string agent_dir(const ToolCall& call, const std::string& state_dir) {
  const Caller& caller = call.caller;
  const std::string who = caller.platform + '\0' + caller.session + '\0' + caller.sub_agent;
  return state_dir + "/notes/" + hex(base::hash64(who));
}

std::string note_path(const ToolCall& call, const std::string& state_dir) {
  const std::uint64_t key = call.call_id.empty() ? call.input_hash : base::hash64(call.call_id);
  return agent_dir(call, state_dir) + '/' + hex(key);
}

std::string first_lines(std::string_view text) {
  std::string out;
  std::size_t count = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.empty()) continue;
    if (count++ == kLines) break;
    if (!out.empty()) out += '\n';
    out += base::one_line(line, kLineBytes);
  }
  return out;
}

}  // namespace

base::Result<void> keep_note(const ToolCall& call, std::string_view text,
                             const std::string& state_dir, base::World& world) {
  TRY_VOID(base::make_dirs(world.disk, agent_dir(call, state_dir), 0700));
  const auto file = TRY(world.disk.open(note_path(call, state_dir), base::Open::create_append));
  const auto written = TRY(world.disk.write(file, first_lines(text) + '\n'));
  static_cast<void>(written);
  return {};
}

std::string take_note(const ToolCall& call, const std::string& state_dir, base::World& world) {
  const std::string path = note_path(call, state_dir);
  const auto info = world.disk.info(path);
  if (!info) return {};
  const auto text = base::read_file(world.disk, path, kFileBytes);
  const auto removed = world.disk.remove(path);
  const base::Millis age = world.clock.wall_ms() - info->modified_ns / 1'000'000;
  if (!text || !removed || age > kFreshMs) return {};
  return first_lines(*text);
}

void drop_notes(const ToolCall& call, const std::string& state_dir, base::World& world) {
  const std::string dir = agent_dir(call, state_dir);
  const auto names = world.disk.list(dir);
  if (!names) return;
  for (const std::string& name : *names) {
    const auto gone = world.disk.remove(base::join_path(dir, name));
    if (!gone) return;  // what cannot be dropped expires
  }
}

}  // namespace hooks
