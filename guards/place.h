// place.h - where a call happens.
// Shape:  plain value.
// Units:  absolute, resolved paths; empty when there is none.
// Source: docs/spec/policy.md section 3 (what the forms of a pattern are compared with).
#pragma once

#include <string>

namespace guards {

struct Place {
  std::string root;       // work tree's root; empty outside any repository
  std::string git_dir;    // absolute; empty outside
  std::string state_dir;  // our own folder; empty when there is none
  std::string home;
};

}  // namespace guards
