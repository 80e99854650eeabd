// look.h - the View a command gets of the machine it runs in.
// Shape:  short-lived; refers to the Machine.
// Source: ADR-0020.
#pragma once

#include <string>
#include <vector>

#include "guards/effects/machine.h"

namespace guards::effects {

class Look : public commands::View {
 public:
  explicit Look(Machine& machine) : machine_(machine) {}

  There there(const std::string& path) const override;
  std::optional<std::string> content(const std::string& path) const override;
  std::optional<std::string> piece(const std::string& path, std::uint64_t from,
                                   std::size_t most) const override;
  std::optional<commands::Facts> facts(const std::string& path) const override;
  std::int64_t now_ns() const override { return machine_.world_.clock.wall_ms() * 1'000'000; }
  std::optional<std::vector<std::string>> list(const std::string& path) const override;
  std::optional<std::string> link(const std::string& path) const override;
  const std::string& cwd() const override { return machine_.shell_.scope.cwd; }
  const std::string& home() const override { return machine_.place_.home; }
  const std::string& root() const override { return machine_.place_.root; }
  std::optional<std::string> variable(const std::string& name) const override;
  std::optional<std::string> input() const override;
  bool wants_output() const override;

 private:
  std::string absolute(const std::string& path) const;

  Machine& machine_;
};

}  // namespace guards::effects
