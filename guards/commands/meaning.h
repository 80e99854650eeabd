// meaning.h - what one command with its words would do.
// Shape:  plain values; Call goes in, Meaning comes out (describe.h).
// Units:  paths as written, relative to the view's cwd; a hole is text known only when it runs.
// Errors: none: a Doubt says what could not be told.
// Source: ADR-0020; docs/spec/verdicts.md section 1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/spec.h"
#include "guards/effect.h"

namespace guards::commands {

// SUB, the ASCII "substitute": stands for any text, slashes included.
inline constexpr char kHole = '\x1a';
#if defined(__clang__)  // clang 14 cannot make a std::string while it compiles
inline const std::string kUnknown(1, kHole);
#else
inline constexpr std::string kUnknown(1, kHole);
#endif

inline bool has_hole(std::string_view text) {
  return text.find(kHole) != std::string_view::npos;
}

struct Word {
  std::string text;
  Span span;
  bool pattern = false;  // a glob that fits no name now
};

using Words = std::vector<Word>;

struct Call {
  std::string name;              // as in the table: "git commit"
  const Command* row = nullptr;  // never null
  Words words;                   // behind the name
  Span span;                     // the whole command
};

// A path that would be touched.
struct Touch {
  Verb verb = Verb::read;
  How how = How::none;
  std::string path = {};
  Span span = {};
  bool named = true;
  bool tree = false;
  bool on_link = false;
  bool handed = false;
  bool maybe = false;
  bool needs_target = false;                // does nothing when the path is not there
  bool idle = false;                        // meant for the path, yet would do nothing
  bool pattern = false;                     // as Word
  std::string link_to = {};                 // create: a symbolic link to this text
  std::optional<std::string> content = {};  // write: the whole new text, when it is known
};

// Something else that would be run.
struct Run {
  enum class Kind : std::uint8_t {
    words,   // a command of its own
    shell,   // shell text
    script,  // the file words[0], read by a shell; the others are its arguments
    source,  // the same, in this very shell
  };
  Kind kind = Kind::words;
  Words words = {};
  std::string text = {};  // shell
  Span span = {};
  std::string cwd = {};  // empty: here
  Words variables = {};  // "NAME=value" for its surroundings only; "NAME": not there
  bool maybe = false;
  bool repeats = false;  // for many lines or files that are not known: holes stand for them
  std::optional<std::string> input = {};  // instead of the caller's
};

struct Doubt {
  std::string why;
  Span span;
  bool program_from_pipe = false;
  bool was_read = false;    // the pipe is empty now
  bool is_program = false;  // its text is what is not known
};

struct Meaning {
  std::vector<Touch> touches;
  std::vector<Run> runs;
  std::vector<Doubt> doubts;
  std::vector<Effect> effects;        // network, git: no path to resolve
  std::vector<std::string> stale;     // files whose contents are not known from here on
  std::optional<std::string> output;  // on standard output, when it can be told
  std::optional<bool> success;        // exit status 0 or not, when it can be told
  bool fetches = false;               // what it prints comes from the network
  std::size_t steps = 0;              // what it cost to tell, in simple commands
};

}  // namespace guards::commands
