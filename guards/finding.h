// finding.h - one rule's remark on a call.
// Shape:  plain value; texts are owned (they outlive the mapped policy).
// Source: docs/spec/verdicts.md section 3.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "guards/effect.h"

namespace guards {

// How hard a rule bites.
enum class Tier : std::uint8_t { warn, checkpoint, block };

// How far a rule's rollout is.
enum class Stage : std::uint8_t { monitor, warn, enforce };

// Executor order.
enum class Category : std::uint8_t { compliance, security, quality, orchestration, budget };

struct Finding {
  std::string rule;  // "secrets.dotenv"
  Category category = Category::security;
  Tier tier = Tier::block;
  Stage stage = Stage::enforce;
  bool floor = false;  // ignores stage and cannot be switched off
  std::string adr;     // "ADR-0006"
  std::string what;    // "write to .env"
  std::string why;
  std::string instead;
  std::string path;  // repo-relative when inside; empty when no file is meant
  Span span;
  std::vector<std::string> details;  // at most twelve lines
  std::string rewrite = {};          // what could stand at `span` instead, harmless; or nothing
};

const char* name_of(Tier tier);
const char* name_of(Stage stage);
const char* name_of(Category category);

}  // namespace guards
