#include "guards/effects/expansion.h"
#include "guards/effects/machine.h"

namespace guards::effects {

namespace {

using commands::has_hole;
using commands::kUnknown;

}  // namespace

// One round of a loop; false when the loop is left.
bool Machine::run_round(const shell::Block* body) {
  run_block(body);
  if (shell_.flow == Flow::next_round) shell_.flow = Flow::next;
  if (shell_.flow == Flow::next) return true;
  if (shell_.flow == Flow::leave_loop) shell_.flow = Flow::next;
  return false;
}

// Twice: once as things are, once with everything that changed unknown.
void Machine::run_vaguely(const std::function<void()>& body) {
  for (int round = 0; round < 2; ++round) perhaps(body);
}

void Machine::run_loop(const shell::Loop& node) {
  for (int round = 0; round < limits_.rounds; ++round) {
    run_block(node.condition);
    if (shell_.flow != Flow::next) return;
    const auto status = shell_.scope.status;
    if (!status) {
      return run_vaguely([&] {
        run_round(node.body);
        run_block(node.condition);
      });
    }
    if ((*status == 0) == node.until) {
      if (round == 0) run_aside(node.body);
      shell_.scope.status = 0;
      return;
    }
    if (!run_round(node.body)) return;
  }
  run_vaguely([&] { run_round(node.body); });
}

void Machine::run_for(const shell::ForEach& node) {
  commands::Words words;
  if (node.over_arguments) {
    for (const std::string& argument : shell_.scope.arguments)
      words.push_back({argument, node.span});
    if (!shell_.scope.arguments_known) words.push_back({kUnknown, node.span});
  } else {
    words = Expansion(*this).words(node.words);
  }
  int round = 0;
  for (const commands::Word& word : words) {
    const bool too_many = ++round > limits_.rounds * 2;
    shell_.scope.set(node.name, too_many ? kUnknown : word.text);
    if (node.select) {
      run_vaguely([&] { run_round(node.body); });
    } else if (has_hole(word.text)) {
      perhaps([&] { run_round(node.body); });
    } else if (!run_round(node.body)) {
      return;
    }
    if (too_many) return doubt("a loop of more rounds than is followed", node.span);
  }
}

void Machine::run_arith_for(const shell::ArithFor& node) {
  const auto value = [&](shell::List<shell::Part> parts) -> std::optional<std::int64_t> {
    if (parts.empty()) return 1;
    Expansion expansion(*this);
    return expansion.number(Expansion(*this).text(parts));
  };
  value(node.start);
  for (int round = 0; round < limits_.rounds; ++round) {
    const auto goes_on = value(node.condition);
    if (!goes_on) break;
    if (*goes_on == 0 || !run_round(node.body)) return;
    value(node.step);
  }
  run_vaguely([&] {
    run_round(node.body);
    value(node.step);
  });
}

}  // namespace guards::effects
