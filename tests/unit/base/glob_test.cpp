#include "coord/base/glob.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

TEST(Glob, StarAndQuestionStopAtSlashes) {
  EXPECT_TRUE(glob_match("*.pem", "key.pem"));
  EXPECT_FALSE(glob_match("*.pem", "a/key.pem"));
  EXPECT_TRUE(glob_match("a/*/c", "a/b/c"));
  EXPECT_FALSE(glob_match("a/*/c", "a/b/b/c"));
  EXPECT_TRUE(glob_match("a?c", "abc"));
  EXPECT_FALSE(glob_match("a?c", "a/c"));
  EXPECT_TRUE(glob_match("*", ".env"));
  EXPECT_TRUE(glob_match("?", "\xC3\xA9"));
}

TEST(Glob, TwoStarsCrossSlashesAndFoldersMayBeNone) {
  EXPECT_TRUE(glob_match("**/.env", ".env"));
  EXPECT_TRUE(glob_match("**/.env", "a/b/.env"));
  EXPECT_FALSE(glob_match("**/.env", "a.env"));
  EXPECT_TRUE(glob_match("a/**/b", "a/b"));
  EXPECT_TRUE(glob_match("a/**/b", "a/x/y/b"));
  EXPECT_FALSE(glob_match("a/**/b", "ab"));
  EXPECT_TRUE(glob_match("a/**", "a/x/y"));
  EXPECT_FALSE(glob_match("a/**", "a"));
  EXPECT_TRUE(glob_match("**", ""));
  EXPECT_TRUE(glob_match("/**/x", "/x"));
}

TEST(Glob, ClassesBracesAndEscapes) {
  EXPECT_TRUE(glob_match("[a-c]1", "b1"));
  EXPECT_FALSE(glob_match("[!a-c]1", "b1"));
  EXPECT_FALSE(glob_match("[!a]", "/"));
  EXPECT_TRUE(glob_match("[]x]", "]"));
  EXPECT_TRUE(glob_match("[[:digit:]]", "7"));
  EXPECT_FALSE(glob_match("[[:upper:]]", "a"));
  EXPECT_TRUE(glob_match("[a-]", "-"));
  EXPECT_TRUE(glob_match("*.{pem,key,p{12,fx}}", "a.pfx"));
  EXPECT_FALSE(glob_match("*.{pem,key}", "a.pfx"));
  EXPECT_TRUE(glob_match("a{,b}", "a"));
  EXPECT_TRUE(glob_match("\\*", "*"));
  EXPECT_FALSE(glob_match("\\*", "a"));
  EXPECT_TRUE(glob_match("[\\]]", "]"));
  EXPECT_TRUE(glob_match("a]}", "a]}"));
  EXPECT_FALSE(glob_match("a]}", "a]x"));
  EXPECT_TRUE(glob_match("a\\\\b", "a\\b"));
}

TEST(Glob, InvalidPatternsMatchNothingAndSayWhy) {
  const auto where = [](std::string_view pattern) {
    const auto checked = check_glob(pattern);
    return checked ? std::string("fine") : to_text(checked.error());
  };
  EXPECT_EQ(where("a[b"), "[ has no ] (byte 1)");
  EXPECT_EQ(where("a{b"), "{ has no } (byte 1)");
  EXPECT_EQ(where("[z-a]"), "the range runs backwards (byte 1)");
  EXPECT_EQ(where("[[:nope:]]"), "no such character class (byte 1)");
  EXPECT_EQ(where("a\\"), "nothing follows the backslash (byte 1)");
  EXPECT_EQ(where("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"), "fine");
  EXPECT_EQ(where("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"), "{} make more than 64 forms (byte 6)");
  EXPECT_FALSE(glob_match("a[b", "a[b"));
  EXPECT_FALSE(glob_overlap("a[b", "**"));
}

TEST(Glob, IsGlobSeesThroughEscapes) {
  EXPECT_TRUE(is_glob("a*"));
  EXPECT_TRUE(is_glob("{a,b}"));
  EXPECT_FALSE(is_glob("a\\*"));
  EXPECT_FALSE(is_glob("src/a.cpp"));
}

TEST(Glob, OverlapOfPatterns) {
  EXPECT_TRUE(glob_overlap("src/**", "**/*.cpp"));
  EXPECT_FALSE(glob_overlap("src/*", "src/a/b"));
  EXPECT_TRUE(glob_overlap("a*", "*b"));
  EXPECT_FALSE(glob_overlap("a*", "b*"));
  EXPECT_FALSE(glob_overlap("*.pem", "*.key"));
  EXPECT_TRUE(glob_overlap("*.{pem,key}", "[k]*.key"));
  EXPECT_FALSE(glob_overlap("[a-m]", "[n-z]"));
  EXPECT_TRUE(glob_overlap("a/**/b", "a/b"));
}

