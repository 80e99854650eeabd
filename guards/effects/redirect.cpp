#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/text.h"
#include "guards/effects/expansion.h"
#include "guards/effects/machine.h"

namespace guards::effects {

namespace {

using shell::RedirectOp;

struct Opening {
  RedirectOp op;
  Verb verb;
  How how;
  int descriptor;  // when none is written
  bool both;       // 1 and 2
};

constexpr std::array kOpenings = {
    Opening{RedirectOp::read,        Verb::read,  How::none,      0, false},
    Opening{RedirectOp::write,       Verb::write, How::overwrite, 1, false},
    Opening{RedirectOp::clobber,     Verb::write, How::overwrite, 1, false},
    Opening{RedirectOp::append,      Verb::write, How::append,    1, false},
    Opening{RedirectOp::read_write,  Verb::write, How::modify,    0, false},
    Opening{RedirectOp::both,        Verb::write, How::overwrite, 1, true },
    Opening{RedirectOp::both_append, Verb::write, How::append,    1, true },
};

bool is_here(RedirectOp op) {
  return op == RedirectOp::here_doc || op == RedirectOp::here_doc_tabs ||
         op == RedirectOp::here_string;
}

constexpr int kFirstFree = 10;  // {name}>file takes descriptors from here on

}  // namespace

bool Machine::redirect(const shell::Redirect& node) {
  int descriptor = node.fd;
  if (!node.fd_variable.empty()) {
    descriptor = kFirstFree;
    while (shell_.descriptors.contains(descriptor)) ++descriptor;
    if (node.op != RedirectOp::dup_output && node.op != RedirectOp::dup_input) {
      shell_.scope.set(node.fd_variable, std::to_string(descriptor));
    }
  }
  if (is_here(node.op)) {
    std::string text;
    if (node.op == RedirectOp::here_string) {
      text = Expansion(*this).text(*node.target) + "\n";
    } else if (node.here != nullptr) {
      text = Expansion(*this).text(node.here->parts);
    }
    const int to = descriptor < 0 ? 0 : descriptor;
    shell_.descriptors[to] = {.kind = Descriptor::Kind::input,
                              .input = std::make_shared<Input>(Input{std::move(text)})};
    return true;
  }
  if (node.op == RedirectOp::dup_input || node.op == RedirectOp::dup_output) {
    return duplicate(node, descriptor);
  }
  return open_file(node, descriptor);
}

bool Machine::open_file(const shell::Redirect& node, int descriptor) {
  const auto* opening = std::ranges::find(kOpenings, node.op, &Opening::op);
  if (node.target == nullptr || opening == kOpenings.end()) return true;
  const auto words = Expansion(*this).words(*node.target);
  const commands::Word& target = words.empty() ? commands::Word{} : words.front();
  if (target.text.empty()) return false;
  commands::Touch touch{
      .verb = opening->verb, .how = opening->how, .path = target.text, .span = placed(target.span)};
  touch.pattern = target.pattern;
  if (opening->how == How::overwrite) touch.content = "";
  recorder_.touch(touch, {"redirection", shell_.scope.cwd, maybe_ > 0});
  const std::string path = recorder_.absolute(target.text, shell_.scope.cwd);
  if (path == "/dev/stdin" || path == "/dev/stdout" || path == "/dev/stderr") return true;
  Descriptor opened{.kind = Descriptor::Kind::file, .path = path};
  if (opening->verb == Verb::read) {
    opened.kind = Descriptor::Kind::input;
    opened.input =
        std::make_shared<Input>(Input{recorder_.files.content(path).value_or(commands::kUnknown)});
  }
  if (opening->both) shell_.descriptors[2] = opened;
  shell_.descriptors[descriptor < 0 ? opening->descriptor : descriptor] = std::move(opened);
  return true;
}

bool Machine::duplicate(const shell::Redirect& node, int descriptor) {
  if (node.target == nullptr) return true;
  const int to = descriptor >= 0 ? descriptor : node.op == RedirectOp::dup_input ? 0 : 1;
  std::string text = Expansion(*this).text(*node.target);
  if (text == "-") {
    shell_.descriptors.erase(to);
    return true;
  }
  const bool moves = text.ends_with('-');
  if (moves) text.pop_back();
  const auto from = base::to_int(text);
  if (!from) {
    if (commands::has_hole(text)) return true;  // a descriptor made by {name}>
    commands::Touch touch{.verb = Verb::write,
                          .how = How::overwrite,
                          .path = text,
                          .span = placed(node.target->span),
                          .content = ""};
    recorder_.touch(touch, {"redirection", shell_.scope.cwd, maybe_ > 0});
    shell_.descriptors[to] = {.kind = Descriptor::Kind::file,
                              .path = recorder_.absolute(text, shell_.scope.cwd)};
    shell_.descriptors[2] = shell_.descriptors[to];
    return true;
  }
  const auto source = shell_.descriptors.find(static_cast<int>(*from));
  if (source == shell_.descriptors.end()) {
    shell_.descriptors.erase(to);
  } else {
    const Descriptor copy = source->second;
    if (moves) shell_.descriptors.erase(source);
    shell_.descriptors[to] = copy;
  }
  return true;
}

}  // namespace guards::effects
