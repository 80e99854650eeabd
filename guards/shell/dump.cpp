#include "guards/shell/dump.h"

#include <array>
#include <string_view>

#include "coord/base/text.h"
#include "guards/shell/dumper.h"

namespace guards::shell {

namespace {

// Indexed by RedirectOp.
constexpr std::array<std::string_view, 12> kRedirectSigns{"<",   ">",  ">>", ">|", "<>",  "&>",
                                                          "&>>", "<&", ">&", "<<", "<<-", "<<<"};

}  // namespace

void Dumper::block(const Block& block) {
  bool first = true;
  for (const Statement& one : block.statements) {
    if (!first) out_ += "; ";
    first = false;
    statement(one);
  }
}

void Dumper::statement(const Statement& statement) {
  for (const Pipeline& one : statement.pipelines) {
    if (one.joiner == Joiner::and_then) out_ += " && ";
    if (one.joiner == Joiner::or_else) out_ += " || ";
    pipeline(one);
  }
  if (statement.background) out_ += " &";
}

void Dumper::pipeline(const Pipeline& pipeline) {
  if (pipeline.timed) out_ += "time ";
  if (pipeline.negated) out_ += "! ";
  for (const Command& one : pipeline.commands) {
    command(one);
    if (one.next != nullptr) out_ += one.pipes_stderr ? " |& " : " | ";
  }
}

void Dumper::command(const Command& command) {
  out_ += command.kind == CommandKind::simple ? "[" : "(";
  body(command);
  out_ += command.kind == CommandKind::simple ? "]" : ")";
  for (const Redirect& one : command.redirects) {
    out_ += ' ';
    redirect(one);
  }
}

void Dumper::body(const Command& command) {
  switch (command.kind) {
    case CommandKind::simple:
      return simple(as<Simple>(command));
    case CommandKind::group:
      return headed("group ", as<Group>(command).body);
    case CommandKind::subshell:
      return headed("subshell ", as<Subshell>(command).body);
    case CommandKind::if_then:
      return if_then(as<If>(command));
    case CommandKind::loop:
      return loop(as<Loop>(command));
    case CommandKind::for_each:
      return for_each(as<ForEach>(command));
    case CommandKind::arith_for:
      return arith_for(as<ArithFor>(command));
    case CommandKind::case_of:
      return case_of(as<Case>(command));
    case CommandKind::function:
      return function(as<Function>(command));
    case CommandKind::coproc:
      return coproc(as<Coproc>(command));
    case CommandKind::test:
      out_ += "test ";
      return test(*as<Test>(command).root);
    case CommandKind::arith:
      out_ += "arith ";
      return parts(as<ArithCommand>(command).parts);
    case CommandKind::unknown:
      out_ += "unknown";
  }
}

void Dumper::headed(std::string_view head, const Block* inside) {
  out_ += head;
  if (inside != nullptr) block(*inside);
}

void Dumper::simple(const Simple& command) {
  words(command.assignments, " ");
  if (!command.assignments.empty() && !command.words.empty()) out_ += ' ';
  words(command.words, " ");
}

void Dumper::if_then(const If& command) {
  for (const Branch& branch : command.branches) {
    headed(&branch == command.branches.first() ? "if " : " elif ", branch.condition);
    headed(" then ", branch.body);
  }
  if (command.otherwise != nullptr) headed(" else ", command.otherwise);
}

void Dumper::loop(const Loop& command) {
  headed(command.until ? "until " : "while ", command.condition);
  headed(" do ", command.body);
}

void Dumper::for_each(const ForEach& command) {
  out_ += command.select ? "select " : "for ";
  text(command.name);
  if (!command.over_arguments) {
    out_ += " in ";
    words(command.words, " ");
  }
  headed(" do ", command.body);
}

void Dumper::arith_for(const ArithFor& command) {
  out_ += "for ((";
  parts(command.start);
  out_ += "; ";
  parts(command.condition);
  out_ += "; ";
  parts(command.step);
  headed(")) do ", command.body);
}

void Dumper::case_of(const Case& command) {
  constexpr std::array<std::string_view, 3> kEnds{" ;;", " ;&", " ;;&"};
  out_ += "case ";
  word(*command.subject);
  for (const CaseItem& item : command.items) {
    out_ += " (";
    words(item.patterns, " | ");
    headed(") ", item.body);
    out_ += kEnds[static_cast<std::size_t>(item.end)];
  }
}

void Dumper::function(const Function& function) {
  out_ += "function ";
  word(*function.name);
  out_ += ' ';
  command(*function.body);
}

void Dumper::coproc(const Coproc& coproc) {
  out_ += "coproc ";
  text(coproc.name);
  out_ += ' ';
  command(*coproc.body);
}

void Dumper::test(const TestNode& node) {
  switch (node.kind) {
    case TestKind::word:
      if (node.left != nullptr) word(*node.left);
      return;
    case TestKind::unary:
      out_ += node.op;
      out_ += ' ';
      return word(*node.left);
    case TestKind::binary:
      word(*node.left);
      out_ += ' ';
      out_ += node.op;
      out_ += ' ';
      return word(*node.right);
    case TestKind::negation:
      out_ += "! ";
      return test(*node.first);
    case TestKind::both:
    case TestKind::either:
      out_ += '(';
      test(*node.first);
      out_ += node.kind == TestKind::both ? " && " : " || ";
      test(*node.second);
      out_ += ')';
  }
}

void Dumper::redirect(const Redirect& redirect) {
  if (redirect.fd >= 0) out_ += std::to_string(redirect.fd);
  if (!redirect.fd_variable.empty()) {
    out_ += '{';
    text(redirect.fd_variable);
    out_ += '}';
  }
  out_ += kRedirectSigns[static_cast<std::size_t>(redirect.op)];
  if (redirect.target != nullptr) word(*redirect.target);
  if (redirect.here == nullptr) return;
  out_ += redirect.here->quoted ? "{'" : "{";
  parts(redirect.here->parts);
  out_ += redirect.here->closed ? "}" : "...}";
  if (redirect.here->broken) out_ += "<broken>";
}

std::string dump(const Block& block) {
  Dumper dumper;
  dumper.block(block);
  return dumper.take();
}

std::string dump(const Word& word) {
  Dumper dumper;
  dumper.word(word);
  return dumper.take();
}

std::string dump(const Tree& tree) {
  std::string line = dump(*tree.block);
  if (tree.error.has_value()) {
    line += " !error: " + base::one_line(tree.error->what) + " @" +
            std::to_string(tree.error->span.begin);
  }
  if (!tree.complete) line += " !incomplete";
  return line;
}

}  // namespace guards::shell
