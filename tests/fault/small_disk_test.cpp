// Fault rows that need a file system of their own: a few pages of tmpfs in a user namespace.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/hook_scene.h"

namespace {

using support::Client;
using support::clients;
using support::Ended;
using support::HookScene;
using testing::HasSubstr;

// Runs `script` where root's rights end at our own mounts. $S is the state folder, a tmpfs of 64
// KiB; $GUARD is the program.
class Fault : public testing::Test {
 protected:
  void SetUp() override {
    scene_.dir().write("repo/.git/flockgate/.keep", "");
    const Ended tried = in_small_disk("true");
    if (tried.code != 0) GTEST_SKIP() << "no mounts in a user namespace here: " << tried.err;
  }

  Ended in_small_disk(const std::string& script) const {
    const std::string state = scene_.in_repo(".git/flockgate");
    const std::string mounted = "set -e; mount -t tmpfs -o size=64k,mode=700 none " + state +
                                "; S=" + state + "; GUARD=" + support::built("flockgate") + "; ";
    return support::run({
        .argv = {"/usr/bin/unshare", "-Urm", "/bin/sh", "-c", mounted + script},
        .cwd = scene_.repo(),
        .env = {"HOME=" + scene_.home(),              "PATH=/usr/sbin:/usr/bin:/sbin:/bin"   }
    });
  }

  HookScene scene_;
};

// Appends until the disk is full, then a line that is there for certain is looked for.
constexpr const char* kFill =
    "n=0; while $GUARD journal append note '{\"n\":'$n'}' >/dev/null 2>err; do n=$((n+1)); done; ";

TEST_F(Fault, A4_AFullDiskLosesNoLineAndLeavesNoHalfOne) {
  const Ended ended = in_small_disk(std::string(kFill) +
                                    "cat err; $GUARD journal check --all; "
                                    "echo kept $($GUARD journal tail --json | grep -c "
                                    "'\"n\":') of $n; mount -o remount,size=256k $S; "
                                    "$GUARD journal append note '{\"after\":1}' && echo again");
  EXPECT_THAT(ended.out, HasSubstr("no space")) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("again"));
  const std::size_t at = ended.out.find("kept ");
  ASSERT_NE(at, std::string::npos) << ended.out << ended.err;
  int kept = 0;
  int told = -1;
  ASSERT_EQ(std::sscanf(ended.out.c_str() + at, "kept %d of %d", &kept, &told), 2);
  EXPECT_EQ(kept, told);
  EXPECT_GT(told, 20);
}

TEST_F(Fault, A8_RotationWithoutSpaceKeepsTheOldSegmentAndNoTemporaryFile) {
  const Ended ended =
      in_small_disk(std::string(kFill) +
                    "sum=$(cksum < $S/journal.jsonl); files=$(ls -A $S); "
                    "! $GUARD journal compact 2>err || exit 9; cat err; "
                    "[ \"$sum\" = \"$(cksum < $S/journal.jsonl)\" ] && echo same bytes; "
                    "[ \"$files\" = \"$(ls -A $S)\" ] && echo same files");
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("same bytes"));
  EXPECT_THAT(ended.out, HasSubstr("same files"));
}

TEST_F(Fault, P5_AReadOnlyStateFolderIsJudgedFromThePolicyAndTold) {
  for (const Client& client : clients()) {
    scene_.dir().write("secret.json", scene_.read(client, ".env"));
    scene_.dir().write("plain.json", scene_.read(client, "README.md"));
    const std::string hook =
        "$GUARD hook --platform " + client.platform + " --event " + client.pre_event;
    const Ended ended =
        in_small_disk("mount -o remount,ro $S; set +e; " + hook +
                      " < ../secret.json >out 2>err; echo secret $?; cat out err; " + hook +
                      " < ../plain.json >out; echo plain $?; cat out");
    EXPECT_THAT(ended.out, HasSubstr("deny")) << client.platform << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("not on record"));
    EXPECT_THAT(ended.out, HasSubstr("plain 0"));
  }
}

}  // namespace
