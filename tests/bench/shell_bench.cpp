// How fast the shell grammar reads: commands a second, and the texts made to hurt.
#include <benchmark/benchmark.h>

#include <string>

#include "guards/shell/parser.h"

namespace {

using guards::shell::parse;

std::string repeated(std::string_view piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += piece;
  return all;
}

void read(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(parse(text).complete);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void simple(benchmark::State& state) {
  read(state, "git commit -m \"message\" -- src/a.c");
}
BENCHMARK(simple);

// 200 bytes of what agents write.
void compound(benchmark::State& state) {
  read(state,
       "cd src && for f in *.c; do sed -i \"s/old/new/\" \"$f\" || echo \"failed: $f\" >&2; done; "
       "cat <<'E' > ../notes.md\nDone $(date)\nE\ngit add -A && git commit -m \"$(cat "
       "../notes.md)\" | tail -1");
}
BENCHMARK(compound);

void megabyte_word(benchmark::State& state) {
  read(state, repeated("x", 1 << 20));
}
BENCHMARK(megabyte_word)->Unit(benchmark::kMillisecond);

void megabyte_words(benchmark::State& state) {
  read(state, repeated("a ", 1 << 19));
}
BENCHMARK(megabyte_words)->Unit(benchmark::kMillisecond);

void megabyte_here_doc(benchmark::State& state) {
  read(state, "cat <<E\n" + repeated("some $text here\n", 1 << 16) + "E\n");
}
BENCHMARK(megabyte_here_doc)->Unit(benchmark::kMillisecond);

void deep(benchmark::State& state, std::string_view opener) {
  read(state, repeated(opener, 100'000));
}
BENCHMARK_CAPTURE(deep, substitution, "$(")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(deep, arithmetic, "((")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(deep, quotes, "\"$(")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(deep, here_docs, "$(cat <<A\n")->Unit(benchmark::kMillisecond);

}  // namespace
