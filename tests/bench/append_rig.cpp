// Many processes on one journal, measured. One line of figures per experiment:
//   append_rig DIR throughput N SECONDS   N processes append as fast as they can
//   append_rig DIR paced N SECONDS        N processes append every 20 ms
//   append_rig DIR fresh COUNT            open, append, close, as a hook does it
//   append_rig DIR giveup COUNT           a held lock, deadline 50 ms: how late is the answer?
#include <sys/mman.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include <atomic>

#include "coord/journal/check.h"
#include "coord/journal/journal.h"
#include "tests/support/child.h"

namespace {

using Clock = std::chrono::steady_clock;
using support::Child;
using support::Gate;

constexpr int kSamples = 20'000;  // a process keeps at most so many
const std::string kFields =
    R"("agent":"agent-007","event":"lease.grant","path":"src/module/file_123.cpp","pad":"xxxxxxxxx")";

double micros(Clock::duration d) {
  return std::chrono::duration<double, std::micro>(d).count();
}

// What one process found out; lives in memory that all share.
struct Finding {
  long appends = 0;
  long failures = 0;
  int samples = 0;
  float micros[kSamples];
};

template <class T>
T* shared(std::size_t count) {
  void* memory =
      ::mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return new (memory) T[count];
}

struct Bench {
  explicit Bench(const std::string& dir) : path(dir + "/bench/journal.jsonl") {}

  coord::Journal journal(base::Millis deadline_ms = 60'000) {
    coord::JournalOptions options;
    options.deadline_ms = deadline_ms;
    return coord::Journal::open(world, path, options).value();
  }

  base::Env env;
  base::World world{base::real_disk(), base::real_clock(), env};
  std::string path;
};

void append_timed(coord::Journal& journal, Finding& finding) {
  const auto begin = Clock::now();
  const bool done = journal.append("note", kFields).has_value();
  const double took = micros(Clock::now() - begin);
  finding.appends += done;
  finding.failures += !done;
  if (finding.samples < kSamples) finding.micros[finding.samples++] = static_cast<float>(took);
}

void print_figures(const char* name, int processes, double seconds, std::vector<float>& all) {
  std::sort(all.begin(), all.end());
  const auto at = [&](double part) {
    return all.empty() ? 0.F : all[static_cast<std::size_t>(part * double(all.size() - 1))];
  };
  std::printf("%-10s N=%-3d %9.0f/s  us p50 %8.1f  p90 %8.1f  p99 %8.1f  max %9.1f\n", name,
              processes, seconds > 0 ? double(all.size()) / seconds : 0.0, double(at(0.5)),
              double(at(0.9)), double(at(0.99)), double(at(1.0)));
}

int many(Bench& bench, const char* name, int processes, double seconds, int pause_ms) {
  auto* findings = shared<Finding>(static_cast<std::size_t>(processes));
  auto* stop = shared<std::atomic<bool>>(1);
  const Gate gate;
  std::vector<std::unique_ptr<Child>> children;
  for (int i = 0; i < processes; ++i) {
    children.push_back(std::make_unique<Child>([&, i] {
      auto journal = bench.journal();
      gate.pass();
      if (pause_ms > 0) std::this_thread::sleep_for(std::chrono::microseconds(i * 157 % 20'000));
      while (!stop->load()) {
        append_timed(journal, findings[i]);
        if (pause_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
      }
      return 0;
    }));
  }
  for (int i = 0; i < processes; ++i) gate.open();
  const auto begin = Clock::now();
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop->store(true);
  const double took = micros(Clock::now() - begin) / 1e6;
  for (const auto& child : children) child->wait();
  std::vector<float> all;
  long appends = 0;
  long failures = 0;
  for (int i = 0; i < processes; ++i) {
    all.insert(all.end(), findings[i].micros, findings[i].micros + findings[i].samples);
    appends += findings[i].appends;
    failures += findings[i].failures;
  }
  print_figures(name, processes, double(all.size()) * took / double(appends), all);
  const auto report = coord::check_journal(bench.world.disk, bench.path, {.all = true});
  const auto files = report ? report->files : 0;
  const bool whole = report && report->damage_count == 0 && failures == 0 &&
                     report->entries == static_cast<std::uint64_t>(appends) + files;
  std::printf("%-10s %ld acknowledged, %ld failed, journal %s\n", "", appends, failures,
              whole ? "whole" : "NOT WHOLE");
  return whole ? 0 : 1;
}

int fresh(Bench& bench, int count) {
  auto* finding = shared<Finding>(1);
  if (!bench.journal().append("note", kFields)) return 1;
  for (int i = 0; i < count; ++i) {
    const auto begin = Clock::now();
    {
      auto journal = bench.journal();
      finding->failures += !journal.append("note", kFields);
    }
    finding->micros[finding->samples++ % kSamples] =
        static_cast<float>(micros(Clock::now() - begin));
  }
  std::vector<float> all(finding->micros, finding->micros + std::min(count, kSamples));
  print_figures("fresh", 1, 0, all);
  return finding->failures > 0 ? 1 : 0;
}

int give_up(Bench& bench, int count) {
  constexpr base::Millis kDeadline = 50;
  if (!bench.journal().append("note", kFields)) return 1;
  const Gate has_it;
  const Child holder([&] {
    auto journal = bench.journal();
    const auto held =
        journal.transact([&](const coord::Tail&) -> base::Result<std::optional<coord::Draft>> {
          has_it.open();
          for (;;) ::pause();
        });
    return held ? 0 : 1;
  });
  has_it.pass();
  std::vector<float> late;
  for (int i = 0; i < count; ++i) {
    auto journal = bench.journal(kDeadline);
    const auto begin = Clock::now();
    if (journal.append("note", kFields)) return 1;
    late.push_back(static_cast<float>(micros(Clock::now() - begin) - 1000.0 * kDeadline));
  }
  print_figures("late by", 1, 0, late);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::puts("append_rig DIR throughput|paced|fresh|giveup N [SECONDS]");
    return 64;
  }
  Bench bench(argv[1]);
  const std::string what = argv[2];
  const int count = std::atoi(argv[3]);
  const double seconds = argc > 4 ? std::atof(argv[4]) : 1.5;
  if (what == "throughput") return many(bench, "append", count, seconds, 0);
  if (what == "paced") return many(bench, "paced", count, seconds, 20);
  if (what == "fresh") return fresh(bench, count);
  if (what == "giveup") return give_up(bench, count);
  return 64;
}
