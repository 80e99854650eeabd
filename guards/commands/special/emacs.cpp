// Source: emacs(1); the GNU Emacs Lisp reference 28: Files, Processes.
#include <algorithm>
#include <array>

#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kMaxTexts = 2'000;

constexpr Command kEmacs{
    "", "N...",
    "--eval,-eval,--execute,-execute=CODE -l,--load,-load,--script,-script,-scriptload=SCRIPT "
    "-f,--funcall,-funcall=N -L,--directory=N --visit,--file,--find-file=IN --insert,-insert=IN "
    "--chdir=CWD -u,--user=N -t=N -d=N -D=N"};

enum class Does : std::uint8_t {
  read,
  visit,
  write,
  remove,
  prune,
  folder,
  move,
  copy,
  shell,
  hide
};

// Which of the texts among its arguments is the path.
struct Form {
  std::string_view name;
  Does does;
  std::size_t text = 0;
};

constexpr std::array kForms = {
    Form{"append-to-file",          Does::write,  0},
    Form{"call-process",            Does::hide,   0},
    Form{"copy-directory",          Does::copy,   0},
    Form{"copy-file",               Does::copy,   0},
    Form{"delete-directory",        Does::prune,  0},
    Form{"delete-file",             Does::remove, 0},
    Form{"find-file",               Does::visit,  0},
    Form{"find-file-noselect",      Does::visit,  0},
    Form{"insert-file",             Does::read,   0},
    Form{"insert-file-contents",    Does::read,   0},
    Form{"make-directory",          Does::folder, 0},
    Form{"make-empty-file",         Does::write,  0},
    Form{"rename-file",             Does::move,   0},
    Form{"shell-command",           Does::shell,  0},
    Form{"shell-command-to-string", Does::shell,  0},
    Form{"start-process",           Does::hide,   0},
    Form{"write-file",              Does::write,  0},
    Form{"write-region",            Does::write,  1},
};

bool is_symbol(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

class Session {
 public:
  Session(const Call& call, const View& view) : call_(call), view_(view) {}

  Meaning tell() {
    const Arguments arguments = read_arguments({call_.name, &kEmacs, call_.words, call_.span});
    if (arguments.has_any("--version --help")) return {};
    const bool batch = arguments.has_any("--batch -batch --script -script");
    for (const Operand& operand : arguments.operands) {
      files_.push_back(operand.word);
      touch(meaning_, Role::in, operand.word, view_);
    }
    for (const GivenFlag& flag : arguments.flags) {
      if (flag.spec.role == Role::code) read(flag.value.text, flag.value.span);
      if (flag.spec.role == Role::script) read_script(flag.value);
      if (flag.spec.role == Role::in) {
        files_.push_back(flag.value);
        touch(meaning_, Role::in, flag.value, view_);
      }
      if (flag.name.ends_with("-funcall") && flag.value.text == "save-buffer") save();
    }
    if (!batch) save(true);  // somebody may save at a terminal
    return std::move(meaning_);
  }

 private:
  void read_script(const Word& file) {
    touch(meaning_, Role::script, file, view_);
    const auto text = view_.content(file.text);
    if (text) return read(*text, file.span);
    if (view_.there(file.text) != There::missing) {
      meaning_.doubts.push_back({"a Lisp file that cannot be read here", file.span});
    }
  }

  void save(bool maybe = false) {
    for (const Word& file : files_) {
      if (Touch* saved = add_touch(meaning_, Role::edit, file, view_)) saved->maybe = maybe;
    }
  }

  // Every form "(name ... "text" ...)"; what is computed between is not told.
  void read(std::string_view text, Span span) {
    for (auto at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
      std::size_t end = at + 1;
      while (end < text.size() && is_symbol(text[end])) ++end;
      const auto name = text.substr(at + 1, end - at - 1);
      if (name == "save-buffer" || name == "save-some-buffers") save();
      const auto form = std::ranges::find(kForms, name, &Form::name);
      if (form != kForms.end()) do_form(*form, texts_behind(text, end), span);
      if (++forms_ > kMaxTexts) return;
    }
  }

  // The texts up to the bracket that closes the form.
  static std::vector<std::string> texts_behind(std::string_view text, std::size_t at) {
    std::vector<std::string> texts;
    int depth = 0;
    for (; at < text.size() && texts.size() < 4; ++at) {
      if (text[at] == '(') ++depth;
      if (text[at] == ')' && --depth < 0) break;
      if (text[at] == '"') texts.push_back(unquoted(text, at));
    }
    return texts;
  }

  // Leaves `at` on the closing quote.
  static std::string unquoted(std::string_view text, std::size_t& at) {
    std::string value;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      value += text[at];
    }
    return value;
  }

  void do_form(const Form& form, const std::vector<std::string>& texts, Span span) {
    // write-region takes text or positions first: its path is the last of the texts it shows.
    const std::size_t at = std::min(form.text, texts.empty() ? 0 : texts.size() - 1);
    if (texts.empty() || form.does == Does::hide) {
      const bool asks = form.does == Does::read || form.does == Does::visit;
      if (!asks) meaning_.doubts.push_back({"what " + std::string(form.name) + " changes", span});
      return;
    }
    const Word path{texts[at], span};
    switch (form.does) {
      case Does::shell:
        meaning_.runs.push_back({.kind = Run::Kind::shell, .text = texts[0], .span = span});
        return;
      case Does::move:
      case Does::copy: {
        Placing placing;
        placing.role = form.does == Does::move ? Role::from : Role::in;
        placing.sources = {path};
        placing.target = {texts.back(), span};
        return place(meaning_, placing, view_);
      }
      case Does::visit:
        files_.push_back(path);
        return touch(meaning_, Role::in, path, view_);
      case Does::read:
        return touch(meaning_, Role::in, path, view_);
      case Does::write:
        return touch(meaning_, Role::out, path, view_);
      case Does::folder:
        return touch(meaning_, Role::made, path, view_);
      case Does::prune:
        return touch(meaning_, Role::tree_gone, path, view_);
      default:
        return touch(meaning_, Role::gone, path, view_);
    }
  }

  const Call& call_;
  const View& view_;
  Meaning meaning_;
  Words files_;
  std::size_t forms_ = 0;
};

}  // namespace

Meaning emacs(const Call& call, const View& view) {
  return Session(call, view).tell();
}

}  // namespace guards::commands
