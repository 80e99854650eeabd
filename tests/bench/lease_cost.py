#!/usr/bin/env python3
"""What a hook call costs with many leases about, and an agent that has read many files, as instructions of its own: no
load of the machine and no clock has a say. Counted by valgrind. A read and a write of a file of 20 KB, beside leases that
are none of theirs and stamps of other files.

usage: lease_cost.py FLOCKGATE FLOCKGATE_CLI [LEASES]     1,000 unless said; exit 1 over 1.15 times none
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 1.15
A_HOLDER = 64  # leases one agent may hold
READS = "read before by the agent"
KINDS = {
    "none": None,
    "paths": "src/m%d/file.c",
    "folders": "src/m%d/",
    "patterns in folders": "src/m%d/**/*.c",
    "patterns by name": "src/part-%d-*.c",
    "patterns by ending": "**/*.t%d",
    READS: None,
}


class Scene:
    def __init__(self, folder, programs):
        self.hook, self.cli = programs
        self.repo = os.path.join(folder, "repo")
        self.calls = 0
        for part in ("objects", "refs"):
            os.makedirs(os.path.join(self.repo, ".git", part))
        with open(os.path.join(self.repo, ".git", "HEAD"), "w", encoding="utf-8") as head:
            head.write("ref: refs/heads/main\n")
        with open(self.path(), "w", encoding="utf-8") as file:
            file.write("a line of forty bytes, and nothing else\n" * 500)

    def path(self):
        return os.path.join(self.repo, "main.txt")

    def env(self, session):
        return {"PATH": os.environ["PATH"], "HOME": os.path.dirname(self.repo), "CLAUDE_CODE_SESSION_ID": session}

    def lease(self, form, count):
        for first in range(0, count, A_HOLDER):
            scopes = [form % number for number in range(first, min(count, first + A_HOLDER))]
            subprocess.run([self.cli, "lock", "acquire", "--ttl", "1h"] + scopes, cwd=self.repo, check=True,
                           env=self.env("holder-%d" % first), stdout=subprocess.DEVNULL)

    def read_before(self, count):
        for number in range(count):
            self.calls += 1
            given = {"file_path": os.path.join(self.repo, "file-%d.txt" % number)}
            with open(given["file_path"], "w", encoding="utf-8") as file:
                file.write("one line\n")
            for event in ("PreToolUse", "PostToolUse"):
                self.send(event, "Read", given)

    def send(self, event, tool, given, front=()):
        payload = {"session_id": "ada", "transcript_path": "/none", "cwd": self.repo, "hook_event_name": event,
                   "tool_name": tool, "tool_input": given, "tool_use_id": str(self.calls)}
        return subprocess.run(list(front) + [self.hook, "hook", "--platform", "claude-code", "--event", event],
                              input=json.dumps(payload), text=True, cwd=self.repo, env=self.env("ada"),
                              capture_output=True, check=True)

    def cost(self, tool, given):
        """Instructions of the call before the tool; the calls before and after it are not counted."""
        self.calls += 1
        ran = self.send("PreToolUse", tool, given, COUNT)
        assert "deny" not in ran.stdout, ran.stdout
        if tool == "Write":
            with open(self.path(), "w", encoding="utf-8") as file:
                file.write(given["content"])
        self.send("PostToolUse", tool, given)
        return int(re.search(r"Collected : (\d+)", ran.stderr).group(1))

    def costs(self):
        read = {"file_path": self.path()}
        write = {"file_path": self.path(), "content": "another line\n" * 100}
        for tool, given in (("Read", read), ("Write", write)):
            self.cost(tool, given)  # the agent joins, its owner is found
        return self.cost("Read", read), self.cost("Write", write)


COUNT = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")


def main():
    programs = [os.path.abspath(path) for path in sys.argv[1:3]]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    if shutil.which("valgrind") is None:
        print("skipped: no valgrind here to count instructions")
        sys.exit(77)
    costs = {}
    for name, form in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            scene = Scene(folder, programs)
            if form:
                scene.lease(form, count)
            if name == READS:
                scene.read_before(count)
            costs[name] = scene.costs()
    print("| %d | a read, instructions | times none | a write, instructions | times none |" % count)
    print("|---|---|---|---|---|")
    for name, (read, write) in costs.items():
        times = read / costs["none"][0], write / costs["none"][1]
        print("| %s | %d | %.3f | %d | %.3f |" % (name, read, times[0], write, times[1]))
    worst = max(cost[at] / costs["none"][at] for cost in costs.values() for at in (0, 1))
    assert worst <= MOST, "%.2f times the cost without leases, %.2f at most" % (worst, MOST)


if __name__ == "__main__":
    main()
