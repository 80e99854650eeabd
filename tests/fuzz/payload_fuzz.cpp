// Any bytes, as each platform: an answer that is well formed and on a defined side.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "hooks/platforms/platform.h"

namespace {

// No abort through ensure(): the fuzzer must see the broken promise as a crash.
void demand(bool promise) {
  if (!promise) std::abort();
}

void check(const hooks::Answer& answer) {
  demand(answer.out.empty() || nlohmann::json::accept(answer.out));
  demand(answer.exit_code == 0 || answer.exit_code == 2);
  demand(!answer.stops || !answer.out.empty() || !answer.err.empty());
}

void answer_all(const hooks::Platform& platform, const hooks::ToolCall& call) {
  for (const hooks::Word word :
       {hooks::Word::allow, hooks::Word::warn, hooks::Word::ask, hooks::Word::deny}) {
    hooks::Verdict verdict;
    verdict.word = word;
    verdict.message = word == hooks::Word::allow ? "" : call.tool + call.action.command;
    const hooks::Answer answer = platform.write(call, verdict);
    check(answer);
    demand(answer.stops == (hooks::can_block(call.event) && word >= hooks::Word::ask));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto view = base::JsonView::parse(text);
  if (!view) return 0;
  for (const hooks::Platform* platform : hooks::platforms()) {
    static_cast<void>(platform->detect(view->root()));
    const auto call = platform->read(view->root(), "");
    if (call) answer_all(*platform, *call);
  }
  return 0;
}
