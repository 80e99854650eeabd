// reader.h - follows a program once, from its first word to its last.
// Shape:  resource, pinned; one per program.
// Source: ADR-0042.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guards/commands/program/glance.h"

namespace guards::commands::program {

class Reader : private Glance {
 public:
  Reader(const Program& program, const View& view, Meaning& meaning);
  Reader(const Reader&) = delete;
  void read();

 private:
  struct Keyword;
  struct Chain;  // an operand and what is hung behind it
  void read_text(std::string_view text, Language language, bool inside);
  void read_left_functions();
  void statement();
  bool read_method();
  void note_line(const Token& token);
  // keywords.cpp
  bool read_keyword();
  void skip_word();
  void skip_statement();
  void loop_in();
  void loop_in_brackets();
  void loop_perl();
  void loop_php();
  void with_handles();
  void define();
  void return_value();
  void use_class();
  std::vector<Target> targets_until(std::string_view word);
  void loop_behind_statement();
  // imports.cpp
  void import_modules();
  void import_names();
  void import_name(const std::string& module, bool loaded);
  void import_from_text();
  void bind_imports(const std::string& module, std::size_t length);
  // functions.cpp
  void read_parameters(Function& function);
  Value make_function(std::string name);
  Value arrow(std::vector<std::string> parameters);
  Value invoke(std::size_t function, const std::vector<Value>& arguments);
  void invoke_callbacks(const Given& given, const Value& element);
  // expression.cpp
  Value expression();
  Value assigned(const Assignment& to);
  Value binary(Value left, bool& more);
  Value binary_word(Value left, bool& more);
  Value binary_sign(Value left, const std::string& sign, bool& more);
  Value choice(const Value& left);
  Value alternative();
  // operand.cpp
  Value operand();
  Value plain_operand();
  Value sign_operand();
  Value text_operand();
  Value named();
  std::optional<Value> word_operand(const std::string& name);
  Value worded(const std::string& word);
  Value shifted();
  bool bare_call_starts(const Value& value, const std::string& name) const;
  // postfix.cpp
  Value postfix(Value value, const std::string& name);
  bool follow(Chain& chain);
  void follow_attribute(Chain& chain);
  void follow_call(Chain& chain);
  Value attribute(const Value& value, const std::string& name, std::string& whole);
  Value indexed(const Value& value, const std::string& name);
  void open_block(const Value& receiver);
  // lists.cpp
  Value bracketed();
  Value braced();
  Value list_until(std::size_t end);
  Given given_until(std::size_t end, Listing listing);
  Value element_until(std::size_t end, bool bare);
  bool read_key(Listing listing, std::string& key);
  void bind_comprehension(std::size_t end);
  // mixed.cpp
  Value mixed(const std::string& text);
  Value embedded(std::string_view text);
  // call.cpp
  Value call(const std::string& name, const Value& receiver, const Given& given);
  Value do_fact(const FactRow& row, const Value& receiver, const Given& given,
                std::string_view name);
  const FactRow* fact_of(const std::string& name) const;
  Value do_program(const FactRow& row, const Value& first, const Given& given,
                   std::string_view name);
  // programs.cpp
  void evaluate(const Value& text, const Given& given, std::string_view name);
  Value load(const Value& module, std::string_view name);
  void load_path(const std::string& text, std::string_view name);
  bool load_file(const std::string& path);
  bool load_python(const std::string& module);
  bool load_python_below(std::string path, const std::string& module);

  std::deque<Stream> streams_;
  std::deque<Function> functions_;
  std::vector<std::string> star_modules_;
  std::vector<std::string> loaded_;
  std::string script_;  // the file that is read now
  std::string class_;
  Value returned_;
  int depth_ = 0;    // texts and functions
  int nesting_ = 0;  // expressions
};

}  // namespace guards::commands::program
