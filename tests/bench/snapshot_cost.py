#!/usr/bin/env python3
"""What a hook call before a risky git verb costs in a repository of 10,000 files, beside git's own look at it.

usage: snapshot_cost.py FLOCKGATE [TRUE] [--rounds N]
  TRUE: a program that does nothing (bench_true), as the unit.
Prints, one line a case: median and least milliseconds from spawn to reaped, and what all its processes computed.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

FOLDERS, FILES = 100, 100
TEN = [f"dir{n:03}/file005.c" for n in range(10)]
ALL = [f"dir{n:03}/file{m:03}.c" for n in range(FOLDERS) for m in range(FILES)]
# name, command, changed files, most rounds
CASES = (
    ("nothing of git", "ls", TEN[:5], 1000),
    ("one path", "git checkout -- dir000/file005.c", TEN[:5], 1000),
    ("ten paths", "git checkout -- " + " ".join(TEN), TEN, 1000),
    ("tree, 5 changed", "git reset --hard", TEN[:5], 1000),
    ("tree, 10,000 changed", "git reset --hard", ALL, 8),
)


class Scene:
    def __init__(self, folder):
        self.repo = folder / "repo"
        self.env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
                    "GIT_AUTHOR_NAME": "b", "GIT_AUTHOR_EMAIL": "b@example.invalid",
                    "GIT_COMMITTER_NAME": "b", "GIT_COMMITTER_EMAIL": "b@example.invalid"}
        self.calls = 0
        for n in range(FOLDERS):
            (self.repo / f"dir{n:03}").mkdir(parents=True)
        for name in ALL:
            (self.repo / name).write_text(f"int {name.translate(str.maketrans('/.', '__'))};\n" * 40)
        for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
            self.git(*words)
        (self.repo / ".git/flockgate").mkdir(mode=0o700)

    def git(self, *words):
        subprocess.run(["git", "-C", str(self.repo), *words], check=True, env=self.env)

    def change(self, names):
        self.git("reset", "-q", "--hard")
        for name in names:
            (self.repo / name).write_text("changed\n")
        time.sleep(1.1)  # git looks again at what is as young as its index

    def timed(self, argv, payload=""):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.perf_counter()
        done = subprocess.run(argv, input=payload.encode(), env=self.env, cwd=self.repo, capture_output=True)
        took = time.perf_counter() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return took * 1e3, computed * 1e3, done

    def hook(self, program, event, command):
        call = {"cwd": str(self.repo), "session_id": "0b0b7f7e", "hook_event_name": event, "permission_mode": "default",
                "tool_use_id": f"toolu_{self.calls}", "tool_name": "Bash", "tool_input": {"command": command}}
        return self.timed([program, "hook", "--platform", "claude-code", "--event", event], json.dumps(call))

    def verb(self, program, command):
        self.calls += 1
        took, computed, done = self.hook(program, "PreToolUse", command)
        if b'"deny"' in done.stdout:
            raise SystemExit(f"{command}: {done.stdout.decode()}")
        self.hook(program, "PostToolUse", command)
        return took, computed


def row(name, measures):
    walls, computed = zip(*measures)
    print(f"{name:22} {statistics.median(walls):9.2f} {min(walls):9.2f} {statistics.mean(computed):9.2f}", flush=True)


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("flockgate", type=os.path.abspath)
    asked.add_argument("unit", nargs="?", default="/bin/true")
    asked.add_argument("--rounds", type=int, default=20)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        print(f"{'ms':22} {'median':>9} {'least':>9} {'computed':>9}   load {os.getloadavg()[0]:.1f}")
        row("a program of nothing", [scene.timed([os.path.abspath(given.unit)])[:2] for _ in range(given.rounds)])
        scene.change(TEN[:5])
        status = ["git", "--no-optional-locks", "status", "--porcelain"]
        row("git status", [scene.timed(status)[:2] for _ in range(given.rounds)])
        for name, command, changed, most in CASES:
            scene.change(changed)
            row(name, [scene.verb(given.flockgate, command) for _ in range(min(given.rounds, most))])


main()
