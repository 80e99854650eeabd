// Programs that a program starts.
#include <algorithm>

#include "coord/base/path.h"
#include "guards/commands/program/deeds.h"

namespace guards::commands::program {

namespace {

constexpr std::size_t kMaxRuns = 4;

}  // namespace

void Deeds::run_shell(const Value& text, const Given& given, std::string_view name) {
  std::size_t count = 0;
  for (const std::string& one : texts_of(text)) {
    if (++count > kMaxRuns) break;
    if (one.find_first_not_of(kHole) == std::string::npos && !one.empty()) {
      doubt(name, "what is run");
      continue;
    }
    Run run{.kind = Run::Kind::shell, .text = one, .span = program_.span, .cwd = folder_};
    if (const Value* cwd = given.field("cwd chdir")) run.cwd = placed(texts_of(*cwd).front());
    run.maybe = is_unsure();
    meaning_.runs.push_back(std::move(run));
  }
}

namespace {

// The list behind the program: ("sh", ["-c", x]), args=[...], {args: [...]}.
const Value* arguments_of(const FactRow& row, const Given& given) {
  if (const Value* named = given.field("args")) return named;
  if (given.items.size() < 2) return nullptr;
  return row.first == 0 ? &given.items[1] : given.items[1].field("args");
}

}  // namespace

// ["git", "add", x]; ("git", "add", x); ("sh", ["-c", x]); a lone text is for a shell.
void Deeds::run_command(const FactRow& row, const Value& first, const Given& given,
                        std::string_view name) {
  using Kind = Value::Kind;
  std::vector<Value> items = {first};
  if (row.first < 0) items = argument(row, {}, given).items;
  while (!items.empty() && items[0].is(Kind::list) && items[0].items.empty())
    items.erase(items.begin());
  if (items.empty()) return;
  const bool alone = items.size() == 1;
  const Value* arguments = arguments_of(row, given);
  const bool has_list =
      arguments != nullptr && arguments->is(Kind::list) && !arguments->items.empty();
  if (first.is(Kind::absent) && arguments != nullptr) items = {*arguments};
  if (alone && items[0].is(Kind::text) && !has_list) return run_shell(items[0], given, name);
  if (has_list && !items[0].is(Kind::list)) items.push_back(*arguments);
  const std::vector<std::string> words = texts_of(Value::list(std::move(items)));
  if (words.empty()) return;
  if (words[0].find_first_not_of(kHole) == std::string::npos) return doubt(name, "what is run");
  run_words(words, given);
}

void Deeds::run_words(const std::vector<std::string>& words, const Given& given) {
  Run run{.kind = Run::Kind::words, .span = program_.span, .cwd = folder_};
  for (const std::string& one : words) run.words.push_back(word(one));
  const Value* cwd = given.field("cwd chdir");
  if (cwd == nullptr && !given.items.empty()) cwd = given.items.back().field("cwd");
  if (cwd != nullptr) {
    const auto folders = texts_of(*cwd);
    if (!folders.empty()) run.cwd = placed(folders.front());
  }
  if (const Value* input = given.field("input")) {
    const auto texts = texts_of(*input);
    if (!texts.empty()) run.input = texts.front();
  }
  run.maybe = is_unsure();
  meaning_.runs.push_back(std::move(run));
}

void Deeds::unpack(const Value& archive, const Value& folder) {
  using Kind = Value::Kind;
  if (!archive.is(Kind::archive) && !archive.is(Kind::text)) return;
  const std::string to = folder.is(Kind::text) ? folder.texts[0] : ".";
  for (const std::string& path : archive.texts) {
    const bool zip = base::extension(path) == ".zip" || base::extension(path) == ".whl";
    run_words(zip ? std::vector<std::string>{"unzip", "-o", path, "-d", to}
                  : std::vector<std::string>{"tar", "-x", "-f", path, "-C", to},
              {});
  }
}

}  // namespace guards::commands::program
