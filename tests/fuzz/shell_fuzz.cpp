// Any bytes: the parser answers within its budget, and the spans of what it accepts rebuild it.
#include <cstdint>
#include <string_view>

#include "coord/base/ensure.h"
#include "guards/shell/dump.h"
#include "guards/shell/parser.h"
#include "tests/support/shell_spans.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string source(data, data + size);
  const guards::shell::Tree tree = guards::shell::parse(source);
  if (!tree.error.has_value() && tree.complete) {
    base::ensure(support::wrong_span(source, *tree.block).empty(), "spans rebuild the command");
  }
  base::ensure(guards::shell::dump(tree).find('\n') == std::string::npos, "a dump is one line");
  return 0;
}
