#!/usr/bin/env python3
"""A crowd of agents, each a process of its own, writes a few hot files and many cold ones through the real hook, by
every tool in turn; some are killed in the middle of a call. No line that was written may be lost or doubled, no two
may ever write one file at once, and nobody waits longer in a hook than it promises.

usage: crowd.py FLOCKGATE FLOCKGATE_CLI [AGENTS SECONDS]     50 agents, 300 s unless said
"""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback

HOT = ("hot/a.txt", "hot/b.txt", "hot/c.txt")
WAYS = ("Write", "Edit", "sed", "tee", "append", "overwrite", "both", "lock")
LONGEST_HOOK = 10.0  # the time limit that `init` installs


def lives(pid):
    try:
        with open("/proc/%s/stat" % pid, encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


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
                    os.symlink(str(os.getpid()), mark)
                    break
                except FileExistsError:
                    self.meet(mark)
        act()
        for mark in marks:
            os.remove(mark)

    def meet(self, mark):
        try:
            other = os.readlink(mark)
            if lives(other):
                self.tell("double", mark, other)
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
            last = self.read(name).splitlines()[-1] + "\n"
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
            got = subprocess.run([self.cli, "lock", "acquire", "res:db", "--ttl", "20s", "--wait", "5s"],
                                 cwd=self.repo, env=self.env(), capture_output=True, text=True, check=False)
            self.tell("lock", got.returncode)
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


def gather(repo):
    told = []
    for name in os.listdir(os.path.join(repo, "..", "records")):
        with open(os.path.join(repo, "..", "records", name), encoding="utf-8") as record:
            told += [json.loads(line) for line in record if line.endswith("\n")]
    return told


def lines_now(repo):
    counts = {}
    for folder in ("hot", "cold"):
        for name in os.listdir(os.path.join(repo, folder)):
            with open(os.path.join(repo, folder, name), encoding="utf-8") as file:
                for line in file.read().splitlines():
                    key = (folder + "/" + name, line)
                    counts[key] = counts.get(key, 0) + 1
    return counts


def at(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def table(told):
    print("%-10s %7s %8s %7s %9s %9s %9s" % ("tool", "calls", "allowed", "refused", "p50 ms", "p99 ms", "max ms"))
    hooks = [row for row in told if row[0] == "hook"]
    for way in ("Read",) + WAYS[:-1]:
        mine = [row for row in hooks if row[1] == way]
        took = [1000 * row[2] for row in mine]
        let = sum(row[3] for row in mine)
        print("%-10s %7d %8d %7d %9.1f %9.1f %9.1f" % (way, len(mine), let, len(mine) - let, at(took, 0.5),
                                                       at(took, 0.99), max(took, default=0.0)))
    locks = [row[1] for row in told if row[0] == "lock"]
    print("%-10s %7d %8d %7d" % ("lock", len(locks), locks.count(0), len(locks) - locks.count(0)))


def judge(repo, told):
    counts = lines_now(repo)
    wrote = [(name, row[1]) for row in told if row[0] == "wrote" for name in row[2]]
    begun = {(name, row[1]) for row in told if row[0] == "begins" for name in row[2]}
    lost = [key for key in wrote if counts.get(key, 0) == 0]
    doubled = [key for key, count in counts.items() if count > 1]
    strange = [key for key in counts if key[1] != "begin" and key not in begun]
    served = [row[1] for row in told if row[0] == "served"]
    waits = [row[2] for row in told if row[0] == "hook"]
    refused = sum(1 for row in told if row[0] == "hook" and not row[3])
    print("lines %d, lost %d, doubled %d, strange %d, double holders %d, refusals per line %.2f" % (
        len(wrote), len(lost), len(doubled), len(strange), sum(row[0] == "double" for row in told),
        refused / max(1, len(wrote))))
    print("a wish is served in %.1f s (median), %.1f s (p95), %.1f s (longest), in at most %d tries" % (
        at(served, 0.5), at(served, 0.95), max(served), max(row[2] for row in told if row[0] == "served")))
    odd = [row for row in told if row[0] == "odd"]
    assert not lost and not doubled and not strange, (lost[:3], doubled[:3], strange[:3])
    assert not any(row[0] == "double" for row in told), [row for row in told if row[0] == "double"][:3]
    assert not odd, odd[:2]
    assert max(waits) < LONGEST_HOOK, "a hook took %.1f s" % max(waits)


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
        told = gather(repo)
        print("%d agents, %d s, %d killed in the middle" % (agents, seconds, len(killed)))
        table(told)
        judge(repo, told)
        assert not any(codes), "an agent failed"
        report = subprocess.run([programs[1], "journal", "check", "--all", "--json"], cwd=repo, capture_output=True,
                                text=True, check=False, env={"PATH": os.environ["PATH"], "HOME": folder})
        assert json.loads(report.stdout)["ok"], report.stdout


if __name__ == "__main__":
    main()
