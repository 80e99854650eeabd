// Every example of every rule, every command a refusal offers, and the case files, run for real.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "coord/base/disk.h"
#include "hooks/policy/cache.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/pack_files.h"
#include "hooks/rule_trial.h"
#include "tests/support/guard_world.h"

namespace {

// Trials that fail until the effects of these commands are told. One that passes must leave here.
const std::set<std::string> kNotYet = {};

class PolicyTrials : public testing::Test {
 protected:
  void expect_good(const std::vector<hooks::Trial>& trials) {
    EXPECT_FALSE(trials.empty());
    for (const hooks::Trial& trial : trials) {
      const bool expected = !kNotYet.contains(trial.name);
      EXPECT_EQ(trial.good(), expected)
          << trial.name << ": " << (expected ? trial.reason : "passes now; take it off kNotYet");
    }
  }

  support::GuardWorld here;  // no policy files: the embedded one
  hooks::LoadedPolicy policy = hooks::load_policy(here.world(), here.place());
};

TEST_F(PolicyTrials, ExamplesAndOffersOfEveryRule) {
  const auto whole = hooks::read_pack_files(hooks::embedded_files());
  ASSERT_TRUE(whole) << to_text(whole.error());
  expect_good(hooks::try_examples(whole->rules, *policy.rules));
}

TEST_F(PolicyTrials, CaseFiles) {
  const std::string dir = std::string(FLOCKGATE_SOURCE_DIR) + "/tests/cases/rules/";
  const std::vector<std::string> names = base::real_disk().list(dir).value();
  EXPECT_FALSE(names.empty());
  for (const std::string& name : names) {
    const auto cases = hooks::read_cases(base::read_file(base::real_disk(), dir + name).value());
    ASSERT_TRUE(cases) << name << ": " << to_text(cases.error());
    std::vector<hooks::Trial> trials;
    for (const hooks::Case& one : *cases) trials.push_back(try_case(one, *policy.rules));
    expect_good(trials);
  }
}

TEST_F(PolicyTrials, AFailureIsSeen) {
  hooks::Example list;
  list.command = "ls";
  hooks::Example read;
  read.read = ".env";
  hooks::PolicyRule rule;
  rule.id = "secrets.dotenv";
  rule.instead = "`cat .env`";
  rule.deny = {list};
  rule.allow = {read};
  const auto trials = hooks::try_examples({rule}, *policy.rules);
  EXPECT_EQ(trials.size(), 3U);
  for (const hooks::Trial& trial : trials) EXPECT_FALSE(trial.good()) << trial.name;
  EXPECT_EQ(hooks::try_case({"x", read, hooks::Word::allow, ""}, *policy.rules).reason,
            "deny by secrets.dotenv instead of allow");
}

}  // namespace
