#include "guards/commands/program/memory.h"

#include "guards/commands/program/deeds.h"

namespace guards::commands::program {

// A value given again inside a branch is one of two; straight on it replaces the other.
void Memory::bind(const std::string& name, Value value, bool loop) {
  if (name.empty() || value.is(Value::Kind::unknown)) {
    const auto at = values_.find(name);
    if (at == values_.end()) return;
    const bool replaces = loop || (level_ <= at->second.level && !conditional_);
    if (replaces || !at->second.value.is(Value::Kind::text)) {
      values_.erase(at);
    } else {
      at->second.value = either(at->second.value, Value::text(kUnknown));
    }
    return;
  }
  const auto [at, is_new] = values_.try_emplace(name, Binding{value, level_, frame_});
  if (is_new) return;
  Binding& old = at->second;
  const bool either_way = !loop && old.frame == frame_ && (level_ > old.level || conditional_);
  if (either_way) {
    old.value = either(old.value, value);
  } else {
    old = {std::move(value), level_, frame_};
  }
}

void Memory::assign(const std::vector<Target>& targets, bool spread, const Value& value) {
  using VKind = Value::Kind;
  if (!spread) {
    for (const Target& target : targets) bind(target.name, value);
    return;
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Target& target = targets[i];
    if (target.name.empty()) continue;
    if (!target.key.empty() && value.is(VKind::name)) {
      bind(target.name, Value::of(VKind::name, {value.texts[0] + "." + target.key}));
    } else if (const Value* field = value.field(target.key); field != nullptr) {
      bind(target.name, *field);
    } else if (value.is(VKind::list)) {
      bind(target.name, i < value.items.size() ? value.items[i] : Value{.kind = VKind::absent});
    } else {
      bind(target.name, {});
    }
  }
}

Value Memory::value_of(const std::string& name) const {
  const auto at = values_.find(name);
  return at == values_.end() ? Value::of(Value::Kind::name, {name}) : at->second.value;
}

// What each language calls the words behind the script.
void Memory::bind_arguments(const Program& program) {
  std::vector<Value> words;
  for (const std::string& one : program.arguments) words.push_back(Value::text(one));
  const Value script = program.script.empty() ? Value{} : Value::text(program.script);
  std::vector<Value> with_script = words;
  with_script.insert(with_script.begin(), script);
  std::vector<Value> with_program = program.script.empty() ? words : with_script;
  with_program.insert(with_program.begin(), Value::text("node"));
  const Value folder =
      path_part(Act::dirname, script.is(Value::Kind::text) ? script : Value::text("x"), {});
  const auto set = [&](const char* name, Value value) {
    if (!value.is(Value::Kind::unknown)) values_[name] = {std::move(value), 0, 0};
  };
  switch (program.language) {
    case Language::python:
      set("sys.argv", Value::list(with_script));
      set("__file__", script);
      set("sys.executable", Value::text("python3"));
      set("__name__", Value::text("__main__"));
      set("os.sep", Value::text("/"));
      set("None", {.kind = Value::Kind::absent});
      break;
    case Language::node:
      set("process.argv", Value::list(with_program));
      set("__filename", script);
      set("__dirname", folder);
      set("import.meta.url", script);
      set("import.meta.dirname", folder);
      set("process.execPath", Value::text("node"));
      set("path.sep", Value::text("/"));
      set("Bun.argv", Value::list(with_program));
      set("Deno.args", Value::list(words));
      for (const char* none : {"null", "undefined"}) set(none, {.kind = Value::Kind::absent});
      break;
    case Language::php:
      set("argv", Value::list(with_script));
      set("__FILE__", script);
      set("__DIR__", folder);
      break;
    case Language::lua:
      set("arg", Value::list(words));
      set("nil", {.kind = Value::Kind::absent});
      break;
    default:
      set("ARGV", Value::list(words));
      set("0", script);
      set("PROGRAM_NAME", script);
      set("__FILE__", script);
      set("__dir__", folder);
      set("nil", {.kind = Value::Kind::absent});
      break;
  }
}

bool Memory::has_function(const std::string& name) const {
  const auto at = values_.find(name);
  return at != values_.end() && at->second.value.is(Value::Kind::function);
}

void Memory::bind_loop(const std::vector<std::string>& names, const Value& element) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    Value one = element;
    if (names.size() > 1) one = i < element.items.size() ? element.items[i] : Value{};
    bind(names[i], std::move(one), true);
  }
}

}  // namespace guards::commands::program
