// Any bytes as words: braces stay within their limit and make words that stand on their own.
#include <cstdint>
#include <string>

#include "coord/base/ensure.h"
#include "guards/shell/dump.h"
#include "guards/shell/expand.h"
#include "guards/shell/parser.h"

namespace {

using namespace guards::shell;

constexpr std::size_t kLimit = 1000;

void expand(const Word& word, Arena& arena) {
  const auto words = expand_braces(word, arena, kLimit);
  if (words.has_value()) {
    base::ensure(words->size() <= kLimit + 1, "the limit holds");
    for (const Word* one : *words) dump(*one);
  }
  const auto text = constant_text(word.parts);
  const auto mapped = mapped_text(word.parts, word.span);
  base::ensure(text.has_value() == mapped.has_value(), "constant is constant");
  if (!mapped.has_value()) return;
  base::ensure(*text == mapped->text, "both say the same");
  base::ensure(mapped->origin.size() == text->size() + 1, "every byte has a place");
  ParseOptions options;
  options.origin = mapped->origin;
  dump(parse(*text, options));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string source(data, data + size);
  Tree tree = parse(source);
  for (const Statement& statement : tree.block->statements) {
    for (const Pipeline& pipeline : statement.pipelines) {
      for (const Command& command : pipeline.commands) {
        const auto* simple = get_if<Simple>(command);
        if (simple == nullptr) continue;
        for (const Word& word : simple->words) expand(word, tree.arena);
      }
    }
  }
  return 0;
}
