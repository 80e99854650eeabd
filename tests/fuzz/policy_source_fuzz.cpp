// Any text: read or refused with a place; what is read is merged, compiled and read back the same.
#include <cstdint>
#include <string>

#include "coord/base/ensure.h"
#include "hooks/policy/compile.h"
#include "hooks/policy/image.h"
#include "hooks/policy/layers.h"
#include "hooks/policy/merge.h"
#include "hooks/policy/source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto source = hooks::read_source(text, hooks::SourceKind::layer);
  if (!source) {
    base::ensure(!source.error().what.empty(), "a refusal says why");
    return 0;
  }
  hooks::Policy policy = hooks::embedded_policy();
  if (!merge(policy, *source, {"fuzz", false})) return 0;
  for (hooks::PolicyRule& rule : policy.rules) {
    rule.deny.clear();
    rule.allow.clear();
  }
  const std::string bytes = compile(policy, "key");
  const auto image = hooks::Image::open(bytes);
  base::ensure(image.has_value(), "what was compiled opens");
  const auto back = decompile(*image);
  base::ensure(back.has_value() && back->rules == policy.rules, "nothing is lost in compiling");
  return 0;
}
