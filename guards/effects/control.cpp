#include <utility>

#include "guards/effects/condition.h"
#include "guards/effects/expansion.h"
#include "guards/effects/machine.h"
#include "guards/effects/pattern.h"

namespace guards::effects {

namespace {

using commands::has_hole;

}  // namespace

void Machine::run_block(const shell::Block* block) {
  if (block == nullptr) return;
  if (++depth_ > limits_.depth * 4) {
    doubt("nested deeper than is followed", block->span);
  } else {
    for (const shell::Statement& statement : block->statements) {
      if (shell_.flow != Flow::next) break;
      run_statement(statement);
    }
  }
  --depth_;
}

void Machine::run_statement(const shell::Statement& statement) {
  if (statement.background) {
    in_subshell([&] {
      for (const shell::Pipeline& pipeline : statement.pipelines) run_pipeline(pipeline);
    });
    shell_.scope.status = 0;
    return;
  }
  for (const shell::Pipeline& pipeline : statement.pipelines) {
    if (shell_.flow != Flow::next) return;
    const auto status = shell_.scope.status;
    if (pipeline.joiner == shell::Joiner::none) {
      run_pipeline(pipeline);
      continue;
    }
    const bool wants_success = pipeline.joiner == shell::Joiner::and_then;
    if (status && (*status == 0) == wants_success) {
      run_pipeline(pipeline);
    } else if (status) {
      // Not reached as far as we can tell; still shown, should we be wrong about the status.
      Shell before = shell_;
      ++maybe_;
      run_pipeline(pipeline);
      --maybe_;
      shell_ = std::move(before);
    } else if (wants_success) {
      // Success is the way the text was written for: what it finds there is what counts.
      const Scope before = shell_.scope;
      run_pipeline(pipeline);
      const std::string cwd = shell_.scope.cwd;
      shell_.scope.join(before);
      shell_.scope.cwd = cwd;
      shell_.scope.status.reset();
    } else {
      perhaps([&] { run_pipeline(pipeline); });
    }
  }
}

void Machine::perhaps(const std::function<void()>& body) {
  const Shell before = shell_;
  ++maybe_;
  body();
  --maybe_;
  if (shell_.flow != Flow::next) {  // that way led out: what follows has not gone it
    shell_ = before;
    return;
  }
  shell_.scope.join(before.scope);
  shell_.descriptors = before.descriptors;
  shell_.scope.status.reset();
}

void Machine::in_subshell(const std::function<void()>& body) {
  // Moved aside and back, never replaced by a copy: who asks from the middle of an expansion may
  // hold on to a variable.
  Shell outside = std::move(shell_);
  shell_ = outside;
  shell_.traps.clear();
  body();
  outside.scope.status = shell_.scope.status;
  shell_ = std::move(outside);
}

void Machine::run_pipeline(const shell::Pipeline& pipeline) {
  if (pipeline.commands.has_one()) {
    run_command(pipeline.commands.front());
  } else if (!pipeline.commands.empty()) {
    run_pipe(pipeline);
  }
  if (pipeline.negated && shell_.scope.status) {
    shell_.scope.status = *shell_.scope.status == 0 ? 1 : 0;
  }
}

void Machine::run_pipe(const shell::Pipeline& pipeline) {
  std::shared_ptr<Input> input;
  for (const shell::Command& command : pipeline.commands) {
    const bool last = command.next == nullptr;
    auto output = std::make_shared<Capture>();
    in_subshell([&] {
      if (input) {
        shell_.descriptors[0] = {.kind = Descriptor::Kind::input, .input = input};
      }
      if (!last) {
        shell_.descriptors[1] = {.kind = Descriptor::Kind::capture, .capture = output};
        if (command.pipes_stderr) shell_.descriptors[2] = shell_.descriptors[1];
      }
      if (input && input->network) mark_network();
      run_command(command);
    });
    input = std::make_shared<Input>(Input{output->text, 0, output->network});
  }
}

void Machine::run_command(const shell::Command& command) {
  if (const auto* simple = shell::get_if<shell::Simple>(command)) return run_simple(*simple);
  if (const auto* function = shell::get_if<shell::Function>(command)) {
    shell_.scope.functions[Expansion(*this).text(*function->name)] = function;
    shell_.scope.status = 0;
    return;
  }
  if (!spend(command.span)) return;
  const Descriptors before = shell_.descriptors;
  for (const shell::Redirect& one : command.redirects) redirect(one);
  run_compound(command);
  if (shell_.flow != Flow::leave_shell) shell_.descriptors = before;
}

void Machine::run_compound(const shell::Command& command) {
  using shell::CommandKind;
  switch (command.kind) {
    case CommandKind::group:
      return run_block(shell::as<shell::Group>(command).body);
    case CommandKind::subshell:
      return in_subshell([&] {
        run_block(shell::as<shell::Subshell>(command).body);
        run_trap("EXIT");
      });
    case CommandKind::if_then:
      return run_if(shell::as<shell::If>(command));
    case CommandKind::loop:
      return run_loop(shell::as<shell::Loop>(command));
    case CommandKind::for_each:
      return run_for(shell::as<shell::ForEach>(command));
    case CommandKind::arith_for:
      return run_arith_for(shell::as<shell::ArithFor>(command));
    case CommandKind::case_of:
      return run_case(shell::as<shell::Case>(command));
    case CommandKind::coproc:
      return in_subshell([&] { run_command(*shell::as<shell::Coproc>(command).body); });
    case CommandKind::test:
      shell_.scope.status = Condition(*this).test(shell::as<shell::Test>(command).root);
      return;
    case CommandKind::arith: {
      const auto value = Expansion(*this).number(
          Expansion(*this).text(shell::as<shell::ArithCommand>(command).parts));
      shell_.scope.status.reset();
      if (value) shell_.scope.status = *value != 0 ? 0 : 1;
      return;
    }
    default:
      return doubt("longer or deeper than is read", command.span);
  }
}

void Machine::run_if(const shell::If& node) {
  for (const shell::Branch& branch : node.branches) {
    run_block(branch.condition);
    if (shell_.flow != Flow::next) return;
    const auto status = shell_.scope.status;
    if (!status) return run_either(branch, node);
    // The ways not taken are shown as maybe, and leave no trace.
    if (*status != 0) {
      run_aside(branch.body);
      continue;
    }
    run_block(branch.body);
    for (const shell::Branch* rest = branch.next; rest != nullptr; rest = rest->next) {
      run_aside(rest->body);
    }
    return run_aside(node.otherwise);
  }
  shell_.scope.status = 0;
  run_block(node.otherwise);
}

void Machine::run_aside(const shell::Block* body) {
  Shell before = shell_;
  ++maybe_;
  run_block(body);
  --maybe_;
  shell_ = std::move(before);
}

// From a condition that cannot be told on: every way is walked from here, and all are joined.
void Machine::run_either(const shell::Branch& first, const shell::If& node) {
  const Shell start = shell_;
  std::optional<Shell> joined;
  ++maybe_;
  const auto walk = [&](const shell::Block* body) {
    shell_ = start;
    shell_.scope.status = 0;
    run_block(body);
    if (shell_.flow != Flow::next) return;
    if (joined) {
      joined->scope.join(shell_.scope);
    } else {
      joined = shell_;
    }
  };
  walk(first.body);
  for (const shell::Branch* branch = first.next; branch != nullptr; branch = branch->next) {
    shell_ = start;
    run_block(branch->condition);
    walk(branch->body);
  }
  walk(node.otherwise);
  --maybe_;
  shell_ = joined.value_or(start);
  shell_.descriptors = start.descriptors;
}

void Machine::run_case(const shell::Case& node) {
  const std::string subject = Expansion(*this).text(*node.subject);
  bool falls = false;
  for (const shell::CaseItem& item : node.items) {
    bool hit = falls;
    for (const shell::Word& word : item.patterns) {
      hit = hit || fits(Expansion(*this).pattern(word), subject);
    }
    if (!hit) {
      run_aside(item.body);
      continue;
    }
    if (has_hole(subject)) {
      perhaps([&] { run_block(item.body); });
      continue;
    }
    run_block(item.body);
    falls = item.end == shell::CaseEnd::fall_through;
    if (item.end == shell::CaseEnd::leave || shell_.flow != Flow::next) return;
  }
}

}  // namespace guards::effects
