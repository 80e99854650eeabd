// Source: sqlite3(1) and "Command Line Shell For SQLite" 3.40: dot commands, -cmd, -init, SQL.
#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/special/statements.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr int kMaxDepth = 4;
constexpr std::size_t kMaxLines = 20'000;

constexpr Command kSqlite{
    "", "N...",
    "-cmd,--cmd=N -init,--init=IN -separator,--separator=N -newline,--newline=N -nullvalue=N "
    "-mmap=N -maxsize=N -vfs=N -lookaside=N -pagecache=N -heap=N -A[=N]"};

enum class Does : std::uint8_t { write, read_script, read, replace_base, shell, open };

// A dot command, and which of its arguments (flags left out; -1 the last) is a file.
struct DotCommand {
  std::string_view name;
  Does does;
  int file;
};

constexpr std::array kDotCommands = {
    DotCommand{".backup",  Does::write,        -1},
    DotCommand{".clone",   Does::write,        0 },
    DotCommand{".import",  Does::read,         0 },
    DotCommand{".log",     Does::write,        0 },
    DotCommand{".once",    Does::write,        0 },
    DotCommand{".open",    Does::open,         0 },
    DotCommand{".output",  Does::write,        0 },
    DotCommand{".read",    Does::read_script,  0 },
    DotCommand{".restore", Does::replace_base, -1},
    DotCommand{".save",    Does::write,        -1},
    DotCommand{".shell",   Does::shell,        0 },
    DotCommand{".system",  Does::shell,        0 },
    DotCommand{".trace",   Does::write,        0 },
};

constexpr std::array<std::string_view, 10> kChanging = {"alter",  "analyze", "create",  "delete",
                                                        "drop",   "insert",  "reindex", "replace",
                                                        "update", "vacuum"};

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

// Arguments of a dot command: words, quoted with ' or ".
std::vector<std::string> dot_words(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = line.find_first_not_of(" \t"); at < line.size();
       at = line.find_first_not_of(" \t", at)) {
    const char quote = line[at];
    const bool quoted = quote == '\'' || quote == '"';
    const auto begin = quoted ? at + 1 : at;
    auto end = quoted ? line.find(quote, begin) : line.find_first_of(" \t", begin);
    end = std::min(end, line.size());
    words.emplace_back(line.substr(begin, end - begin));
    at = quoted ? std::min(end + 1, line.size()) : end;
  }
  return words;
}

class Session {
 public:
  Session(const Call& call, const View& view) : call_(call), view_(view) {}

  Meaning tell() {
    const Arguments arguments = read_arguments({call_.name, &kSqlite, call_.words, call_.span});
    if (arguments.has_any("-help --help -version --version")) return {};
    read_only_ = arguments.has_any("-readonly --readonly");
    const auto& operands = arguments.operands;
    if (!operands.empty()) base_ = operands[0].word;
    for (const GivenFlag& flag : arguments.flags) {
      if (flag.name.ends_with("-cmd")) run(flag.value.text, flag.value.span, 0);
      if (flag.name.ends_with("-init")) run_file(flag.value, 0);
    }
    for (std::size_t i = 1; i < operands.size(); ++i) {
      run(operands[i].word.text, operands[i].word.span, 0);
    }
    if (operands.size() < 2) {
      if (const auto input = view_.input()) {
        tell_statements(meaning_, call_, *input);
        run(*input, call_.span, 0);
      }
    }
    tell_base();
    return std::move(meaning_);
  }

 private:
  void run_file(const Word& file, int depth) {
    touch(meaning_, Role::script, file, view_);
    if (const auto text = view_.content(file.text)) {
      tell_statements(meaning_, call_, *text);
      return run(*text, file.span, depth + 1);
    }
    if (view_.there(file.text) != There::missing) changes_ = true;
  }

  void run(std::string_view text, Span span, int depth) {
    if (depth > kMaxDepth) return;
    std::string sql;
    std::size_t lines = 0;
    for (const std::string_view line : base::split(text, '\n')) {
      if (++lines > kMaxLines) break;
      const bool between = base::trim(sql).empty() || base::trim(sql).ends_with(';');
      if (between && base::trim(line).starts_with('.')) {
        run_dot(base::trim(line), span, depth);
      } else {
        sql.append(line).append("\n");
      }
    }
    read_sql(sql, span);
  }

