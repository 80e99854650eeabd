// rule_set.h - the RuleSet that hooks judge with: floors from the program, rules from an image.
// Shape:  pinned resource; owns what its images look into.
// Units:  rule numbers: floors first, then the image's.
// Errors: none: an image found damaged is compiled again from its sources, once.
// Source: docs/spec/policy-cache.md section 4.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "guards/rules/rule.h"
#include "hooks/policy/image.h"

namespace hooks {

class PolicyRules final : public guards::RuleSet {
 public:
  // Makes the image anew from its sources (and puts the file right, when there is one).
  using Recompile = std::function<std::string()>;

  // `keeper` keeps the bytes of `rules` alive; floors live in the program.
  PolicyRules(Image floors, Image rules, std::shared_ptr<const void> keeper, Recompile recompile);

  void candidates(std::string_view path, std::vector<std::uint32_t>& out) const override;
  void below(std::string_view folder, std::vector<std::uint32_t>& out) const override;
  void of_program(std::string_view name, std::vector<std::uint32_t>& out) const override;
  void of_kind(std::uint16_t on, std::vector<std::uint32_t>& out) const override;
  guards::Rule rule(std::uint32_t index) const override;
  std::uint32_t size() const override;

 private:
  using Ask = std::function<bool(const Image&, std::vector<std::uint32_t>&)>;
  void collect(const Ask& ask, std::vector<std::uint32_t>& out) const;
  void ask_bucket(std::uint64_t key, std::vector<std::uint32_t>& out) const;
  void heal() const;

  Image floors_;
  std::shared_ptr<const void> keeper_;
  Recompile recompile_;
  // Healing changes where answers come from, never what they are.
  mutable Image rules_;
  mutable std::string healed_;
  mutable std::array<std::uint64_t, 256> quiet_{};  // keys that no rule is filed under
};

}  // namespace hooks
