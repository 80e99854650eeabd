#!/usr/bin/env python3
"""Fault rows A1, A13 and R1 on the real program: kill -9 before every system call of `journal append` and
`journal compact`, then ask `journal check --all` and append once more.

usage: journal_kill_points.py FLOCKGATE_CLI     ends with 77 (skipped) when strace cannot trace here
"""
# Fault: A1
# Fault: A13
# Fault: R1
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

LEAST_POINTS = 60  # fewer means that the loop tests nothing


def run(argv, cwd):
    home = {"PATH": os.environ["PATH"], "HOME": cwd}  # nothing lands in the home of who runs this
    return subprocess.run(argv, cwd=cwd, capture_output=True, text=True, env=home)


def fixture(cli, folder, entries):
    repo = os.path.join(folder, "repo")
    shutil.rmtree(repo, ignore_errors=True)
    for part in ("objects", "refs"):
        os.makedirs(os.path.join(repo, ".git", part))
    with open(os.path.join(repo, ".git", "HEAD"), "w") as head:
        head.write("ref: refs/heads/main\n")
    for n in range(entries):
        assert run([cli, "journal", "append", "note", '{"n":%d}' % n], repo).returncode == 0
    return repo


def points(cli, verb, folder, entries):
    """(system call, count) of every call of a clean run."""
    repo = fixture(cli, folder, entries)
    trace = os.path.join(folder, "trace")
    traced = run(["strace", "-qq", "-o", trace, cli, "journal", *verb], repo)
    if traced.returncode != 0:
        print("skipped: strace cannot trace here:", traced.stderr.strip())
        sys.exit(77)
    counts = collections.Counter()
    writes = []
    with open(trace) as lines:
        for line in lines:
            name = re.match(r"(\w+)\(", line)
            if not name:
                continue
            counts[name.group(1)] += 1
            if name.group(1) == "write" and '"kind' in line.replace("\\", ""):
                writes.append(int(line.rsplit("=", 1)[1]))
    return [(name, n) for name in counts for n in range(1, counts[name] + 1)], writes


def check(cli, repo):
    return json.loads(run([cli, "journal", "check", "--all", "--json"], repo).stdout)


def kill_at(cli, verb, folder, entries, point):
    repo = fixture(cli, folder, entries)
    before = check(cli, repo)["entries"]
    name, count = point
    killed = run(["strace", "-qq", "-o", "/dev/null", "-e", "trace=" + name, "-e",
                  "inject=%s:signal=KILL:when=%d" % (name, count), cli, "journal", *verb], repo)
    told = killed.stdout.strip() != ""
    after = run([cli, "journal", "append", "note", '{"after":1}'], repo)
    report = check(cli, repo)
    where = "%s %s, killed before %s number %d" % (verb[0], entries, name, count)
    assert after.returncode == 0, where + ": the next append failed: " + after.stderr
    assert report["ok"] and report["torn_bytes"] == 0, where + ": " + json.dumps(report)
    # The entry after it, the killed one or not, and the first line of a new file or chain.
    assert before + 1 <= report["entries"] <= before + 3, where + ": " + json.dumps(report)
    lines = run([cli, "journal", "tail", "--json"], repo).stdout
    assert not told or verb[0] != "append" or lines.count('"mine"') == 1, where + ": told, but lost"


def main():
    cli = os.path.abspath(sys.argv[1])
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for verb, entries in ((["append", "note", '{"mine":1}'], 0),
                              (["append", "note", '{"mine":1}'], 3), (["compact"], 3)):
            found, writes = points(cli, verb, folder, entries)
            # A13: one write for each line of the journal; a new journal has its first line too.
            lines = 1 if verb[0] == "compact" or entries else 2
            assert len(writes) == lines, "%s: %d writes for %d lines" % (verb, len(writes), lines)
            for point in found:
                if point[0] != "execve":
                    kill_at(cli, verb, folder, entries, point)
                    total += 1
    print("%d kill points" % total)
    assert total >= LEAST_POINTS, "only %d kill points, %d expected" % (total, LEAST_POINTS)


if __name__ == "__main__":
    main()
