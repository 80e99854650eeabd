#include "hooks/cli/demo_agent.h"

#include "hooks/cli/child.h"
#include "hooks/cli/demo_tally.h"

namespace hooks::cli {

namespace {

constexpr int kMostTries = 100;

bool is_shared_write(const Step& step) {
  return step.goal == Goal::share && step.move == Move::write;
}

class Worker {
 public:
  Worker(const AgentJob& job, base::World& world) : job_(job), world_(world) {}

  Report take(Step step) {
    if (is_shared_write(step)) step.text = remembered_ + step.text;
    Report report{step.goal, step.expected, Word::allow, true, 0};
    ++call_;
    if (guarded()) {
      const std::int64_t begin = base::stopwatch_us();
      report.got = ask(step);
      report.micros = base::stopwatch_us() - begin;
    }
    if (report.got != Word::allow && report.got != Word::warn) return report;
    report.worked = use_tool(step);
    if (guarded()) call_hook(step, event_after(job_.agent.dialect));
    return report;
  }

  // A write that came too late is refused: the agent reads again and writes then.
  std::vector<Report> finish(const Step& step) {
    std::vector<Report> reports = {take(step)};
    for (int tries = 1; tries < kMostTries; ++tries) {
      if (!is_shared_write(step) || reports.back().got != Word::deny) break;
      reports.back().expected = Word::deny;
      reports.push_back(take(look_again()));
      reports.push_back(take(step));
    }
    return reports;
  }

 private:
  bool guarded() const { return !job_.program.empty(); }

  Word ask(const Step& step) {
    return word_of(job_.agent.dialect, call_hook(step, event_before(job_.agent.dialect)));
  }

  // A hook that cannot be started lets the tool go on: that is what platforms do.
  Answer call_hook(const Step& step, std::string_view event) {
    const std::string payload = payload_of(job_.agent, step, event, job_.repository, call_);
    const std::vector<std::string> words = {
        job_.program, "hook",
        "--platform", std::string(platform_of(job_.agent.dialect)),
        "--event",    std::string(event)};
    const base::Result<Ran> ran = run_command({words, payload, job_.repository, job_.environment});
    return ran ? Answer{ran->out, ran->err, ran->exit_code} : Answer{};
  }

  bool use_tool(const Step& step) {
    const std::string path = job_.repository + "/" + step.path;
    if (step.move == Move::run) {
      const base::Result<Ran> ran = run_command({
          {"sh", "-c", step.text},
          "", job_.repository, job_.environment
      });
      return ran && ran->exit_code == 0;
    }
    if (step.move == Move::read) {
      base::Result<std::string> text = base::read_file(world_.disk, path);
      if (!text) return false;
      if (step.goal == Goal::share) remembered_ = std::move(*text);
      return true;
    }
    return base::replace_file(world_.disk, path, step.text, 0644).has_value();
  }

  const AgentJob& job_;
  base::World& world_;
  std::string remembered_;  // the shared file as this agent last read it
  int call_ = 0;
};

}  // namespace

void work(const AgentJob& job, base::World& world, const base::FileHandle& reports) {
  Worker worker(job, world);
  for (int round = 0; round < job.rounds; ++round) {
    for (const Step& step : round_of(job.agent, round)) {
      for (const Report& report : worker.finish(step)) {
        if (!world.disk.write(reports, line_of(report))) return;  // nobody listens
      }
    }
  }
}

}  // namespace hooks::cli
