#include "hooks/policy/image.h"

#include <gmock/gmock.h>

#include "hooks/policy/compile.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/index_keys.h"
#include "hooks/policy/layers.h"
#include "tests/support/image_asks.h"

namespace {

using testing::Contains;
using testing::Not;

hooks::PolicyRule rule_with(std::vector<std::string> paths) {
  hooks::PolicyRule rule;
  rule.id = "a.b";
  rule.on = guards::kOnWrite;
  rule.paths = std::move(paths);
  return rule;
}

TEST(PolicyImage, GivesBackWhatWasCompiled) {
  hooks::Policy policy = hooks::embedded_policy();
  policy.notes = {"one", "two"};
  policy.broken = true;
  const std::string bytes = compile(policy, "the key");
  const auto image = hooks::Image::open(bytes);
  ASSERT_TRUE(image) << to_text(image.error());
  EXPECT_EQ(image->key(), "the key");
  const auto back = decompile(*image);
  ASSERT_TRUE(back);
  for (hooks::PolicyRule& rule : policy.rules) rule.deny = rule.allow = {};
  EXPECT_EQ(*back, policy);
}

TEST(PolicyImage, SamePolicySameBytes) {
  EXPECT_EQ(compile(hooks::embedded_policy(), "k"), compile(hooks::embedded_policy(), "k"));
}

TEST(PolicyImage, EveryFormOfPatternIsFound) {
  struct Row {
    const char* pattern;
    const char* path;
  };
  for (const Row& row : {
           Row{"**/.env",               "a/b/.env"              },
           Row{".env",                  ".env"                  },
           Row{"**/.env.*",             "x/.env.local"          },
           Row{"**/*.pem",              "k/a.pem"               },
           Row{"**/*.tar.gz",           "a.tar.gz"              },
           Row{".git/hooks/**",         ".git/hooks/pre-commit" },
           Row{"**/secrets/*",          "a/secrets/b"           },
           Row{"id_*",                  "id_rsa"                },
           Row{"*",                     "x"                     },
           Row{"**",                    "a/b"                   },
           Row{"?x",                    "ax"                    },
           Row{"{a,b}/c",               "a/c"                   },
           Row{"{a,b/c}.txt",           "b/c.txt"               },
           Row{"/usr/l{ib,/x}/**",      "/usr/lib/y"            },
           Row{"/usr/l{ib,/x}/**",      "/usr/l/x/y"            },
           Row{"**/{a,b}/**",           "x/a/y"                 },
           Row{"[ab]c/*.d",             "ac/x.d"                },
           Row{"~/.ssh/**",             "~/.ssh/id"             },
           Row{"@state/**",             "@state/journal.jsonl"  },
           Row{"@state",                "@state"                },
           Row{"~/*",                   "~/x"                   },
           Row{"SECURITY.md",           "SECURITY.md"           },
           Row{"a\\*b",                 "a*b"                   },
           Row{"service-account*.json", "service-account-1.json"},
           Row{"*-key.pem",             "a-key.pem"             },
           Row{"**/*_rsa",              "x_rsa"                 }
  }) {
    hooks::Policy policy;
    policy.rules = {rule_with({row.pattern})};
    const std::string bytes = compile(policy, {});
    const auto image = hooks::Image::open(bytes);
    std::vector<std::uint32_t> found;
    ASSERT_TRUE(test::rules_for_path(*image, row.path, found));
    EXPECT_THAT(found, Contains(0U)) << row.pattern << " for " << row.path;
  }
}

TEST(PolicyImage, AnchoredPatternsAreFoundBelowTheirFolders) {
  hooks::Policy policy;
  policy.rules = {rule_with({".claude/hooks/**"}), rule_with({"**/.env"}), rule_with({"/etc/x/y"})};
  const std::string bytes = compile(policy, {});
  const auto image = hooks::Image::open(bytes);
  const auto below = [&](std::string_view folder) {
    std::vector<std::uint32_t> found;
    EXPECT_TRUE(image->below(folder, found));
    return found;
  };
  EXPECT_THAT(below(".claude"), Contains(0U));
  EXPECT_THAT(below(".claude/hooks"), Contains(0U));
  EXPECT_THAT(below("."), Contains(0U));
  EXPECT_THAT(below("/etc"), Contains(2U));
  EXPECT_THAT(below("/"), Contains(2U));
  EXPECT_THAT(below("src"), Not(Contains(1U)));
}

TEST(PolicyImage, EveryFormOfCommandPatternIsFound) {
  struct Row {
    const char* pattern;
    const char* program;
  };
  for (const Row& row : {
           Row{"git push --mirror",         "git"          },
           Row{"  git push",                "git"          },
           Row{"reboot",                    "reboot"       },
           Row{"{docker,podman} rm",        "docker"       },
           Row{"{docker,podman} rm",        "podman"       },
           Row{"{docker,pod*} rm",          "docker"       },
           Row{"{docker,pod*} rm",          "podman"       },
           Row{"{a{b,c},d} x",              "ac"           },
           Row{"mkfs* /dev/*",              "mkfs.ext4"    },
           Row{"[gs]it x",                  "sit"          },
           Row{"?it x",                     "git"          },
           Row{"{single}",                  "single"       },
           Row{"{,x}kill y",                "xkill"        },
           Row{"a,b c",                     "a,b"          },
           Row{"flockgate* off {--x,--y}*", "flockgate-cli"}
  }) {
    hooks::Policy policy;
    policy.rules = {rule_with({})};
    policy.rules[0].on = guards::kOnCommand;
    policy.rules[0].match = {row.pattern};
    const std::string bytes = compile(policy, {});
    std::vector<std::uint32_t> found;
    ASSERT_TRUE(test::rules_of_program(*hooks::Image::open(bytes), row.program, found));
    EXPECT_THAT(found, Contains(0U)) << row.pattern << " for " << row.program;
  }
}

TEST(PolicyImage, ARuleAboutOneProgramIsNotReadForAnother) {
  hooks::Policy policy;
  policy.rules = {rule_with({}), rule_with({})};
  policy.rules[0].on = policy.rules[1].on = guards::kOnCommand;
  policy.rules[0].match = {"git push", "{make,ninja,d*} all", "mkfs* /dev/*"};
  policy.rules[1].match = {"*sql* drop"};
  const std::string bytes = compile(policy, {});
  std::vector<std::uint32_t> found;
  ASSERT_TRUE(test::rules_of_program(*hooks::Image::open(bytes), "cargo", found));
  EXPECT_EQ(found, std::vector<std::uint32_t>{1});
}

TEST(PolicyImage, RulesOfAPackThatIsOffAreNotFiled) {
  hooks::Policy policy;
  policy.rules = {rule_with({"a"})};
  policy.rules[0].enabled = false;
  const std::string bytes = compile(policy, {});
  std::vector<std::uint32_t> found;
  ASSERT_TRUE(test::rules_for_path(*hooks::Image::open(bytes), "a", found));
  EXPECT_TRUE(found.empty());
}

// Any flipped bit is refused on opening, found on touch, or changes no answer.
TEST(PolicyImage, NoFlippedByteGivesAnotherAnswer) {
  hooks::Policy policy;
  for (int i = 0; i < 12; ++i)
    policy.rules.push_back(rule_with({"dir" + std::to_string(i) + "/*.x", "!a"}));
  const std::string good = compile(policy, "key");
  const auto answer = [](std::string_view bytes) -> std::vector<std::string> {
    const auto image = hooks::Image::open(bytes);
    if (!image || image->key() != "key") return {"refused"};
    std::vector<std::string> all;
    for (int i = 0; i < 12; ++i) {
      std::vector<std::uint32_t> found;
      if (!test::rules_for_path(*image, "dir" + std::to_string(i) + "/f.x", found))
        return {"refused"};
      for (const std::uint32_t index : found) {
        hooks::ImageEntry entry;
        if (!image->entry(index, entry)) return {"refused"};
        for (const std::string_view path : entry.rule.paths) all.emplace_back(path);
      }
    }
    return all;
  };
  const auto expected = answer(good);
  ASSERT_NE(expected, std::vector<std::string>{"refused"});
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int mask : {0x01, 0x80, 0xff}) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ mask);
      const auto got = answer(bad);
      if (got != expected) {
        EXPECT_EQ(got, std::vector<std::string>{"refused"}) << "byte " << at;
      }
    }
  }
}

TEST(PolicyImage, NoLengthOfATornImageIsTaken) {
  const std::string good = compile(hooks::embedded_policy(), "key");
  for (std::size_t size = 0; size < good.size(); size += 1 + size / 64)
    EXPECT_FALSE(hooks::Image::open(std::string_view(good).substr(0, size))) << size;
}

}  // namespace
