// Whose a file is, told by its name: coord/coordinator_owner.h.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "coord/base/world.h"
#include "coord/coordinator_owner.h"
#include "tests/support/temp_dir.h"

namespace coord {
namespace {

class Mark : public testing::Test {
 protected:
  // The same system, long after this process of ours has ended.
  lease::Owner ended() {
    lease::Owner owner = own_process(world);
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    ::waitpid(child, nullptr, 0);
    owner.pid = child;
    return owner;
  }

  support::TempDir dir;
  base::Env env = base::read_env();
  base::World world{base::real_disk(), base::real_clock(), env};
};

TEST_F(Mark, NamesOneProcess) {
  const lease::Owner own = own_process(world);
  const auto read = owner_marked(mark_of(own));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pid, ::getpid());
  EXPECT_EQ(mark_of(*read), mark_of(own));
  for (const char* odd :
       {"", "1", "1-2-3", "1-2-3-4-5", "1-2-3-x", "1-2--4", "99999999999999999999-1-1-1"})
    EXPECT_FALSE(owner_marked(odd)) << odd;
}

TEST_F(Mark, OnlyWhatIsProvablyLeftGoes) {
  const lease::Owner dead = ended();
  lease::Owner other_boot = dead;
  ++other_boot.boot;
  lease::Owner other_space = dead;
  ++other_space.namespace_id;
  const std::string gone = mark_of(dead);
  for (const std::string& name :
       {"x-" + gone, "x-" + gone + ".lock", "x-" + gone + "d/sub/file", "y-" + gone,
        "x-" + mark_of(own_process(world)), "x-" + mark_of(other_boot), "x-" + mark_of(other_space),
        std::string("x-1234"), std::string("x-")})
    dir.write(name, "text");
  dir.write("x-" + gone + ".d/sub/file", "text");
  remove_left(world, dir.path(), "x-");
  EXPECT_FALSE(dir.has("x-" + gone));
  EXPECT_FALSE(dir.has("x-" + gone + ".lock"));
  EXPECT_FALSE(dir.has("x-" + gone + ".d"));
  EXPECT_TRUE(dir.has("y-" + gone));
  EXPECT_TRUE(dir.has("x-" + gone + "d"));  // no mark
  EXPECT_TRUE(dir.has("x-" + mark_of(own_process(world))));
  EXPECT_TRUE(dir.has("x-" + mark_of(other_boot)));
  EXPECT_TRUE(dir.has("x-" + mark_of(other_space)));
  EXPECT_TRUE(dir.has("x-1234"));
  EXPECT_TRUE(dir.has("x-"));
}

TEST_F(Mark, AFolderSomebodyWorksInStays) {
  const std::string name = "x-" + mark_of(ended());
  dir.write(name + "/file", "text");
  const pid_t worker = ::fork();
  if (worker == 0) {
    static_cast<void>(::chdir((dir / name).c_str()) == 0 &&
                      ::execlp("sleep", "sleep", "60", nullptr) == 0);
    ::_exit(1);
  }
  const std::string cwd = "/proc/" + std::to_string(worker) + "/cwd";
  while (world.disk.read_link(cwd).value_or("") != dir / name) ::usleep(1000);
  remove_left(world, dir.path(), "x-");
  EXPECT_TRUE(dir.has(name));
  ::kill(worker, SIGKILL);
  ::waitpid(worker, nullptr, 0);
  remove_left(world, dir.path(), "x-");
  EXPECT_FALSE(dir.has(name));
}

}  // namespace
}  // namespace coord
