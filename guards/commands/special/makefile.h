// makefile.h - rules and plain variables of a Makefile.
// Shape:  value, filled by read(); nothing is run.
// Units:  recipe lines come expanded; what make would compute is a hole (meaning.h).
// Errors: none: what is no rule is passed over.
// Source: ADR-0045; GNU make 4.3 manual, chapters 4 to 6 and 10.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guards::commands {

struct MakeRule {
  std::vector<std::string> needs;
  std::vector<std::string> recipe;  // shell text, without @ - +
};

class Makefile {
 public:
  void read(std::string_view text);
  // As NAME=VALUE on the command line: stands against the file.
  void override_variable(const std::string& name, const std::string& value);
  // What builds `goal`: its own rule, or the pattern rule (%.o: %.c) that fits.
  std::optional<MakeRule> rule_for(const std::string& goal) const;
  const std::string& first_goal() const { return first_goal_; }
  // Files named by include since the last call.
  std::vector<std::string> take_includes();

 private:
  struct Written {
    std::string target;
    std::string needs;
    std::vector<std::string> recipe;
  };
  using Locals = std::map<std::string, std::string>;

  void read_line(std::string_view line);
  bool read_assignment(std::string_view line);
  void read_rule(std::string_view line);
  static void add(MakeRule& found, std::string& stem, const Written& rule, const std::string& goal);
  std::vector<std::string> filled(const MakeRule& rule, const std::string& goal,
                                  const std::string& stem) const;
  std::string expanded(std::string_view text, const Locals& locals, int depth) const;
  std::string value_of(const std::string& name, const Locals& locals, int depth) const;

  std::vector<Written> rules_;
  std::map<std::string, std::string> variables_;
  std::map<std::string, std::string> overrides_;
  std::vector<std::string> includes_;
  std::string first_goal_;
  std::size_t open_rules_ = 0;  // last rules that the recipe lines to come belong to
};

}  // namespace guards::commands
