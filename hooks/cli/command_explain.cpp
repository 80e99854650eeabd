#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/git/layout.h"
#include "guards/judge.h"
#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/explanation.h"
#include "hooks/cli/output.h"
#include "hooks/cli/streams.h"

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

class Explainer {
 public:
  Explainer(const Invocation& call, base::World& world) : call_(call), world_(world) {
    if (const auto repo = call.value("--repo")) repo_ = *repo;
  }

  Question blank() const { return {{}, repo_.empty() ? world_.env.cwd : repo_, world_.env.home}; }

  std::string answer(const Question& question) {
    const guards::Place place = place_of(question);
    guards::Action action;
    action.kind = guards::ActionKind::command;
    action.cwd = base::join_path(world_.env.cwd, question.cwd);
    action.command = question.command;
    const guards::Effects effects = guards::understand(action, place, world_);
    if (call_.json() || call_.has("--batch")) return explanation_json(effects, place.root) + "\n";
    return explanation_text(effects, question.command, place.root);
  }

 private:
  guards::Place place_of(const Question& question) {
    const std::string from = repo_.empty() ? question.cwd : repo_;
    if (from != last_from_) {
      const auto layout = coord::find_layout(world_.disk, base::join_path(world_.env.cwd, from));
      last_ = layout ? *layout : coord::Layout{};
      last_from_ = from;
    }
    return {last_.root, last_.git_dir, {}, question.home};
  }

  const Invocation& call_;
  base::World& world_;
  std::string repo_;
  std::string last_from_ = "\n";
  coord::Layout last_;
};

std::string error_line(const base::Error& error) {
  return "{\"schema\":\"error/1\",\"error\":\"" + base::to_text(error) + "\"}\n";
}

int explain_batch(Explainer& explainer) {
  char* line = nullptr;
  std::size_t room = 0;
  ssize_t size = 0;
  while ((size = ::getline(&line, &room, stdin)) > 0) {
    const auto question = read_question({line, static_cast<std::size_t>(size)}, explainer.blank());
    print(question ? explainer.answer(*question) : error_line(question.error()));
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
  print(explainer.answer(question));
  return kOk;
}

}  // namespace hooks::cli
