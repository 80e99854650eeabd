#include "guards/commands/program/facts.h"

#include <algorithm>

namespace guards::commands::program {

namespace {

Facts facts_of(Language language) {
  switch (language) {
    case Language::python:
      return python_facts();
    case Language::node:
      return node_facts();
    case Language::perl:
      return perl_facts();
    case Language::ruby:
      return ruby_facts();
    case Language::php:
      return php_facts();
    case Language::lua:
      return lua_facts();
    case Language::r:
      return r_facts();
    default:
      return other_facts();
  }
}

}  // namespace

const FactRow* find_fact(Language language, std::string_view name) {
  const Facts facts = facts_of(language);
  const auto at = std::ranges::lower_bound(facts, name, {}, &Fact::name);
  return at != facts.end() && at->name == name ? at->row : nullptr;
}

}  // namespace guards::commands::program
