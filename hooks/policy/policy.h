// policy.h - a whole policy as values, before it is compiled.
// Shape:  plain, copyable; rules in order of judgement within their category.
// Units:  `on` is a set of guards::On.
// Source: docs/spec/policy.md sections 1, 2, 5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guards/finding.h"
#include "hooks/policy/cache.h"

namespace hooks {

// A call that shows what a rule means; exactly one of command, read, write is set.
struct Example {
  std::string command;
  std::string read;
  std::string write;
  std::string content;               // of `write`
  std::vector<std::string> missing;  // files that do not exist; all others do
  bool operator==(const Example&) const = default;
};

struct ContentText {
  std::string literal;
  std::string regex;
  bool operator==(const ContentText&) const = default;
};

struct PolicyRule {
  std::string id;
  std::string pack;  // empty for a rule that a layer added
  std::string adr;
  std::string why;
  std::string instead;
  guards::Category category = guards::Category::security;
  guards::Tier tier = guards::Tier::block;
  guards::Stage stage = guards::Stage::monitor;
  bool floor = false;
  bool enabled = true;  // its pack is on
  std::uint16_t on = 0;
  std::vector<std::string> paths;
  std::vector<ContentText> content;
  std::vector<std::string> match;
  std::vector<Example> deny;  // examples; not compiled
  std::vector<Example> allow;
  bool operator==(const PolicyRule&) const = default;
};

struct Policy {
  std::vector<PolicyRule> rules;
  OnError on_error{};
  std::vector<std::string> notes;
  bool broken = false;
  std::string digest;  // 32 bytes, raw
  bool operator==(const Policy&) const = default;
};

// What a layer says about one rule: only what is written there.
struct RulePatch {
  std::string id;
  std::optional<std::string> adr;
  std::optional<std::string> why;
  std::optional<std::string> instead;
  std::optional<guards::Category> category;
  std::optional<guards::Tier> tier;
  std::optional<guards::Stage> stage;
  bool floor = false;
  std::uint16_t on = 0;
  std::vector<std::string> paths;
  std::vector<ContentText> content;
  std::vector<std::string> match;
  std::vector<Example> deny;
  std::vector<Example> allow;
};

// One policy file as read.
struct Source {
  std::string pack;  // set in the files of policies/packs only
  std::vector<std::pair<std::string, bool>> packs;
  std::vector<std::pair<guards::Category, Word>> on_error;
  std::vector<RulePatch> rules;
};

}  // namespace hooks
