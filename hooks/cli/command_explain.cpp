#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"
#include "guards/judge.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/explanation.h"
#include "hooks/cli/output.h"
#include "hooks/cli/streams.h"
#include "hooks/executor.h"
#include "hooks/policy/cache.h"

namespace hooks::cli {

namespace {

struct Question {
  std::string command;
  std::string cwd;
  std::string home;
};

base::Result<Question> read_question(std::string_view json, const Question& otherwise) {
  auto view = TRY(base::JsonView::parse(json));
  Question question = otherwise;
  if (auto text = view.root().text("command")) question.command = *std::move(text);
  if (auto text = view.root().text("cwd")) question.cwd = *std::move(text);
  if (auto text = view.root().text("home")) question.home = *std::move(text);
  return question;
}

// Answers questions one after the other; place and policy are looked up when the place changes.
class Explainer {
 public:
  Explainer(const Invocation& call, base::World& world) : call_(call), world_(world) {
    if (const auto repo = call.value("--repo")) repo_ = *repo;
  }

  Question blank() const { return {{}, repo_.empty() ? world_.env.cwd : repo_, world_.env.home}; }

  base::Result<std::string> answer(const Question& question) {
    TRY_VOID(look_up(question));
    const auto disk = base::make_call_disk(world_.env.cwd);  // as a hook sees it
    base::World world{*disk, world_.clock, world_.env};
    ToolCall call;
    call.event = Event::pre_tool;
    call.action.kind = guards::ActionKind::command;
    call.action.cwd = base::join_path(world_.env.cwd, question.cwd);
    call.action.command = question.command;
    const guards::Effects effects = guards::understand(call.action, place_, world);
    const Verdict verdict =
        decide({call, effects, place_, *policy_.rules, world}, policy_.on_error, Rollout{});
    const Explanation explanation{effects, verdict, question.command, place_.root};
    const bool json = call_.json() || call_.has("--batch");
    return json ? explanation_json(explanation) + "\n" : explanation_text(explanation);
  }

 private:
  base::Result<void> look_up(const Question& question) {
    const std::string from = repo_.empty() ? question.cwd : repo_;
    place_.home = question.home;
    if (from == last_from_) return {};
    const std::string where = base::join_path(world_.env.cwd, from);
    const coord::Layout layout = coord::find_layout(world_.disk, where).value_or(coord::Layout{});
    place_.root = layout.root;
    place_.git_dir = layout.git_dir;
    place_.state_dir = coord::state_dir(layout, where, world_);
    const auto file = call_.value("--policy");
    if (file) {
      policy_ = TRY(load_policy_file(world_, std::string(*file)));
    } else {
      policy_ = load_policy(world_, place_);
    }
    last_from_ = from;
    return {};
  }

  const Invocation& call_;
  base::World& world_;
  std::string repo_;
  std::string last_from_ = "\n";  // no folder's name: nothing is looked up yet
  guards::Place place_;
  LoadedPolicy policy_;
};

std::string error_line(const base::Error& error) {
  return R"({"schema":"error/1","error":)" + base::json_string(base::to_text(error)) + "}\n";
}

int explain_batch(Explainer& explainer) {
  char* line = nullptr;
  std::size_t room = 0;
  ssize_t size = 0;
  while ((size = ::getline(&line, &room, stdin)) > 0) {
    const auto question = read_question({line, static_cast<std::size_t>(size)}, explainer.blank());
    const auto answer = question ? explainer.answer(*question) : tl::unexpected(question.error());
    print(answer ? *answer : error_line(answer.error()));
    if (!flush_output()) break;
  }
  std::free(line);
  return kOk;
}

}  // namespace

int command_explain(const Invocation& call, base::World& world) {
  Explainer explainer(call, world);
  if (call.has("--batch")) return explain_batch(explainer);
  Question question = explainer.blank();
  if (!call.rest.empty()) {
    for (const std::string& word : call.rest) {
      question.command += (question.command.empty() ? "" : " ") + word;
    }
  } else {
    const auto payload = Payload::read();
    if (!payload) return complain(payload.error(), call.json());
    auto asked = read_question(payload->text(), question);
    if (!asked) return complain(asked.error(), call.json());
    question = *std::move(asked);
  }
  const auto answer = explainer.answer(question);
  if (!answer) return complain(answer.error(), call.json());
  print(*answer);
  return kOk;
}

}  // namespace hooks::cli
