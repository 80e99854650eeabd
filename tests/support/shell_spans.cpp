#include "tests/support/shell_spans.h"

#include <algorithm>
#include <vector>

#include "guards/shell/commands.h"

namespace support {
namespace {

using namespace guards::shell;
using guards::Span;

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    if (text.starts_with("\\\n")) {
      text.remove_prefix(2);
    } else if (text.front() == ' ' || text.front() == '\t') {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

std::string joined(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\\\n") {
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

class Checker {
 public:
  explicit Checker(std::string_view source) : source_(source) {}
  std::string take() { return std::move(wrong_); }

  void block(const Block& block) {
    std::uint32_t from = block.span.begin;
    for (const Statement& one : block.statements) {
      inside(one.span, {from, block.span.end}, "statement");
      from = one.span.end;
      for (const Pipeline& pipeline : one.pipelines) {
        inside(pipeline.span, one.span, "pipeline");
        for (const Command& command : pipeline.commands) {
          inside(command.span, pipeline.span, "command");
          this->command(command);
        }
      }
    }
  }

 private:
  std::string_view text(Span span) const {
    return source_.substr(span.begin, span.end - span.begin);
  }

  void complain(Span span, std::string_view what) {
    if (!wrong_.empty()) return;
    wrong_ =
        std::string(what) + " at " + std::to_string(span.begin) + "-" + std::to_string(span.end);
  }

  void inside(Span span, Span parent, std::string_view what) {
    if (span.begin < parent.begin || span.end > parent.end || span.begin > span.end) {
      complain(span, std::string(what) + " outside its parent");
    }
  }

  void maybe(const Block* block) {
    if (block != nullptr) this->block(*block);
  }

  void command(const Command& command) {
    for (const Redirect& one : command.redirects) redirect(one);
    if (const auto* simple = get_if<Simple>(command)) return this->simple(*simple);
    if (const auto* group = get_if<Group>(command)) maybe(group->body);
    if (const auto* subshell = get_if<Subshell>(command)) maybe(subshell->body);
    if (const auto* test = get_if<Test>(command)) this->test(test->root);
    if (const auto* arith = get_if<ArithCommand>(command)) each(arith->parts);
    if (const auto* function = get_if<Function>(command)) this->command(*function->body);
    if (const auto* coproc = get_if<Coproc>(command)) this->command(*coproc->body);
    loops(command);
  }

  void loops(const Command& command) {
    if (const auto* branches = get_if<If>(command)) {
      for (const Branch& one : branches->branches) maybe(one.condition), maybe(one.body);
      maybe(branches->otherwise);
    } else if (const auto* loop = get_if<Loop>(command)) {
      maybe(loop->condition);
      maybe(loop->body);
    } else if (const auto* each_word = get_if<ForEach>(command)) {
      for (const Word& one : each_word->words) word(one);
      maybe(each_word->body);
    } else if (const auto* arith = get_if<ArithFor>(command)) {
      each(arith->start), each(arith->condition), each(arith->step);
      maybe(arith->body);
    } else if (const auto* cases = get_if<Case>(command)) {
      word(*cases->subject);
      for (const CaseItem& item : cases->items) {
        for (const Word& one : item.patterns) word(one);
        maybe(item.body);
      }
    }
  }

  void test(const TestNode* node) {
    if (node == nullptr) return;
    if (node->left != nullptr) word(*node->left);
    if (node->right != nullptr) word(*node->right);
    test(node->first);
    test(node->second);
  }

  void simple(const Simple& command) {
    std::vector<Span> pieces;
    for (const Word& one : command.assignments) pieces.push_back(one.span), word(one);
    for (const Word& one : command.words) pieces.push_back(one.span), word(one);
    for (const Redirect& one : command.redirects) pieces.push_back(one.span);
    std::sort(pieces.begin(), pieces.end(),
              [](Span left, Span right) { return left.begin < right.begin; });
    std::uint32_t from = command.span.begin;
    for (const Span& piece : pieces) {
      inside(piece, {from, command.span.end}, "word");
      if (wrong_.empty() && !is_blank(text({from, piece.begin}))) {
        complain({from, piece.begin}, "bytes of no word");
      }
      from = piece.end;
    }
    if (wrong_.empty() && from != command.span.end) complain({from, from}, "command goes on");
  }

  void redirect(const Redirect& redirect) {
    if (redirect.target != nullptr) word(*redirect.target);
    if (redirect.here == nullptr) return;
    inside(redirect.here->span, {0, static_cast<std::uint32_t>(source_.size())}, "here-document");
    if (!redirect.here->broken) each(redirect.here->parts);
  }

  void word(const Word& word) {
    std::uint32_t from = word.span.begin;
    for (const Part& one : word.parts) {
      const bool touches = one.span.begin >= from && joined(text({from, one.span.begin})).empty();
      if (wrong_.empty() && !touches) complain(one.span, "part does not touch the one before");
      from = one.span.end;
    }
    if (wrong_.empty() && (from > word.span.end || !joined(text({from, word.span.end})).empty())) {
      complain(word.span, "word goes on behind its parts");
    }
    each(word.parts);
  }

  void each(const List<Part>& parts) {
    for (const Part& one : parts) part(one);
  }

  void part(const Part& part) {
    inside(part.span, {0, static_cast<std::uint32_t>(source_.size())}, "part");
    if (!wrong_.empty()) return;
    if (const auto* literal = get_if<Literal>(part)) {
      if (literal->quote == Quote::none && joined(text(part.span)) != literal->text) {
        complain(part.span, "literal is not what is written");
      }
    } else if (const auto* quoted = get_if<DoubleQuoted>(part)) {
      each(quoted->parts);
    } else if (const auto* glob = get_if<ExtGlob>(part)) {
      for (const Word& one : glob->branches) word(one);
    } else if (const auto* arith = get_if<Arithmetic>(part)) {
      each(arith->parts);
    } else if (const auto* array = get_if<Array>(part)) {
      for (const Word& one : array->elements) word(one);
    } else if (const auto* process = get_if<ProcessSubst>(part)) {
      maybe(process->body);
    } else {
      expansions(part);
    }
  }

  void expansions(const Part& part) {
    if (const auto* parameter = get_if<Parameter>(part)) {
      if (parameter->index != nullptr) word(*parameter->index);
      if (parameter->word != nullptr) word(*parameter->word);
      if (parameter->second != nullptr) word(*parameter->second);
    } else if (const auto* command = get_if<CommandSubst>(part)) {
      // Backslashes between backquotes are gone from the text that was read.
      const bool unescaped =
          command->backquoted && text(part.span).find('\\') != std::string_view::npos;
      if (!unescaped && !command->broken) maybe(command->body);
    }
  }

  std::string_view source_;
  std::string wrong_;
};

}  // namespace

std::string wrong_span(std::string_view source, const Block& block) {
  Checker checker(source);
  checker.block(block);
  return checker.take();
}

}  // namespace support
