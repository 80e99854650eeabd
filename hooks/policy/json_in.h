// json_in.h - one value of a policy file that knows where it stands.
// Shape:  cursor over a parsed tree; tree and text must outlive it.
// Errors: invalid_input; `where` is "line L, column C, /json/pointer".
// Source: docs/spec/policy.md section 1 (unknown keys are errors).
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "coord/base/result.h"
#include "hooks/policy/source.h"

namespace hooks {

class JsonIn {
 public:
  using VisitItem = std::function<base::Result<void>(const JsonIn&)>;
  using VisitMember = std::function<base::Result<void>(const std::string& key, const JsonIn&)>;

  JsonIn(const nlohmann::json& value, std::string_view text, SourceKind kind)
      : value_(&value), text_(text), kind_(kind) {}

  SourceKind kind() const { return kind_; }
  bool is_string() const;

  [[nodiscard]] base::Result<std::string> string() const;
  [[nodiscard]] base::Result<bool> boolean() const;
  [[nodiscard]] base::Result<std::int64_t> integer() const;
  // Stops at the first failed visit and returns its Error.
  [[nodiscard]] base::Result<void> each_item(const VisitItem& visit) const;
  [[nodiscard]] base::Result<void> each_member(const VisitMember& visit) const;

  tl::unexpected<base::Error> wrong(std::string what, std::string hint = {}) const;
  // The member itself is not known; points at its key.
  tl::unexpected<base::Error> unknown_key(std::string_view key,
                                          const std::vector<std::string_view>& known) const;
  tl::unexpected<base::Error> unknown_word(std::string_view word,
                                           const std::vector<std::string_view>& known) const;

 private:
  JsonIn below(const nlohmann::json& value, std::string_view name) const;

  const nlohmann::json* value_;
  std::string_view text_;
  std::string pointer_;
  SourceKind kind_;
};

}  // namespace hooks
