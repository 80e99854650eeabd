// process.h - who started us: the chain of parent processes.
// Shape:  plain values; what the system would not tell is empty or 0.
// Units:  start is clock ticks since boot (never compared across boots).
// Errors: none: an unreadable parent ends the chain and `whole` says so.
// Source: measured on Linux 6.18; ADR-0028.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coord/base/world.h"

namespace coord {

struct Process {
  std::int64_t pid = 0;
  std::int64_t parent = 0;
  std::uint64_t start = 0;
  std::string comm;               // as the kernel shows it; 15 bytes
  std::string exe;                // link target of the executable; empty when unreadable
  std::vector<std::string> args;  // its command line, at most the first 4 KiB
  std::vector<std::string> env;   // "KEY=value" as it was started; at most the first 64 KiB
  bool operator==(const Process&) const = default;
};

struct Ancestry {
  std::vector<Process> chain;  // our own process first
  std::string boot_id;
  std::uint64_t namespace_id = 0;  // 0 when unknown
  bool whole = false;              // ends at pid 1 (or 0), nothing unreadable on the way
};

// What everybody may know of a process.
struct ProcessStat {
  std::int64_t pid = 0;
  std::int64_t parent = 0;
  std::int64_t session = 0;  // pid of the leader, which may be gone
  std::uint64_t start = 0;
  std::string comm;
};

// Nothing when it is gone or unreadable, and where systems do not tell.
std::optional<ProcessStat> read_stat(base::Disk& disk, std::int64_t pid);
// Its executable's path; empty when unreadable.
std::string exe_of(base::Disk& disk, std::int64_t pid);
// Where pids and start ticks mean the same as here: the inode of our own pid namespace, and that of
// our time namespace where it is not the first; 0 when unknown.
std::uint64_t namespace_id(base::Disk& disk);

// Walks up from `pid`, at most 64 processes.
Ancestry read_ancestry(base::World& world, std::int64_t pid);

}  // namespace coord
