// trace.h - diagnostics for developers, off by default.
// Shape:  Trace is a resource (move-only); whoever wants to tell something is handed one.
// Units:  one line a note, with wall time and pid; a note is cut at 4 KiB.
// Errors: none: a trace that cannot be written is silent and changes nothing.
// Source: house rule: the only user of spdlog, never on stdout, no part of any verdict.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "coord/base/disk.h"

namespace base {

class Trace {
 public:
  Trace();  // off
  // Appends to the file at `path` (absolute, no link); off when that fails or `path` is empty.
  Trace(Disk& disk, const std::string& path);
  Trace(Trace&&) noexcept;
  Trace& operator=(Trace&&) noexcept;
  ~Trace();

  bool is_on() const { return logger_ != nullptr; }
  // `room` is who speaks ("journal").
  void note(std::string_view room, std::string_view text);

 private:
  struct Logger;
  std::unique_ptr<Logger> logger_;
};

// The file that FLOCKGATE_TRACE names; empty unless it is an absolute path.
std::string trace_path();

}  // namespace base
