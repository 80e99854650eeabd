#include "guards/judge.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/support/guard_world.h"

namespace {

using guards::Effect;
using guards::Verb;
using support::GuardWorld;
using testing::ElementsAre;
using testing::IsEmpty;

class Judge : public testing::Test {
 protected:
  std::vector<std::string> remarks(Verb verb, std::string_view path) {
    return here.remarks({here.effect(verb, path)});
  }
  GuardWorld here;
};

TEST_F(Judge, OrdinarySourceIsNotDisturbed) {
  here.write("src/main.c");
  EXPECT_THAT(remarks(Verb::read, "src/main.c"), IsEmpty());
  EXPECT_THAT(remarks(Verb::write, "src/main.c"), IsEmpty());
  EXPECT_THAT(remarks(Verb::create, "src/new.c"), IsEmpty());
  EXPECT_THAT(remarks(Verb::remove, "src/main.c"), IsEmpty());
}

TEST_F(Judge, NamedEnvironmentFileIsStopped) {
  here.write(".env");
  EXPECT_THAT(remarks(Verb::read, ".env"), ElementsAre("secrets.dotenv"));
  EXPECT_THAT(remarks(Verb::write, ".env"), ElementsAre("secrets.dotenv"));
  EXPECT_THAT(remarks(Verb::remove, ".env"), ElementsAre("secrets.dotenv"));
  EXPECT_THAT(remarks(Verb::read, "deep/in/the/tree/.env.local"), ElementsAre("secrets.dotenv"));
  EXPECT_THAT(remarks(Verb::read, "~/other/.env"), ElementsAre("secrets.dotenv"));
  EXPECT_THAT(remarks(Verb::read, ".env.example"), IsEmpty());
}

TEST_F(Judge, MissingEnvironmentFileMayBeMade) {
  EXPECT_THAT(remarks(Verb::write, ".env"), IsEmpty());
}

TEST_F(Judge, CoveredIsRecordedOnly) {
  here.write(".env");
  Effect covered = here.effect(Verb::read, ".env");
  covered.named = false;
  guards::Effects effects;
  effects.list = {covered};
  const auto findings = here.findings({}, effects);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].stage, guards::Stage::monitor);
}

TEST_F(Judge, HandingOverIsAskedAbout) {
  here.write(".env");
  Effect handed = here.effect(Verb::read, ".env");
  handed.handed = true;
  EXPECT_THAT(here.remarks({handed}), ElementsAre("secrets.dotenv-use"));
}

TEST_F(Judge, LinksAreFollowedBothWays) {
  here.write(".env");
  ASSERT_EQ(symlink(here.path(".env").c_str(), here.path("notes.txt").c_str()), 0);
  EXPECT_THAT(remarks(Verb::read, "notes.txt"), ElementsAre("secrets.dotenv"));
  Effect unlink = here.effect(Verb::remove, "notes.txt");
  unlink.on_link = true;
  EXPECT_THAT(here.remarks({unlink}), IsEmpty());
}

TEST_F(Judge, LinkedFolderIsFollowed) {
  here.write(".claude/settings.json");
  ASSERT_EQ(symlink(here.path(".claude").c_str(), here.path("conf").c_str()), 0);
  EXPECT_THAT(remarks(Verb::write, "conf/settings.json"), ElementsAre("self.hook-config"));
}

TEST_F(Judge, HardLinkIsTheSameFile) {
  here.write(".env");
  here.write("docs/readme.txt");
  ASSERT_EQ(link(here.path(".env").c_str(), here.path("docs/copy").c_str()), 0);
  EXPECT_THAT(remarks(Verb::read, "docs/copy"), ElementsAre("secrets.dotenv"));
}

TEST_F(Judge, HardLinkToFloorIsFoundAnywhere) {
  here.write(".claude/settings.json");
  here.write("a/b/c/x");
  ASSERT_EQ(link(here.path(".claude/settings.json").c_str(), here.path("a/b/c/y").c_str()), 0);
  EXPECT_THAT(remarks(Verb::write, "a/b/c/y"), ElementsAre("self.hook-config"));
}

TEST_F(Judge, OwnThingsAreProtected) {
  EXPECT_THAT(remarks(Verb::write, ".git/flockgate/journal.jsonl"), ElementsAre("self.state"));
  EXPECT_THAT(remarks(Verb::create, ".flockgate/policy.json"), ElementsAre("self.policy"));
  EXPECT_THAT(remarks(Verb::write, "~/.config/flockgate/policy.json"), ElementsAre("self.policy"));
  EXPECT_THAT(remarks(Verb::write, "~/.local/state/flockgate/trusted"), ElementsAre("self.state"));
  EXPECT_THAT(remarks(Verb::write, "~/opt/flockgate"), ElementsAre("self.program"));
  EXPECT_THAT(remarks(Verb::write, "~/opt/flockgate-cli"), ElementsAre("self.program"));
  EXPECT_THAT(remarks(Verb::read, ".git/flockgate/journal.jsonl"), IsEmpty());
}

TEST_F(Judge, FolderTakesAnchoredPatternsAlong) {
  EXPECT_THAT(remarks(Verb::remove, ".claude"), ElementsAre("self.hook-config"));
  EXPECT_THAT(remarks(Verb::rename, ".flockgate"), ElementsAre("self.policy"));
  EXPECT_THAT(remarks(Verb::remove, ".git"),
              ElementsAre("self.state", "self.refs", "self.git-hooks"));
  EXPECT_THAT(remarks(Verb::remove, "build"), IsEmpty());
  EXPECT_THAT(remarks(Verb::remove, "src"), IsEmpty());
}

