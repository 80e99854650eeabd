#include "hooks/scrub.h"

#include <gtest/gtest.h>

#include <array>

namespace hooks {
namespace {

struct Row {
  const char* in;
  const char* want;
};

// Made-up secrets, put together so that no scanner takes this file for a leak.
#define GH \
  "ghp_"   \
  "0123456789abcdefghijABCDEFGHIJ012345"
#define AWS \
  "AKIA"    \
  "ABCDEFGHIJKLMNOP"

TEST(Scrub, KnownShapesAreHidden) {
  constexpr std::array kRows = {
      Row{"git push https://x:" GH "@example.invalid/r",
          "git push https://x:[secret]@example.invalid/r"                                                                },
      Row{"echo " GH " > f",                                                           "echo [secret] > f"               },
      Row{"export AWS=" AWS,                                                           "export AWS=[secret]"             },
      Row{"curl -H 'Authorization: Bearer abcdefghijk.lmn' u",
          "curl -H 'Authorization: Bearer [secret]' u"                                                                   },
      Row{"GITHUB_TOKEN=abc make",                                                     "GITHUB_TOKEN=[secret] make"      },
      Row{"db_password: 'hunter2'",                                                    "db_password: '[secret]'"         },
      Row{"mysql --password hunter2 -e x",                                             "mysql --password [secret] -e x"  },
      Row{"mysql --password=hunter2 -e x",                                             "mysql --password=[secret] -e x"  },
      Row{"psql postgres://me:pw@h/db",                                                "psql postgres://me:[secret]@h/db"},
      Row{"a\n-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nb",
          "a\n[secret]\nb"                                                                                               },
      Row{"-----BEGIN PRIVATE KEY-----\nMII",                                          "[secret]"                        },
  };
  for (const Row& row : kRows) EXPECT_EQ(scrub(row.in), row.want);
}

TEST(Scrub, OrdinaryTextStays) {
  constexpr std::array kTexts = {
      "git commit -m 'token bucket: refill once a second'",
      "sed -i s/password/passphrase/ src/login.cpp",
      "curl https://example.invalid:8080/a@b",
      "cat author.txt && echo sk-8",
      "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
      "npm_config_cache=/tmp/x npm ci",
      "",
  };
  for (const char* text : kTexts) EXPECT_EQ(scrub(text), text);
}

TEST(Scrub, ANameAtTheVeryEndIsHarmless) {
  EXPECT_EQ(scrub("PASSWORD="), "PASSWORD=");
  EXPECT_EQ(scrub("--password"), "--password");
  EXPECT_EQ(scrub("://"), "://");
}

}  // namespace
}  // namespace hooks
