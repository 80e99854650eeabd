// Modules, and names out of them, that statements bring in.
#include <algorithm>

#include "guards/commands/program/reader.h"
#include "guards/word_list.h"

namespace guards::commands::program {

namespace {

using Kind = Token::Kind;

}  // namespace

// import a.b as c, d
void Reader::import_modules() {
  do {
    ++here_.at;
    std::string module = peek().text;
    const std::string first = module;
    ++here_.at;
    while (is_sign(".") && peek(1).kind == Kind::name) {
      module += "." + peek(1).text;
      here_.at += 2;
    }
    load_python(module);
    if (is_name("as")) {
      bind(peek(1).text, Value::of(Value::Kind::name, {module}), true);
      here_.at += 2;
    } else {
      values_.erase(first);
    }
  } while (is_sign(",") && spend());
}

// from a.b import x as y, z
void Reader::import_names() {
  ++here_.at;
  std::string module;
  while (here_.at < here_.end && !is_name("import") && !peek().first) {
    module += peek().text;
    ++here_.at;
  }
  const bool loaded = load_python(module);
  if (!is_name("import")) return;
  ++here_.at;
  const bool bracket = is_sign("(");
  const std::size_t end = bracket ? closing_bracket() : here_.end;
  if (bracket) ++here_.at;
  if (is_sign("*")) star_modules_.push_back(module);
  while (here_.at < end && (bracket || !peek().first) && spend() && !is_sign(";")) {
    if (peek().kind == Kind::name)
      import_name(module, loaded);
    else
      ++here_.at;
  }
}

// x as y
void Reader::import_name(const std::string& module, bool loaded) {
  const std::string name = peek().text;
  const std::string as = is_name("as", 1) ? peek(2).text : name;
  here_.at += is_name("as", 1) ? 3 : 1;
  if (loaded && values_.contains(name)) return;
  const std::string whole = module + "." + name;
  if (!load_python(whole)) bind(as, Value::of(Value::Kind::name, {whole}), true);
}

// import X, {a as b} from 'm'; import * as X from 'm'; import('m') is a call
void Reader::import_from_text() {
  if (is_sign("(", 1) || is_sign(".", 1)) {
    expression();
    return;
  }
  const auto stands = [&](Kind kind, std::size_t at) { return peek(at).kind == kind; };
  std::size_t length = 1;
  while (length < 64 && !stands(Kind::text, length) && !stands(Kind::end, length)) ++length;
  const std::string module = plain_module(peek(length).text);
  load(Value::text(module), "import");
  bind_imports(module, length);
  here_.at = std::min(here_.at + length + 1, here_.end);
}

// The names up to `length`: those in braces are parts of the module.
void Reader::bind_imports(const std::string& module, std::size_t length) {
  bool inside = false;
  for (std::size_t i = 1; i < length; ++i) {
    inside = (inside || is_sign("{", i)) && !is_sign("}", i);
    if (peek(i).kind != Kind::name || lists("from as", peek(i).text)) continue;
    const bool renamed = is_name("as", i + 1);
    const std::string name = peek(i).text;
    const std::string as = renamed ? peek(i + 2).text : name;
    std::string whole = module;
    if (inside && name != "default") whole.append(".").append(name);
    if (!has_function(as)) bind(as, Value::of(Value::Kind::name, {whole}), true);
    if (renamed) i += 2;
  }
}

}  // namespace guards::commands::program
