#include "guards/commands/special/find_expression.h"

#include <algorithm>
#include <array>
#include <utility>

#include "coord/base/text.h"

namespace guards::commands {

namespace {

using Kind = FindTest::Kind;
using Node = FindNode::Kind;

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kDay = kMinute * 60 * 24;
constexpr int kMaxDepth = 50;
constexpr std::size_t kMaxNodes = 1000;  // a chain of them is walked by recursion

struct TestRow {
  std::string_view flag;
  Kind kind;
  int words = 1;
  bool ignores_case = false;
  std::int64_t unit = 1;
};

constexpr std::array kTests = {
    TestRow{"-amin",        Kind::unknown  },
    TestRow{"-anewer",      Kind::unknown  },
    TestRow{"-atime",       Kind::unknown  },
    TestRow{"-cmin",        Kind::unknown  },
    TestRow{"-cnewer",      Kind::unknown  },
    TestRow{"-context",     Kind::unknown  },
    TestRow{"-ctime",       Kind::unknown  },
    TestRow{"-empty",       Kind::empty,     0},
    TestRow{"-executable",              Kind::runs,                 0},
    TestRow{"-false",             Kind::no,            0},
    TestRow{"-fstype",Kind::unknown},
    TestRow{"-gid",      Kind::unknown              },
    TestRow{"-group",         Kind::unknown     },
    TestRow{"-ilname",       Kind::unknown},
    TestRow{"-iname",      Kind::name,  1, true},
    TestRow{"-inum",       Kind::unknown      },
    TestRow{"-ipath",          Kind::path,                         1, true},
    TestRow{"-iregex",Kind::regex,    1, true},
    TestRow{"-iwholename",Kind::path,1, true},
    TestRow{"-links",              Kind::unknown                    },
    TestRow{"-lname",             Kind::unknown                    },
    TestRow{"-mmin",  Kind::age,             1, false, kMinute},
    TestRow{"-mtime",          Kind::age,                         1, false, kDay},
    TestRow{"-name",Kind::name},
    TestRow{"-newer",Kind::newer},
    TestRow{"-nogroup",    Kind::no,      0},
    TestRow{"-nouser",       Kind::no,                      0},
    TestRow{"-path",Kind::path},
    TestRow{"-perm",          Kind::unknown                        },
    TestRow{"-readable",                 Kind::yes,                                                  0},
    TestRow{"-regex",               Kind::regex                                              },
    TestRow{"-samefile",   Kind::unknown           },
    TestRow{"-size",      Kind::size      },
    TestRow{"-true",              Kind::yes,                       0},
    TestRow{"-type",              Kind::type                                     },
    TestRow{"-uid",              Kind::unknown},
    TestRow{"-used",             Kind::unknown},
    TestRow{"-user",Kind::unknown},
    TestRow{"-wholename",Kind::path  },
    TestRow{"-writable",Kind::yes,        0},
    TestRow{"-xtype",Kind::unknown},
};
static_assert(std::ranges::is_sorted(kTests, {}, &TestRow::flag));

// Words that change how find searches and are true themselves.
constexpr std::array<std::string_view, 9> kOptions = {
    "-d", "-daystart", "-depth", "-follow", "-ls", "-mount", "-noleaf", "-warn", "-xdev"};

class Reader {
 public:
  Reader(const Words& words, Span span) : words_(words), span_(span) {}

  FindExpression read() {
    read_options();
    while (more() && !starts_expression(now())) found_.roots.push_back(words_[at_++]);
    if (found_.roots.empty()) found_.roots.push_back({".", span_});
    if (more()) found_.top = list(0);
    return std::move(found_);
  }

 private:
  bool more() const { return at_ < words_.size(); }
  const std::string& now() const { return words_[at_].text; }

  static bool starts_expression(std::string_view text) {
    return text.starts_with('-') || text == "(" || text == "!" || text == ")" || text == ",";
  }

  void read_options() {
    for (; more() && now().starts_with('-'); ++at_) {
      if (now() == "-D")
        ++at_;
      else if (now() != "-H" && now() != "-L" && now() != "-P" && !now().starts_with("-O"))
        return;
    }
  }

  bool take(std::string_view word, std::string_view other) {
    if (!more() || (now() != word && now() != other)) return false;
    ++at_;
    return true;
  }

  std::size_t add(Node kind, std::size_t left, std::size_t right = 0) {
    found_.nodes.push_back({kind, left, right});
    return found_.nodes.size() - 1;
  }

