// Source: xargs(1) of findutils 4.9; parallel(1): {}, {.}, {/}, {//}, {/.}, ::: and ::::.
#include <algorithm>
#include <array>

#include "guards/commands/arguments.h"
#include "guards/commands/print.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"
#include "guards/words.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxRuns = 64;

bool ends_item(char c, char separator, bool by_words) {
  return c == separator || (by_words && (c == ' ' || c == '\t' || c == '\n'));
}

// Items of the input: lines with -I and -d, else blank-separated words with quotes removed.
std::vector<std::string> items_of(const std::string& input, char separator, bool by_words) {
  std::vector<std::string> items;
  std::string item;
  bool any = false;
  for (std::size_t i = 0; i <= input.size(); ++i) {
    const char c = i < input.size() ? input[i] : separator;
    if (ends_item(c, separator, by_words)) {
      if (any || !item.empty()) items.push_back(std::move(item));
      item.clear();
      any = false;
    } else if (by_words && (c == '\'' || c == '"')) {
      const auto close = std::min(input.find(c, i + 1), input.size());
      item += input.substr(i + 1, close - i - 1);
      any = true;
      i = close;
    } else if (by_words && c == '\\' && i + 1 < input.size()) {
      item += input[++i];
    } else {
      item += c;
    }
  }
  return items;
}

std::string with_item(std::string text, const std::string& mark, const std::string& item) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + item.size())) {
    text.replace(at, mark.size(), item);
  }
  return text;
}

// The parts of a name that parallel knows marks for.
std::string part_of(const std::string& item, std::string_view mark) {
  std::string name = last_part(item);
  const std::string folder = item.substr(0, item.size() - name.size());
  std::string stem = name.substr(0, name.rfind('.'));
  if (mark == "{.}") return folder + stem;
  if (mark == "{/}") return name;
  if (mark == "{/.}") return stem;
  return folder.empty() ? "." : folder.substr(0, folder.size() - 1);  // {//}
}

class Feeder {
 public:
  Feeder(const Call& call, const View& view)
      : call_(call), view_(view), arguments_(read_arguments(call)) {}

  Meaning tell() {
    read_items();
    Words command = arguments_.rest;
    take_colons(command);
    if (call_.name == "parallel") mark_ = "{}";
    items_are_commands_ = command.empty() && call_.name == "parallel";
    if (command.empty()) command.push_back({items_are_commands_ ? "{}" : "echo", call_.span});
    if (items_.empty() && !unknown_) {
      // GNU xargs runs the command once even without input, unless -r is given.
      if (mark_.empty() && !arguments_.has_any("-r --no-run-if-empty")) run(command, {});
      return std::move(meaning_);
    }
    if (unknown_) items_.assign(1, kUnknown);
    if (mark_.empty() && !arguments_.has_any("-n --max-args -L --max-lines")) {
      run(command, items_);
    } else {
      each(command);
    }
    return std::move(meaning_);
  }

 private:
  void read_items() {
    if (const Word* mark = arguments_.value("-I -J")) mark_ = mark->text;
    if (const GivenFlag* mark = arguments_.find("-i")) {
      mark_ = mark->value.text.empty() ? "{}" : mark->value.text;
    }
    const Word* file = arguments_.value("-a --arg-file");
    if (file != nullptr) touch(meaning_, Role::in, *file, view_);
    const auto input = file != nullptr ? view_.content(file->text) : view_.input();
    if (!input || *input == kUnknown) {
      unknown_ = true;
      return;
    }
    // find -print0 without -0 and the like: a NUL never stands inside a name.
    const auto separator = given_separator();
    const bool by_words = !separator && mark_.empty() && call_.name != "parallel";
    items_ = items_of(*input, separator.value_or('\n'), by_words);
    for (std::string& item : items_) {
      if (mark_.empty()) continue;
      const auto begin = item.find_first_not_of(" \t");
      item.erase(0, std::min(begin, item.size()));
    }
    std::erase(items_, "");
  }

  std::optional<char> given_separator() const {
    const Word* given = arguments_.value("-d --delimiter");
    if (given != nullptr && call_.name != "parallel") {
      const std::string text = unescaped(given->text);
      return text.empty() ? '\0' : text[0];
    }
    return arguments_.has_any("-0 --null") ? std::optional('\0') : std::nullopt;
  }

  // parallel CMD ::: a b
  void take_colons(Words& command) {
    const auto colons = std::ranges::find_if(
        command, [](const Word& word) { return word.text == ":::" || word.text == "::::"; });
    if (colons == command.end()) return;
    const bool files = colons->text == "::::";
    items_.clear();
    unknown_ = false;
    for (auto at = colons + 1; at != command.end(); ++at) {
      if (!files) {
        items_.push_back(at->text);
        continue;
      }
      touch(meaning_, Role::in, *at, view_);
      const auto text = view_.content(at->text);
      unknown_ = unknown_ || !text;
      for (std::string& item : items_of(text.value_or(""), '\n', false))
        items_.push_back(std::move(item));
    }
    command.erase(colons, command.end());
  }

  void run(const Words& command, const std::vector<std::string>& items) {
    Run one{.kind = Run::Kind::words, .words = command, .span = call_.span};
    for (const std::string& item : items) one.words.push_back({item, call_.span});
    one.maybe = unknown_;
    one.input = "";
    if (call_.name == "parallel") as_shell_text(one, command.size());
    meaning_.runs.push_back(std::move(one));
  }

  // parallel(1) quotes what it puts in; the command itself is shell text as it stands.
  static void as_shell_text(Run& run, std::size_t own) {
    run.kind = Run::Kind::shell;
    for (std::size_t i = 0; i < run.words.size(); ++i) {
      if (i < own)
        run.text += (run.text.empty() ? "" : " ") + run.words[i].text;
      else
        add_word(run.text, run.words[i].text);
    }
    run.words.clear();
  }

  std::string put_in(const std::string& text, const std::string& item) const {
    if (call_.name != "parallel") return with_item(text, mark_, item);
    const auto quoted = [&](const std::string& value) {
      std::string word;
      add_word(word, value);
      return items_are_commands_ ? value : word;
    };
    std::string out = text;
    for (const char* mark : kParts) out = with_item(out, mark, quoted(part_of(item, mark)));
    return with_item(out, mark_, quoted(item));
  }

  bool is_marked(const std::string& text) const {
    if (mark_.empty()) return false;
    const auto holds = [&](std::string_view mark) { return text.find(mark) != std::string::npos; };
    return holds(mark_) || (call_.name == "parallel" && std::ranges::any_of(kParts, holds));
  }

  void each(const Words& command) {
    std::size_t runs = 0;
    for (const std::string& item : items_) {
      if (++runs > kMaxRuns) {
        meaning_.doubts.push_back({"more runs than are followed", call_.span, false});
        return;
      }
      Words words = command;
      bool marked = false;
      for (Word& word : words) {
        if (!is_marked(word.text)) continue;
        word.text = put_in(word.text, item);
        marked = true;
      }
      run(words, marked || (!mark_.empty() && call_.name != "parallel")
                     ? std::vector<std::string>{}
                     : std::vector<std::string>{item});
    }
  }

  static constexpr std::array<const char*, 4> kParts = {"{.}", "{/}", "{//}", "{/.}"};

  const Call& call_;
  const View& view_;
  Arguments arguments_;
  Meaning meaning_;
  std::vector<std::string> items_;
  std::string mark_;
  bool unknown_ = false;
  bool items_are_commands_ = false;
};

}  // namespace

Meaning xargs(const Call& call, const View& view) {
  return Feeder(call, view).tell();
}

}  // namespace guards::commands