  void run_dot(std::string_view line, Span span, int depth) {
    auto words = dot_words(line);
    const std::string name = words[0];
    std::erase_if(words,
                  [](const std::string& word) { return word.size() > 1 && word.starts_with('-'); });
    for (const DotCommand& row : kDotCommands) {
      // Names may be cut short as long as they are unique; three letters always are here.
      const bool fits = row.name == name || (name.size() > 3 && row.name.starts_with(name));
      if (!fits) continue;
      const std::size_t last = words.size() - 1;
      const std::size_t at = row.file < 0 ? last : static_cast<std::size_t>(row.file) + 1;
      if (at == 0 || at > last) return;
      return run_row(row, words, {words[at], span}, depth);
    }
  }

  void run_row(const DotCommand& row, const std::vector<std::string>& words, const Word& file,
               int depth) {
    const bool pipes = file.text.starts_with('|');
    if (row.does == Does::shell || pipes) {
      std::string command;
      for (std::size_t i = 1; i < words.size(); ++i) command += words[i] + " ";
      if (pipes) command.erase(0, 1);
      meaning_.runs.push_back({.kind = Run::Kind::shell, .text = command, .span = file.span});
    }
    changes_ = changes_ || row.name == ".import" || row.does == Does::replace_base;
    if (pipes) return;
    const bool is_stream =
        file.text == "stdout" || file.text == "stderr" || file.text == "off" || file.text == "on";
    if (row.does == Does::write && !is_stream) touch(meaning_, Role::out, file, view_);
    if (row.does == Does::read || row.does == Does::replace_base)
      touch(meaning_, Role::in, file, view_);
    if (row.does == Does::read_script) run_file(file, depth);
    if (row.does == Does::open) {
      tell_base();
      base_ = file;
    }
  }

  void read_sql(const std::string& text, Span span) {
    const std::string sql = lowered(text);
    for (const std::string_view statement : base::split(sql, ';')) {
      const auto head = base::trim(statement);
      const auto word = head.substr(0, head.find_first_of(" \t\n("));
      changes_ = changes_ || std::ranges::find(kChanging, word) != kChanging.end() ||
                 has_hole(word) || (word == "pragma" && head.find('=') != std::string_view::npos) ||
                 (word == "with" && (head.find("insert") != std::string_view::npos ||
                                     head.find("update") != std::string_view::npos ||
                                     head.find("delete") != std::string_view::npos));
    }
    for (const std::string_view call : {"writefile(", "vacuum into ", "attach ", "readfile("}) {
      name_files(text, sql, call, span);
    }
  }

  // The first quoted text behind each `call` names a file.
  void name_files(const std::string& text, const std::string& sql, std::string_view call,
                  Span span) {
    for (auto at = sql.find(call); at != std::string::npos; at = sql.find(call, at + 1)) {
      const auto begin = sql.find_first_of("'\"", at);
      if (begin == std::string::npos) return;
      const auto end = sql.find(sql[begin], begin + 1);
      if (end == std::string::npos) return;
      const Role role = call.starts_with("read")     ? Role::in
                        : call.starts_with("attach") ? Role::edit
                                                     : Role::out;
      touch(meaning_, role, {text.substr(begin + 1, end - begin - 1), span}, view_);
    }
  }

  void tell_base() {
    if (base_.text.empty() || base_.text == ":memory:") return;
    const There there = view_.there(base_.text);
    if (changes_ && !read_only_) {
      touch(meaning_, there == There::missing ? Role::out : Role::edit, base_, view_);
    } else if (there != There::missing) {
      touch(meaning_, Role::in, base_, view_);
    }
    changes_ = false;
  }

  const Call& call_;
  const View& view_;
  Meaning meaning_;
  Word base_;
  bool changes_ = false;
  bool read_only_ = false;
};

}  // namespace

Meaning sqlite(const Call& call, const View& view) {
  return Session(call, view).tell();
}

}  // namespace guards::commands
