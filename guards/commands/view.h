// view.h - what a command may look at while its meaning is told.
// Shape:  interface, implemented over the disk and what the same text has written before.
// Units:  paths may be relative to cwd(); texts may hold holes (meaning.h).
// Errors: none: what cannot be told is nothing; so are pieces of a file the text has changed.
// Source: ADR-0020.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coord/base/pieces.h"

namespace guards::commands {

enum class There : std::uint8_t { missing, file, folder, unknown };

// Of the name itself, not of what a link leads to.
struct Facts {
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;
  bool runs = false;  // somebody may execute it
};

class View : public base::Pieces {
 public:
  // Links are followed.
  virtual There there(const std::string& path) const = 0;
  // Whole file when it is known and small.
  virtual std::optional<std::string> content(const std::string& path) const = 0;
  // Nothing when the same text has changed it.
  virtual std::optional<Facts> facts(const std::string& path) const = 0;
  virtual std::int64_t now_ns() const = 0;  // wall time
  // What a symbolic link holds; nothing when the path is none.
  virtual std::optional<std::string> link(const std::string& path) const = 0;

  virtual const std::string& cwd() const = 0;   // may be a hole
  virtual const std::string& home() const = 0;  // may be empty
  virtual const std::string& root() const = 0;  // of the work tree; empty outside
  // Value of an exported variable, when it is known.
  virtual std::optional<std::string> variable(const std::string& name) const = 0;
  // Takes what stands on standard input; nothing when the terminal or nothing does.
  virtual std::optional<std::string> input() const = 0;
  // Does anybody look at standard output? Telling it is otherwise a waste.
  virtual bool wants_output() const = 0;
};

}  // namespace guards::commands
