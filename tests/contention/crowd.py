#!/usr/bin/env python3
"""A crowd of agents, each a process of its own, writes a few hot files and many cold ones through the real hook, by
every tool in turn; some are killed in the middle of a call. No line that was written may be lost or doubled, no two
may ever write one file at once, and nobody waits longer in a hook than it promises.

usage: crowd.py FLOCKGATE FLOCKGATE_CLI [AGENTS SECONDS]     50 agents, 300 s unless said
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import crowd_record
from crowd_record import WAYS

HOT = ("hot/a.txt", "hot/b.txt", "hot/c.txt")


def birth(pid):
    """When that process began; none once it has ended. Numbers of processes are given again."""
    try:
        with open("/proc/%s/stat" % pid, encoding="utf-8") as stat:
            fields = stat.read().rpartition(")")[2].split()
            return None if fields[0] == "Z" else fields[19]
    except OSError:
        return None


class Agent:
    """One agent: acts until `end`, and keeps a record that survives its being killed."""

    def __init__(self, programs, repo, number, end):
        self.hook, self.cli = programs
        self.repo, self.number, self.end = repo, number, end
        self.session = "s%d" % number
        self.random = random.Random(number)
        self.calls = self.lines = 0
        self.record = open(os.path.join(repo, "..", "records", "%d" % number), "w", buffering=1, encoding="utf-8")

    def tell(self, *fields):
        self.record.write(json.dumps(fields) + "\n")

    def send(self, event, tool, given):
        payload = {"session_id": self.session, "transcript_path": "/none", "cwd": self.repo, "hook_event_name": event,
                   "tool_name": tool, "tool_input": given, "tool_use_id": "%s-%d" % (self.session, self.calls)}
        began = time.monotonic()
        ran = subprocess.run([self.hook, "hook", "--platform", "claude-code", "--event", event], text=True,
                             input=json.dumps(payload), cwd=self.repo, env=self.env(), capture_output=True, check=True)
        return '"deny"' not in ran.stdout, time.monotonic() - began, ran.stdout

    def env(self):
        return {"PATH": os.environ["PATH"], "HOME": os.path.dirname(self.repo),
                "CLAUDE_CODE_SESSION_ID": self.session}

    def path(self, name):
        return os.path.join(self.repo, name)

    def read(self, name):
        self.calls += 1
        given = {"file_path": self.path(name)}
        _, took, _ = self.send("PreToolUse", "Read", given)
        self.tell("hook", "Read", took, True)
        with open(self.path(name), encoding="utf-8") as file:
            text = file.read()
        self.send("PostToolUse", "Read", given)
        return text

    def think(self):
        time.sleep(min(3.0, self.random.lognormvariate(-0.7, 0.8)))

    def pieces(self, name, text):
        """Written as a slow tool would: cut to nothing, then bit by bit."""
        with open(self.path(name), "w", encoding="utf-8") as file:
            for at in range(0, len(text), 4096):
                file.write(text[at:at + 4096])
                file.flush()
                time.sleep(0.002)

    def alone(self, names, act):
        """Nobody else that lives may be in these files now; a mark names its process."""
        marks = [os.path.join(self.repo, "..", "busy", name.replace("/", "_")) for name in names]
        for mark in marks:
            while True:
                try:
                    os.symlink("%d %s %s" % (os.getpid(), birth(os.getpid()), self.session), mark)
                    break
                except FileExistsError:
                    self.meet(mark)
        act()
        for mark in marks:
            os.remove(mark)

    def meet(self, mark):
        try:
            pid, began, session = os.readlink(mark).split()
            if birth(pid) == began:
                now = int(1000 * time.clock_gettime(time.CLOCK_BOOTTIME))
                self.tell("double", os.path.basename(mark), self.session, session, now)
            os.remove(mark)
        except FileNotFoundError:
            pass

    def call(self, way, tool, given, names, line, act):
        """One try: true when it was let through, and done."""
        self.calls += 1
        allowed, took, said = self.send("PreToolUse", tool, given)
        self.tell("hook", way, took, allowed)
        if not allowed:
            if "coord." not in said:
                self.tell("odd", said)
            return False
        self.tell("begins", line, names)
        self.alone(names, act)
        self.tell("wrote", line, names)
        self.send("PostToolUse", tool, given)
        return True

    def shell(self, way, command, names, line):
        return self.call(way, "Bash", {"command": command}, names, line,
                         lambda: subprocess.run(["/bin/sh", "-c", command], cwd=self.repo, check=True))

    def attempt(self, way, name, line):
        if way == "Write":
            text = self.read(name)
            self.think()
            text += line + "\n"
            return self.call(way, "Write", {"file_path": self.path(name), "content": text}, [name], line,
                             lambda: self.pieces(name, text))
        if way == "Edit":
            seen = self.read(name).splitlines()
            if not seen:  # read in the middle of another's write, which a read waits for but 150 ms
                return False
            last = seen[-1] + "\n"
            self.think()
            return self.call(way, "Edit", {"file_path": self.path(name), "old_string": last,
                                           "new_string": last + line + "\n"}, [name], line,
                             lambda: self.edit(name, last, line))
        if way == "overwrite":
            text = self.read(name)
            self.think()
            return self.shell(way, "cat > %s <<'E'\n%s%s\nE\n" % (name, text, line), [name], line)
        self.think()
        if way == "both":
            names = sorted({name, self.random.choice(HOT)})
            return self.shell(way, " && ".join("echo %s >> %s" % (line, one) for one in names), names, line)
        command = {"sed": "sed -i '$a %s' %s", "tee": "echo %s | tee -a %s > /dev/null",
                   "append": "echo %s >> %s"}[way]
        return self.shell(way, command % (line, name), [name], line)

    def edit(self, name, old, line):
        with open(self.path(name), encoding="utf-8") as file:
            text = file.read()
        assert text.count(old) == 1, "an edit was let through whose old text is not there once"
        self.pieces(name, text.replace(old, old + line + "\n"))

    def lock(self):
        """A thing of one at a time, asked for by name until it is had."""
        while time.monotonic() < self.end:
            began = time.monotonic()
            got = subprocess.run([self.cli, "lock", "acquire", "res:db", "--ttl", "20s", "--wait", "5s"],
                                 cwd=self.repo, env=self.env(), capture_output=True, text=True, check=False)
            self.tell("lock", got.returncode, time.monotonic() - began)
            if got.returncode == 0:
                break
        else:
            return
        self.alone(["res_db"], lambda: time.sleep(0.02))
        subprocess.run([self.cli, "lock", "release", got.stdout.strip()], cwd=self.repo, env=self.env(),
                       capture_output=True, check=True)

    def run(self):
        # A command of who never called a hook is a person's, and one terminal is one person.
        assert self.attempt("append", "cold/%d.txt" % self.number, self.session + ":first")
        while time.monotonic() < self.end:
            way = self.random.choice(WAYS)
            if way == "lock":
                self.lock()
                continue
            name = self.random.choice(HOT) if self.random.random() < 0.5 else "cold/%d.txt" % self.number
            line = "%s:%d" % (self.session, self.lines)
            self.lines += 1
            began = time.monotonic()
            tries = 1
            while not self.attempt(way, name, line) and time.monotonic() < self.end:
                tries += 1
            self.tell("served", time.monotonic() - began, tries)
        self.send("Stop", "", {})


def start(programs, repo, number, end):
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            Agent(programs, repo, number, end).run()
            code = 0
        except Exception:  # noqa: what failed is said here, the exit code fails the run
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return pid


def kill_some(pids, end):
    """One in ten dies, in the middle of whatever it does."""
    doomed = random.Random(1).sample(sorted(pids), len(pids) // 10)
    for count, pid in enumerate(doomed):
        time.sleep(max(0.0, (end - time.monotonic()) / (len(doomed) - count + 1)))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return set(doomed)


def keep(folder):
    """What explains a failure: the journal, and what each agent said of itself."""
    shutil.rmtree("crowd.kept", ignore_errors=True)
    shutil.copytree(os.path.join(folder, "records"), os.path.join("crowd.kept", "records"))
    shutil.copy(crowd_record.journal_of(folder), "crowd.kept")
    print("kept in crowd.kept")


def main():
    programs = [os.path.abspath(path) for path in sys.argv[1:3]]
    agents, seconds = (int(word) for word in sys.argv[3:5]) if len(sys.argv) > 4 else (50, 300)
    with tempfile.TemporaryDirectory() as folder:
        repo = os.path.join(folder, "repo")
        for part in ("repo/.git/objects", "repo/.git/refs", "repo/hot", "repo/cold", "busy", "records"):
            os.makedirs(os.path.join(folder, part))
        with open(os.path.join(repo, ".git", "HEAD"), "w", encoding="utf-8") as head:
            head.write("ref: refs/heads/main\n")
        for name in HOT + tuple("cold/%d.txt" % number for number in range(agents)):
            with open(os.path.join(repo, name), "w", encoding="utf-8") as file:
                file.write("begin\n")
        end = time.monotonic() + seconds
        pids = {start(programs, repo, number, end) for number in range(agents)}
        killed = kill_some(pids, end)
        codes = [os.waitpid(pid, 0)[1] for pid in pids - killed]
        print("%d agents, %d s, %d killed in the middle" % (agents, seconds, len(killed)))
        try:
            crowd_record.judge(folder)
        except AssertionError:
            keep(folder)
            raise
        assert not any(codes), "an agent failed"
        report = subprocess.run([programs[1], "journal", "check", "--all", "--json"], cwd=repo, capture_output=True,
                                text=True, check=False, env={"PATH": os.environ["PATH"], "HOME": folder})
        assert json.loads(report.stdout)["ok"], report.stdout


if __name__ == "__main__":
    main()