  std::size_t test(FindTest one) {
    found_.tests.push_back(std::move(one));
    return add(Node::test, found_.tests.size() - 1);
  }

  std::size_t act(FindAct one) {
    found_.acts.push_back(std::move(one));
    return add(Node::act, found_.acts.size() - 1);
  }

  std::size_t list(int depth) {
    std::size_t left = either(depth);
    while (take(",", ",")) left = add(Node::list, left, either(depth));
    return left;
  }

  std::size_t either(int depth) {
    std::size_t left = both(depth);
    while (take("-o", "-or")) left = add(Node::either, left, both(depth));
    return left;
  }

  std::size_t both(int depth) {
    std::size_t left = one(depth);
    while (more() && now() != ")" && now() != "," && now() != "-o" && now() != "-or") {
      take("-a", "-and");
      left = add(Node::both, left, one(depth));
    }
    return left;
  }

  std::size_t one(int depth) {
    if (!more() || depth > kMaxDepth || found_.nodes.size() > kMaxNodes) {
      at_ = words_.size();
      return test({});
    }
    if (take("!", "-not")) return add(Node::negation, one(depth + 1));
    if (take("(", "(")) {
      const std::size_t inside = list(depth + 1);
      take(")", ")");
      return inside;
    }
    const std::string& text = words_[at_++].text;
    if (text == "-prune") return add(Node::prune, 0);
    if (text == "-quit") return add(Node::quit, 0);
    if (text == "-delete") return act({.kind = FindAct::Kind::remove});
    if (text == "-print") return act({});
    if (text == "-print0") return act({.end = '\0'});
    if (text == "-exec" || text == "-ok") return run(false);
    if (text == "-execdir" || text == "-okdir") return run(true);
    if (std::ranges::find(kOptions, text) != kOptions.end()) return test({.kind = Kind::yes});
    return with_value(text);
  }

  std::size_t with_value(const std::string& text) {
    const auto* row = std::ranges::lower_bound(kTests, text, {}, &TestRow::flag);
    const bool known = row != kTests.end() && row->flag == text;
    if (known && row->words == 0) return test({.kind = row->kind});
    if (!more()) return test({});
    const Word value = words_[at_++];
    if (known) return test(made(*row, value.text));
    if (text == "-maxdepth") found_.max_depth = number(value.text, 99);
    if (text == "-mindepth") found_.min_depth = number(value.text, 0);
    if (text == "-regextype") extended_ = value.text != "emacs" && !value.text.ends_with("basic");
    if (text == "-files0-from") found_.read.push_back(value);
    if (text == "-printf") return act({.format = value.text});
    if (text.starts_with("-fprint") || text == "-fls") return write(value, text == "-fprintf");
    const bool unknown = text.starts_with("-newer");
    return test({.kind = unknown ? Kind::unknown : Kind::yes});
  }

  std::size_t write(const Word& file, bool has_format) {
    found_.written.push_back(file);
    if (has_format && more()) ++at_;
    return act({.kind = FindAct::Kind::write});
  }

  static int number(const std::string& text, int otherwise) {
    return static_cast<int>(base::to_int(text).value_or(otherwise));
  }

  FindTest made(const TestRow& row, const std::string& value) const {
    FindTest test{.kind = row.kind, .pattern = value, .ignores_case = row.ignores_case};
    test.unit = row.unit;
    if (row.kind == Kind::regex) {  // emacs syntax is near enough to basic with + and ?
      const auto dialect = extended_ ? Dialect::extended : Dialect::basic;
      test.regex = Regex::compile(value, dialect, row.ignores_case);
    }
    return test;
  }

  std::size_t run(bool there) {
    FindAct one{.kind = there ? FindAct::Kind::run_there : FindAct::Kind::run};
    for (; more(); ++at_) {
      if (now() == ";") break;
      if (now() == "+" && !one.words.empty() && one.words.back().text == "{}") {
        if (!there) one.kind = FindAct::Kind::run_once;
        break;
      }
      one.words.push_back(words_[at_]);
    }
    if (more()) ++at_;
    return act(std::move(one));
  }

  const Words& words_;
  Span span_;
  FindExpression found_;
  std::size_t at_ = 0;
  bool extended_ = false;
};

}  // namespace

FindExpression read_find(const Words& words, Span span) {
  return Reader(words, span).read();
}

}  // namespace guards::commands