TEST(Glob, HostilePatternsStayCheap) {
  std::string stars;
  for (int i = 0; i < 500; ++i) stars += "*a";
  EXPECT_FALSE(glob_match(stars + "b", std::string(4000, 'a')));
  EXPECT_FALSE(glob_overlap(stars + "b", stars + "c"));
}

// The oracle: straight from the definition, by recursion, on tiny texts.
bool slow_match(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return path.empty();
  if (pattern[0] == '*') {
    const bool deep = pattern.substr(0, 2) == "**";
    const std::size_t end = deep ? path.size() : std::min(path.find('/'), path.size());
    for (std::size_t i = 0; i <= end; ++i) {
      if (slow_match(pattern.substr(deep ? 2 : 1), path.substr(i))) return true;
    }
    return false;
  }
  if (path.empty() || (pattern[0] == '?' ? path[0] == '/' : pattern[0] != path[0])) return false;
  return slow_match(pattern.substr(1), path.substr(1));
}

// "**/" as a whole part may also be nothing; the slow form spells both out.
std::vector<std::string> with_and_without_folders(const std::string& pattern) {
  std::vector<std::string> forms = {""};
  for (std::size_t at = 0; at < pattern.size();) {
    const bool folders = pattern.compare(at, 3, "**/") == 0 && (at == 0 || pattern[at - 1] == '/');
    const std::size_t length = folders ? 3 : 1;
    const std::size_t count = forms.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (folders) forms.push_back(forms[i]);
      forms[i] += pattern.substr(at, length);
    }
    at += length;
  }
  return forms;
}

bool oracle_match(const std::string& pattern, std::string_view path) {
  for (const std::string& form : with_and_without_folders(pattern)) {
    if (slow_match(form, path)) return true;
  }
  return false;
}

std::vector<std::string> all_paths(std::size_t longest) {
  std::vector<std::string> paths = {""};
  for (std::size_t begin = 0; paths.back().size() < longest;) {
    const std::size_t end = paths.size();
    for (; begin < end; ++begin) {
      for (const char c : {'a', 'b', '/'}) paths.push_back(paths[begin] + c);
    }
  }
  return paths;
}

rc::Gen<std::string> any_pattern() {
  return rc::gen::map(
      rc::gen::resize(5, rc::gen::container<std::vector<std::string>>(
                             rc::gen::element<std::string>("a", "b", "/", "*", "?", "**", "/**/"))),
      [](const std::vector<std::string>& parts) {
        std::string pattern;
        for (const std::string& part : parts) {
          const bool fits = pattern.size() + part.size() <= 6;
          // Three stars mean the same as two, but not to the slow oracle.
          const bool third_star = part[0] == '*' && !pattern.empty() && pattern.back() == '*';
          if (fits && !third_star) pattern += part;
        }
        return pattern;
      });
}

RC_GTEST_PROP(GlobProperty, MatchAgreesWithTheDefinition, ()) {
  static const std::vector<std::string> kPaths = all_paths(6);
  const std::string pattern = *any_pattern();
  for (const std::string& path : kPaths) {
    if (glob_match(pattern, path) != oracle_match(pattern, path)) RC_FAIL(pattern + " on " + path);
  }
}

// 64 forms of one against 64 of the other: the fuzzer's 165 bytes took ten seconds.
TEST(Glob, ManyFormsAreTakenToOverlap) {
  const std::string forms = "{a,b,c,d}{a,b,c,d}{a,b,c,d}";
  EXPECT_TRUE(glob_overlap(forms + std::string(100, 'x'), forms + std::string(100, 'y')));
  EXPECT_FALSE(glob_overlap(forms + "x", forms + "y"));
}

// Every overlap of two patterns of up to 6 characters has a witness of up to 7.
RC_GTEST_PROP(GlobProperty, OverlapAgreesWithBruteForce, ()) {
  static const std::vector<std::string> kPaths = all_paths(8);
  const std::string a = *any_pattern();
  const std::string b = *any_pattern();
  bool witness = false;
  for (const std::string& path : kPaths) {
    if (!glob_match(a, path) || !glob_match(b, path)) continue;
    witness = true;
    break;
  }
  const bool overlap = glob_overlap(a, b);
  RC_ASSERT(overlap == glob_overlap(b, a));
  if (overlap != witness) RC_FAIL(a + " and " + b);
}

}  // namespace
}  // namespace base
