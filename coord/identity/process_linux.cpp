// /proc, as told by proc(5): stat is readable for everybody, exe and environ only for the owner.
#include <algorithm>
#include <charconv>
#include <optional>

#include "coord/base/text.h"
#include "coord/base/time_namespace.h"
#include "coord/identity/process.h"

namespace coord {

namespace {

constexpr std::size_t kMaxChain = 64;
constexpr std::size_t kMaxStat = 4U << 10U;
constexpr std::size_t kMaxArgs = 4U << 10U;
constexpr std::size_t kMaxEnv = 64U << 10U;

// At most `limit` bytes; files of /proc have no size. Empty when unreadable.
std::string read_some(base::Disk& disk, const std::string& path, std::size_t limit) {
  const auto file = disk.open(path, base::Open::read);
  if (!file) return {};
  std::string text(limit, '\0');
  std::size_t size = 0;
  while (size < limit) {
    const auto got = disk.read_at(*file, text.data() + size, limit - size, size);
    if (!got || *got == 0) break;
    size += *got;
  }
  text.resize(size);
  return text;
}

std::vector<std::string> words_of(std::string_view bytes) {
  std::vector<std::string> words;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    words.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return words;
}

template <class Number>
Number number_of(std::string_view text) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "PID (COMM) STATE PPID PGRP SESSION ... START ...": COMM may hold blanks and brackets, so fields
// are counted from its last bracket; PPID is field 4, START field 22.
std::optional<ProcessStat> stat_from(std::string_view stat) {
  const std::size_t open = stat.find('(');
  const std::size_t close = stat.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return std::nullopt;
  }
  const std::vector<std::string_view> fields = base::split(stat.substr(close + 1), ' ');
  if (fields.size() < 21) return std::nullopt;
  return ProcessStat{number_of<std::int64_t>(stat), number_of<std::int64_t>(fields[2]),
                     number_of<std::int64_t>(fields[4]), number_of<std::uint64_t>(fields[20]),
                     std::string(stat.substr(open + 1, close - open - 1))};
}

std::optional<Process> read_process(base::Disk& disk, std::int64_t pid) {
  const std::string folder = "/proc/" + std::to_string(pid) + "/";
  Process process;
  process.pid = pid;
  const auto stat = read_stat(disk, pid);
  if (!stat) return std::nullopt;
  process.parent = stat->parent;
  process.start = stat->start;
  process.comm = stat->comm;
  process.exe = exe_of(disk, pid);
  process.args = words_of(read_some(disk, folder + "cmdline", kMaxArgs));
  process.env = words_of(read_some(disk, folder + "environ", kMaxEnv));
  return process;
}

}  // namespace

std::optional<ProcessStat> read_stat(base::Disk& disk, std::int64_t pid) {
  return stat_from(read_some(disk, "/proc/" + std::to_string(pid) + "/stat", kMaxStat));
}

std::string exe_of(base::Disk& disk, std::int64_t pid) {
  return disk.read_link("/proc/" + std::to_string(pid) + "/exe").value_or(std::string());
}

// "pid:[4026531836]"
std::uint64_t namespace_id(base::Disk& disk) {
  const std::string link = disk.read_link("/proc/self/ns/pid").value_or(std::string());
  const std::size_t open = link.find('[');
  if (open == std::string::npos) return 0;
  constexpr unsigned kPidBits = 32;  // a kernel's numbers of namespaces have no more
  return number_of<std::uint64_t>(link.substr(open + 1)) | base::time_namespace().id << kPidBits;
}

Ancestry read_ancestry(base::World& world, std::int64_t pid) {
  Ancestry ancestry;
  ancestry.boot_id = world.clock.boot_id();
  ancestry.namespace_id = namespace_id(world.disk);
  while (pid > 0 && ancestry.chain.size() < kMaxChain) {
    std::optional<Process> process = read_process(world.disk, pid);
    if (!process) return ancestry;
    pid = process->parent;
    ancestry.chain.push_back(std::move(*process));
  }
  ancestry.whole = pid == 0 && !ancestry.chain.empty();
  return ancestry;
}

}  // namespace coord
