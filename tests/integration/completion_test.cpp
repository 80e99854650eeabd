// What bash offers after the script of `flockgate completion bash` was read.
#include <gtest/gtest.h>

#include "tests/support/run_binary.h"

namespace {

using support::built;

std::string offered(const std::string& words, int at) {
  const std::string script =
      "source <(" + built("flockgate-cli") + " completion bash); COMP_WORDS=(" + words +
      "); COMP_CWORD=" + std::to_string(at) + "; _flockgate; echo \"${COMPREPLY[*]}\"";
  return support::run({
                          .argv = {"/bin/bash", "-c", script},
                            .env = {"PATH=/usr/bin:/bin"    }
  })
      .out;
}

TEST(Completion, OffersVerbsThenTheVerbsFlags) {
  EXPECT_EQ(offered("flockgate dem", 1), "demo\n");
  EXPECT_EQ(offered("flockgate demo --ag", 2), "--agents\n");
  EXPECT_EQ(offered("flockgate nothing --ag", 2), "\n");
}

TEST(Completion, KnowsNoOtherShell) {
  EXPECT_EQ(support::run({
                             .argv = {built("flockgate-cli"), "completion", "tcsh"}
  })
                .code,
            64);
}

}  // namespace
