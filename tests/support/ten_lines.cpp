#include "tests/support/ten_lines.h"

namespace support {

void TenLines::SetUp() {
  scene.dir().write(std::string("repo/") + kFile, text());
  sh("git add . && git commit -qm ten");
  ada.read("README.md");
  bob.read("README.md");
}

std::string TenLines::text(const std::map<int, std::string>& lines, const char* end) {
  std::string all;
  for (int i = 1; i <= 10; ++i) {
    const auto found = lines.find(i);
    if (found == lines.end()) {
      all += "line " + std::to_string(i) + end;
    } else if (!found->second.empty()) {
      all += found->second + end;
    }
  }
  return all;
}

void TenLines::put(Agent& agent, const std::string& bytes, const std::string& name) {
  agent.read(name);
  ASSERT_EQ(agent.write(name, bytes).out.find("\"deny\""), std::string::npos);
}

void TenLines::both_write() {
  put(ada, text({
               {2, "ada"}
  }));
  put(bob, text({
               {2, "ada"},
               {5, "bob"}
  }));
  put(ada, text({
               {2, "ada"    },
               {5, "bob"    },
               {8, "ada too"}
  }));
}

std::string TenLines::said_by(Agent& agent, const std::string& words) {
  EXPECT_EQ(agent.run(built("flockgate") + " " + words + " > ../said 2>&1"), "allow")
      << agent.answer();
  return scene.dir().read("said");
}

std::string TenLines::now(const std::string& name) const {
  return scene.dir().read("repo/" + name);
}

void TenLines::expect_clean() const {
  EXPECT_EQ(sh("git status --porcelain"), "");
  EXPECT_EQ(sh("git diff --cached"), "");
  EXPECT_EQ(sh("ls .git | grep -E 'flockgate-|index.lock'"), "");
}

}  // namespace support
