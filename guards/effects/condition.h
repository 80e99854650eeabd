// condition.h - [ ], test and [[ ]] over what is known.
// Shape:  short-lived helper of a Machine.
// Errors: nothing when it hangs on what cannot be told.
// Source: bash 5.2 manual, 6.4.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "guards/effects/machine.h"

namespace guards::effects {

class Condition {
 public:
  explicit Condition(Machine& machine) : machine_(machine) {}

  // Exit status of [[ ]].
  std::optional<int> test(const shell::TestNode* root);
  // Exit status of `test words` (the closing bracket taken off).
  std::optional<int> test(std::span<const commands::Word> words);

 private:
  using Truth = std::optional<bool>;

  Truth node(const shell::TestNode& node, int depth);
  Truth unary(std::string_view op, const std::string& value);
  Truth binary(const std::string& left, std::string_view op, const std::string& right);
  Truth compared(const shell::TestNode& node);
  Truth words(std::span<const commands::Word> words, int depth);

  Machine& machine_;
};

}  // namespace guards::effects
