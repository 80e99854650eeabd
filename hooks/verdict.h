// verdict.h - what the platform is told, and the finding that decided it.
// Shape:  plain value.
// Source: docs/spec/verdicts.md section 3.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "guards/finding.h"

namespace hooks {

enum class Word : std::uint8_t { allow, warn, ask, deny };

struct Verdict {
  Word word = Word::allow;
  std::string message;                    // four lines and details; empty for allow
  std::string context;                    // notes for the agent that are no refusal
  std::vector<guards::Finding> findings;  // strongest first among the effective ones
  std::vector<guards::Finding> would;     // monitor findings: what enforce would have done
  bool off = false;                       // a human switched the guard off
  std::string rewritten;                  // the command that shall run instead; empty: as asked
};

// What the process prints and how it ends.
struct Answer {
  std::string out = {};
  std::string err = {};
  int exit_code = 0;
  bool stops = false;  // the tool must not run: exit 2 even when nobody takes what is printed
  bool operator==(const Answer&) const = default;
};

const char* name_of(Word word);

}  // namespace hooks
