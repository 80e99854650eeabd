#!/usr/bin/env python3
"""Fault row E1 on the real programs: kill -9 before every system call of acquire, renew, release, hand over, of the
acquire that a place in line leads to and of a compaction; then the leases are those of before or of after, a replay of the journal
says the same as the index, and the next command works.

usage: lease_kill_points.py FLOCKGATE FLOCKGATE_CLI [EVERY]
EVERY: only every so many points, for a quick look. Ends with 77 (skipped) when strace cannot trace here.
"""
# Fault: E1
# Fault: R1
# Fault: I9
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

LEAST_POINTS = 150  # fewer means that the loop tests nothing
CHANGING = ("age_ms", "left_ms", "idle_ms")


class Scene:
    """A repository in which ada and bob have been seen by the hook."""

    def __init__(self, hook, cli, folder):
        self.hook, self.cli, self.folder = hook, cli, folder
        self.repo = os.path.join(folder, "repo")
        self.first = os.path.join(folder, "first")
        for part in ("objects", "refs"):
            os.makedirs(os.path.join(self.repo, ".git", part))
        with open(os.path.join(self.repo, ".git", "HEAD"), "w", encoding="utf-8") as head:
            head.write("ref: refs/heads/main\n")
        for who in ("ada", "bob"):
            for event in ("PreToolUse", "PostToolUse"):
                self.call(who, event)
        shutil.copytree(self.repo, self.first)

    def call(self, who, event):
        path = os.path.join(self.repo, who + ".txt")
        payload = {"session_id": who, "transcript_path": "/none", "cwd": self.repo, "hook_event_name": event,
                   "tool_name": "Write", "tool_input": {"file_path": path, "content": "x"}, "tool_use_id": "t"}
        subprocess.run([self.hook, "hook", "--platform", "claude-code", "--event", event], text=True,
                       input=json.dumps(payload), cwd=self.repo, env=self.env(who), check=True,
                       capture_output=True)

    def env(self, who):
        return {"PATH": os.environ["PATH"], "HOME": self.folder, "CLAUDE_CODE_SESSION_ID": who}

    def begin(self, steps):
        """The repository as it was first, and after these (who, words)."""
        shutil.rmtree(self.repo)
        shutil.copytree(self.first, self.repo)
        for who, words in steps:
            self.run(who, words)

    def run(self, who, words, before=()):
        return subprocess.run([*before, self.cli, *words], cwd=self.repo, capture_output=True, text=True,
                              env=self.env(who), check=False)

    def standing(self):
        told = json.loads(self.run("ada", ["lock", "list", "--json"]).stdout)
        for part in ("agents", "leases", "line"):
            for one in told[part]:
                for key in CHANGING:
                    one.pop(key, None)
        return told

    def replayed(self):
        os.remove(os.path.join(self.repo, ".git", "flockgate", "leases.index"))
        return self.standing()


# What stood before, who does what. Numbers of leases are those of a clean run.
def verbs(scene):
    take = ("ada", ["lock", "acquire", "src/a.c", "--request", "r1"])
    scene.begin([take])
    fence = str(scene.standing()["leases"][0]["fence"])
    wait = ("bob", ["lock", "acquire", "src/"])
    free = ("ada", ["lock", "release", fence])
    return (([], take), ([take], ("ada", ["lock", "renew", fence, "--ttl", "10m"])), ([take], free),
            ([take], ("ada", ["lock", "handoff", fence, "claude-2"])), ([take, wait, free], wait),
            ([take, wait], ("ada", ["journal", "compact"])))


def points(scene, steps, act):
    scene.begin(steps)
    trace = os.path.join(scene.folder, "trace")
    traced = scene.run(*act, before=["strace", "-qq", "-o", trace])
    if traced.returncode != 0:
        print("skipped: strace cannot trace here:", traced.stderr.strip())
        sys.exit(77)
    counts = collections.Counter()
    with open(trace, encoding="utf-8") as lines:
        for line in lines:
            name = re.match(r"(\w+)\(", line)
            if name and name.group(1) != "execve":
                counts[name.group(1)] += 1
    return [(name, n) for name in counts for n in range(1, counts[name] + 1)]


def shape(standing):
    """Who holds and waits for what, without the numbers that a second try makes anew."""
    return ([(one["agent"], one["mode"], one["scope"]) for one in standing["leases"]],
            [(one["agent"], one["mode"], one["scope"]) for one in standing["line"]])


def kill_at(scene, steps, act, point, allowed):
    scene.begin(steps)
    inject = "inject=%s:signal=KILL:when=%d" % point
    scene.run(*act, before=["strace", "-qq", "-o", "/dev/null", "-e", "trace=" + point[0], "-e", inject])
    where = "%s after %d steps, killed before %s number %d" % (" ".join(act[1]), len(steps), *point)
    standing = scene.standing()
    assert shape(standing) in allowed, where + ": " + json.dumps(standing)
    assert scene.replayed() == standing, where + ": the index and the journal differ"
    report = json.loads(scene.run("ada", ["journal", "check", "--all", "--json"]).stdout)
    assert report["ok"], where + ": " + json.dumps(report)
    again = scene.run("ada", ["lock", "acquire", "res:after"])
    assert again.returncode == 0, where + ": the next command failed: " + again.stderr
    if "--request" in act[1]:  # whether the killed one was granted or not, who asks again holds one lease
        fences = {scene.run(*act).stdout for _ in range(2)}
        held = [one for one in scene.standing()["leases"] if one["scope"] == "src/a.c"]
        assert len(held) == 1 and fences == {"%d\n" % held[0]["fence"]}, where + ": %s %s" % (fences, held)


def main():
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), folder)
        for steps, act in verbs(scene):
            found = points(scene, steps, act)[::every]
            scene.begin(steps)
            before = shape(scene.standing())
            scene.run(*act)
            allowed = (before, shape(scene.standing()))
            for point in found:
                kill_at(scene, steps, act, point, allowed)
            total += len(found)
    print("%d kill points" % total)
    least = LEAST_POINTS // every
    assert total >= least, "only %d kill points, %d expected" % (total, least)


if __name__ == "__main__":
    main()
