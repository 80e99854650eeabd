#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <string>

#include "coord/base/glob.h"
#include "coord/base/json_view.h"
#include "coord/base/path.h"

namespace {

// A Write call whose content repeats `piece` (already escaped) up to about `size` bytes.
std::string payload(std::string_view piece, std::size_t size) {
  std::string text =
      R"({"session_id":"s","cwd":"/repo","hook_event_name":"PreToolUse","tool_name":"Write",)"
      R"("tool_input":{"file_path":"/repo/src/a.cpp","content":")";
  while (text.size() < size) text += piece;
  return text + R"("},"tool_use_id":"t"})";
}

constexpr std::string_view kPlain = "the quick brown fox jumps over the lazy dog; ";
constexpr std::string_view kSource = R"(  if (a == \"b\") {\n    return f(\"x\\n\", 12);\n  }\n)";
constexpr std::string_view kEscapes = R"(\n\t\"\\)";
constexpr std::string_view kForeign = "\xC3\xA4\xC3\xB6\xE2\x82\xAC \xE4\xB8\xAD\xE6\x96\x87 ";

void json_view(benchmark::State& state, std::string_view piece) {
  const std::string text = payload(piece, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    auto view = base::JsonView::parse(text);
    benchmark::DoNotOptimize(view);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void json_tree(benchmark::State& state, std::string_view piece) {
  const std::string text = payload(piece, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    auto tree = nlohmann::json::parse(text, nullptr, false);
    benchmark::DoNotOptimize(tree);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void many_keys(benchmark::State& state) {
  std::string text = "{";
  for (int i = 0; i < state.range(0); ++i) text += "\"key" + std::to_string(i) + "\":0,";
  text.back() = '}';
  for (auto _ : state) {
    auto view = base::JsonView::parse(text);
    benchmark::DoNotOptimize(view);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void glob_match(benchmark::State& state, std::string_view pattern) {
  constexpr std::string_view kPath = "services/billing/src/main/java/com/acme/Invoice.java";
  for (auto _ : state) {
    bool match = base::glob_match(pattern, kPath);
    benchmark::DoNotOptimize(match);
  }
}

void glob_overlap(benchmark::State& state) {
  for (auto _ : state) {
    bool overlap = base::glob_overlap("services/**/*.java", "**/{main,test}/**");
    benchmark::DoNotOptimize(overlap);
  }
}

void normalise(benchmark::State& state) {
  for (auto _ : state) {
    std::string path = base::normalise("/repo/src/./deep//path/../module_name.cpp");
    benchmark::DoNotOptimize(path);
  }
}

BENCHMARK_CAPTURE(json_view, plain, kPlain)->Arg(2 << 10)->Arg(195'000)->Arg(4'900'000);
BENCHMARK_CAPTURE(json_view, source, kSource)->Arg(2 << 10)->Arg(195'000);
BENCHMARK_CAPTURE(json_view, escapes, kEscapes)->Arg(195'000);
BENCHMARK_CAPTURE(json_view, foreign, kForeign)->Arg(195'000);
BENCHMARK_CAPTURE(json_tree, source, kSource)->Arg(195'000);
BENCHMARK(many_keys)->Arg(8)->Arg(1000)->Arg(90'000);
BENCHMARK_CAPTURE(glob_match, ends_differ, "**/.env");
BENCHMARK_CAPTURE(glob_match, folders, "**/src/**/*.java");
BENCHMARK(glob_overlap);
BENCHMARK(normalise);

}  // namespace