TEST_F(Judge, AFolderOutsideGoesOnlyWhenAPersonAgrees) {
  here.write("src/main.c");
  Effect gone = here.effect(Verb::remove, "/srv/other");
  EXPECT_THAT(here.remarks({gone}), ElementsAre("destructive.outside-file"));
  gone.tree = true;
  EXPECT_THAT(here.remarks({gone}), ElementsAre("destructive.outside", "destructive.outside-file"));
  Effect emptied = here.effect(Verb::remove, "/srv/other/**");
  emptied.pattern = true;
  EXPECT_THAT(here.remarks({emptied}),
              ElementsAre("destructive.outside", "destructive.outside-file"));
  gone.path = here.path("src");
  EXPECT_THAT(here.remarks({gone}), IsEmpty());
}

TEST_F(Judge, MessagesHaveNoSwitches) {
  Effect commit;
  commit.verb = Verb::git;
  commit.git = guards::GitAct::commit;
  commit.detail = "commit -m 'why --no-verify is wrong'";
  EXPECT_THAT(here.remarks({commit}), IsEmpty());
  commit.detail = "commit --no-verify -m x";
  EXPECT_THAT(here.remarks({commit}), ElementsAre("self.no-verify"));
}

TEST_F(Judge, AFunctionWithoutAnEndIsAskedAbout) {
  guards::Action action;
  action.cwd = here.place().root;
  guards::Effects effects;
  effects.unknown.push_back({.why = "too deep", .span = {}, .endless = true});
  std::vector<std::string> ids;
  for (const guards::Finding& one : here.findings(action, effects)) ids.push_back(one.rule);
  EXPECT_THAT(ids, testing::Contains("destructive.fork-bomb"));
}

TEST_F(Judge, GlobIsNamedWhenNothingElseFits) {
  Effect glob = here.effect(Verb::read, ".env.*");
  glob.pattern = true;
  EXPECT_THAT(here.remarks({glob}), ElementsAre("secrets.dotenv"));
  glob.path = here.path("*");
  EXPECT_THAT(here.remarks({glob}), IsEmpty());
}

TEST_F(Judge, VerbsForPeopleAreNotForAgents) {
  Effect run;
  run.verb = Verb::exec;
  run.by = "flockgate";
  run.detail = "/usr/bin/flockgate --json approve 17";
  EXPECT_THAT(here.remarks({run}), ElementsAre("self.human-verb"));
  run.detail = "flockgate status";
  EXPECT_THAT(here.remarks({run}), IsEmpty());
  run.detail = "git commit -m 'flockgate off'";
  EXPECT_THAT(here.remarks({run}), IsEmpty());
  run.detail = "flockgate with --write src -- make approve";
  EXPECT_THAT(here.remarks({run}), IsEmpty());
}

TEST_F(Judge, GitConfigThatRunsProgramsIsStopped) {
  Effect git;
  git.verb = Verb::git;
  git.git = guards::GitAct::configure;
  git.detail = "config core.hooksPath /dev/null";
  EXPECT_THAT(here.remarks({git}), ElementsAre("self.git-config"));
  git.detail = "config user.name me";
  EXPECT_THAT(here.remarks({git}), IsEmpty());
}

TEST_F(Judge, UnknownPartsAreToldByTheirReason) {
  here.write(".env");
  guards::Action action;
  action.cwd = here.place().root;
  guards::Effects effects;
  effects.unknown.push_back({"unheard of", {}, false, false, {"--file=.env"}});
  const auto ids = [&] {
    std::vector<std::string> out;
    for (const auto& finding : here.findings(action, effects)) out.push_back(finding.rule);
    return out;
  };
  EXPECT_THAT(ids(), ElementsAre("unknown.protected-name", "unknown.any"));
  effects.unknown[0] = {"piped", {}, true, true, {}};
  EXPECT_THAT(ids(),
              ElementsAre("unknown.network-program", "unknown.piped-program", "unknown.any"));
}

TEST_F(Judge, TokenInTextIsRemarkedWhereItIsWritten) {
  guards::Action action;
  action.kind = guards::ActionKind::write;
  action.cwd = here.place().root;
  action.content = "key = 'AKIAIOSFODNN7EXAMPLE'\n";
  guards::Effects effects;
  effects.list = {here.effect(Verb::write, "src/a.py")};
  ASSERT_EQ(here.findings(action, effects).size(), 1U);
  EXPECT_EQ(here.findings(action, effects)[0].rule, "secrets.token-in-text");
  effects.list = {here.effect(Verb::write, "tests/a.py")};
  EXPECT_THAT(here.findings(action, effects), IsEmpty());
  action.content = "key = 'AKIA'\n";
  effects.list = {here.effect(Verb::write, "src/a.py")};
  EXPECT_THAT(here.findings(action, effects), IsEmpty());
}

TEST_F(Judge, FindingsStandInExecutorOrder) {
  here.write(".env");
  here.write(".github/workflows/ci.yml");
  EXPECT_THAT(here.remarks({here.effect(Verb::read, ".env"),
                            here.effect(Verb::write, ".github/workflows/ci.yml")}),
              ElementsAre("governance.ci", "secrets.dotenv"));
}

}  // namespace
