// What a call pays for its policy, by the number of rules: loaded from the cache and asked once.
#include <benchmark/benchmark.h>

#include "hooks/policy/cache.h"
#include "tests/support/guard_world.h"

namespace {

std::string policy_of(std::int64_t rules) {
  std::string text = "{\"rules\": [";
  for (std::int64_t i = 0; i < rules; ++i) {
    const std::string number = std::to_string(i);
    text +=
        (i == 0 ? "" : ",") +
        ("{\"id\": \"bench.r" + number + "\", \"category\": \"quality\", \"tier\": \"block\", ") +
        "\"on\": [\"write\"], \"paths\": [\"dir" + number + "/**/file" + number + ".*\"], " +
        "\"adr\": \"a\", \"why\": \"w\", \"instead\": \"i\"}";
  }
  return text + "]}";
}

void load_and_judge(benchmark::State& state) {
  support::GuardWorld here;
  here.clock().set_wall(4'000'000'000'000);  // the source is not racy
  here.write(".flockgate/policy.json", policy_of(state.range(0)));
  guards::Effects effects;
  effects.list = {here.effect(guards::Verb::write, "src/deep/main.c")};
  (void)here.findings({}, effects);  // compiles the cache
  for (auto _ : state) benchmark::DoNotOptimize(here.findings({}, effects));
}

BENCHMARK(load_and_judge)->Arg(0)->Arg(10)->Arg(1'000)->Arg(10'000);

}  // namespace
