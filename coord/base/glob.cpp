#include "coord/base/glob.h"

#include <algorithm>
#include <vector>

#include "coord/base/glob_tokens.h"

namespace base {

namespace {

using Tokens = std::vector<GlobToken>;

constexpr std::string_view kSpecial = "*?[]{}\\";
// Two patterns of 2,000 steps each; nobody writes longer ones by hand.
constexpr std::size_t kMaxPairs = 4'000'000;

// Most rules are told apart by how they begin or end; this needs no memory and no steps. For
// patterns with a special character.
bool ends_differ(std::string_view pattern, std::string_view path) {
  const std::size_t first = pattern.find_first_of(kSpecial);
  if (path.substr(0, first) != pattern.substr(0, first)) return true;
  const std::size_t last = pattern.find_last_of(kSpecial);
  // Behind a backslash and its letter, and behind the slash of "**/", which may stand for nothing.
  const std::size_t tail = last + (pattern[last] == '\\' || pattern[last] == '*' ? 2 : 1);
  if (tail >= pattern.size()) return false;
  const std::string_view ending = pattern.substr(tail);
  return path.size() < ending.size() || path.substr(path.size() - ending.size()) != ending;
}

// States reached without reading a byte. Tokens only lead forward, so one pass is enough.
void spread(const Tokens& tokens, std::vector<char>& states) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (states[i] == 0 || tokens[i].step == GlobStep::one) continue;
    states[i + 1] = 1;
    if (tokens[i].step == GlobStep::fork) states[i + 3] = 1;
  }
}

bool fits(const Tokens& tokens, std::string_view path) {
  std::vector<char> now(tokens.size() + 1);
  std::vector<char> next(tokens.size() + 1);
  now[0] = 1;
  spread(tokens, now);
  for (const char c : path) {
    std::fill(next.begin(), next.end(), char{0});
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (now[i] == 0 || !tokens[i].bytes[static_cast<unsigned char>(c)]) continue;
      next[tokens[i].step == GlobStep::loop ? i : i + 1] = 1;
    }
    spread(tokens, next);
    now.swap(next);
  }
  return now.back() != 0;
}

// Walks both patterns at once; a pair of states is reached when some text leads to both.
class PairWalk {
 public:
  PairWalk(const Tokens& a, const Tokens& b)
      : a_(a), b_(b), width_(b.size() + 1), seen_((a.size() + 1) * width_) {}

  bool meets() {
    reach(0, 0);
    while (!waiting_.empty()) {
      const std::size_t pair = waiting_.back();
      waiting_.pop_back();
      const std::size_t i = pair / width_;
      const std::size_t j = pair % width_;
      if (i == a_.size() && j == b_.size()) return true;
      skip(a_, i, [&](std::size_t to) { reach(to, j); });
      skip(b_, j, [&](std::size_t to) { reach(i, to); });
      if (i < a_.size() && j < b_.size() && (a_[i].bytes & b_[j].bytes).any()) {
        reach(i + (a_[i].step == GlobStep::one ? 1 : 0), j + (b_[j].step == GlobStep::one ? 1 : 0));
      }
    }
    return false;
  }

 private:
  void reach(std::size_t i, std::size_t j) {
    const std::size_t pair = i * width_ + j;
    if (seen_[pair]) return;
    seen_[pair] = true;
    waiting_.push_back(pair);
  }

  template <class Reach>
  static void skip(const Tokens& tokens, std::size_t at, Reach reach) {
    if (at == tokens.size() || tokens[at].step == GlobStep::one) return;
    reach(at + 1);
    if (tokens[at].step == GlobStep::fork) reach(at + 3);
  }

  const Tokens& a_;
  const Tokens& b_;
  std::size_t width_;
  std::vector<bool> seen_;
  std::vector<std::size_t> waiting_;
};

// Every form of a pattern as tokens.
Result<std::vector<Tokens>> all_forms(std::string_view pattern) {
  std::vector<Tokens> all;
  for (const std::string& form : TRY(expand_braces(pattern))) {
    all.push_back(TRY(glob_tokens(form)));
  }
  return all;
}

}  // namespace

bool glob_match(std::string_view pattern, std::string_view path) {
  if (pattern.find_first_of(kSpecial) == std::string_view::npos) return pattern == path;
  if (ends_differ(pattern, path)) return false;
  const Result<std::vector<Tokens>> forms = all_forms(pattern);
  if (!forms) return false;
  return std::any_of(forms->begin(), forms->end(),
                     [&](const Tokens& form) { return fits(form, path); });
}

bool glob_overlap(std::string_view a, std::string_view b) {
  const Result<std::vector<Tokens>> left = all_forms(a);
  const Result<std::vector<Tokens>> right = all_forms(b);
  if (!left || !right) return false;
  std::size_t pairs = 0;  // of all forms together: 64 of one meet 64 of the other
  for (const Tokens& one : *left) {
    for (const Tokens& other : *right) {
      pairs += (one.size() + 1) * (other.size() + 1);
      if (pairs > kMaxPairs || PairWalk(one, other).meets()) return true;
    }
  }
  return false;
}

bool is_glob(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '*' || text[i] == '?' || text[i] == '[' || text[i] == '{') {
      return true;
    }
  }
  return false;
}

Result<void> check_glob(std::string_view pattern) {
  TRY_VOID(all_forms(pattern));
  return {};
}

}  // namespace base
