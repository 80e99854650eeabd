// python_tests.h - which files a run of Python tests reads, and what those tests do.
// Shape:  short-lived; appends to a Meaning.
// Errors: more files than are followed become a Doubt.
// Source: pytest 7, "Test discovery"; unittest of Python 3.11.
#pragma once

#include <string>

#include "guards/commands/meaning.h"
#include "guards/commands/view.h"

namespace guards::commands {

class PythonTests {
 public:
  PythonTests(Span span, const View& view, Meaning& meaning)
      : span_(span), view_(view), meaning_(meaning) {}

  // Files and folders among `operands`, "file::test" too; without any, what lies below here.
  void run_pytest(const Words& operands);
  void run_unittest(const Words& arguments);

 private:
  void below_folder(const std::string& folder, int depth);
  void run_file(const std::string& path);
  bool read_file(const std::string& path);
  // A word that is a file or a folder; false for anything else.
  bool run_named(const std::string& word);

  Span span_;
  const View& view_;
  Meaning& meaning_;
  std::size_t seen_ = 0;
  std::size_t followed_ = 0;
};

}  // namespace guards::commands
