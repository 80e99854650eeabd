#!/usr/bin/env python3
"""Fault row G1 on the real programs: kill -9 before the system calls of `flockgate commit`, `shelve`, `shelve pop`, `undo`,
`restore` and `baseline` that change something or wait for git. What they began goes on without them. Then each file is as
before or as afterwards, with its old bytes kept; HEAD is old or new; and another agent's hooked `git commit` gets through
at once, after which nothing of anybody's is lost, undone or left behind.

usage: git_kill_points.py FLOCKGATE FLOCKGATE_CLI [EVERY]
EVERY: only every so many points, for a quick look. Ends with 77 (skipped) when strace cannot trace here.
"""
# Fault: G1
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

LEAST_POINTS = 300  # fewer means that the loop tests nothing
MATTER = ("openat", "open", "creat", "write", "pwrite64", "rename", "renameat", "renameat2", "link", "linkat", "unlink",
          "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate", "fsync", "fdatasync", "chmod", "fchmod", "vfork", "clone",
          "clone3", "wait4", "poll", "flock", "exit_group")
TEN = ["line %d\n" % n for n in range(1, 11)]


def ten(**lines):
    """The ten lines, some of them others: ten(l2="ada")."""
    return "".join(lines[name] + "\n" if (name := "l%d" % (i + 1)) in lines else line for i, line in enumerate(TEN))


class Scene:
    """A repository with a file of ten lines, in which ada and bob are at work through the hook."""

    def __init__(self, hook, cli, folder):
        self.hook, self.cli, self.folder = hook, cli, folder
        self.repo = os.path.join(folder, "repo")
        self.first = os.path.join(folder, "first")
        os.makedirs(os.path.join(self.repo, "src"))
        os.makedirs(os.path.join(folder, "tmp"))
        self.put("src/a.txt", ten())
        self.put("src/b.txt", "b\n")
        self.sh("git init -q -b main && git add . && git commit -qm ten")
        for who in ("ada", "bob"):
            self.edit(who, "src/%s.txt" % who, who + "\n")

    def env(self, who="t"):
        return {"PATH": os.environ["PATH"], "HOME": self.folder, "CLAUDE_CODE_SESSION_ID": who,
                "TMPDIR": os.path.join(self.folder, "tmp"), "GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": who + "@example.invalid",
                "GIT_COMMITTER_NAME": who, "GIT_COMMITTER_EMAIL": who + "@example.invalid"}

    def sh(self, command, who="t"):
        return subprocess.run(["/bin/sh", "-c", command], cwd=self.repo, env=self.env(who), capture_output=True, text=True, errors="replace",
                              check=False)

    def put(self, name, text):
        with open(os.path.join(self.repo, name), "w", encoding="utf-8") as file:
            file.write(text)

    def text(self, name):
        path = os.path.join(self.repo, name)
        if not os.path.exists(path):
            return None
        with open(path, encoding="utf-8") as file:
            return file.read()

    def call(self, who, tool, tool_input, do):
        """A tool call of an agent through the hook: `do` runs where nothing stops it."""
        said = ""
        for event in ("PreToolUse", "PostToolUse"):
            payload = {"session_id": who, "transcript_path": "/none", "cwd": self.repo, "hook_event_name": event,
                       "tool_name": tool, "tool_input": tool_input, "tool_use_id": who}
            ended = subprocess.run([self.hook, "hook", "--platform", "claude-code", "--event", event], text=True,
                                   input=json.dumps(payload), cwd=self.repo, env=self.env(who), check=True,
                                   capture_output=True)
            if '"deny"' in ended.stdout or '"ask"' in ended.stdout:
                raise AssertionError("%s was stopped: %s" % (who, ended.stdout))
            if event == "PreToolUse":
                said = do()
        return said

    def edit(self, who, name, text):
        path = os.path.join(self.repo, name)
        if os.path.exists(path):
            self.call(who, "Read", {"file_path": path}, lambda: None)
        self.call(who, "Write", {"file_path": path, "content": text}, lambda: self.put(name, text))

    def run_hooked(self, who, command):
        return self.call(who, "Bash", {"command": command}, lambda: self.sh(command, who))

    def verb(self, who, words, before=()):
        return subprocess.run([*before, self.cli, *words], cwd=self.repo, capture_output=True, text=True,
                              env=self.env(who), check=False)

    def keep(self):
        shutil.rmtree(self.first, ignore_errors=True)
        shutil.copytree(self.repo, self.first, symlinks=True)

    def begin(self):
        shutil.rmtree(self.repo)
        shutil.copytree(self.first, self.repo, symlinks=True)
        shutil.rmtree(os.path.join(self.folder, "tmp"))
        os.makedirs(os.path.join(self.folder, "tmp"))

    def wait_for_children(self):
        """What a killed program began works on in the repository."""
        for _ in range(2000):
            if not any(self.is_here(pid) for pid in os.listdir("/proc") if pid.isdigit()):
                return
            time.sleep(0.005)
        raise AssertionError("what was begun does not end")

    def is_here(self, pid):
        try:
            return os.readlink("/proc/%s/cwd" % pid).startswith(self.folder)
        except OSError:
            return False

    def files(self):
        names = self.sh("git ls-files -co --exclude-standard -z").stdout.split("\0")
        return {name: self.text(name) for name in sorted(set(names)) if name}

    def kept_texts(self):
        """Every text that a ref reaches, and that the record keeps."""
        blobs = os.path.join(self.repo, ".git", "flockgate", "blobs")
        told = "git rev-list --objects --all | cut -d' ' -f1 | git cat-file --batch; cat %s/* 2>/dev/null" % blobs
        return self.sh(told).stdout


def shared(scene):
    """ada in lines 2 and 8, bob in 5, and a file of each."""
    scene.edit("ada", "src/a.txt", ten(l2="ada"))
    scene.edit("bob", "src/a.txt", ten(l2="ada", l5="bob"))
    scene.edit("ada", "src/a.txt", ten(l2="ada", l5="bob", l8="ada too"))


def shelved(scene):
    shared(scene)
    assert scene.verb("ada", ["shelve", "aside"]).returncode == 0


def destroyed(scene):
    scene.edit("ada", "src/b.txt", "b of ada\n")
    scene.run_hooked("ada", "git checkout -q -- src/b.txt")


def staged(scene):
    shared(scene)
    assert scene.run_hooked("bob", "git add src/bob.txt").returncode == 0


# What stood before, and what ada does.
VERBS = (
    (lambda scene: None, ["commit", "--agent", "claude-1", "-m", "ada"]),
    (staged, ["commit", "--agent", "claude-1", "-m", "ada"]),
    (shared, ["shelve", "aside"]),
    (shelved, ["shelve", "pop", "aside"]),
    (shared, ["undo", "--agent", "claude-1"]),
    (destroyed, ["restore", "--agent", "claude-1"]),
    (shared, ["baseline", "--", "true"]),
)


def points(scene, words):
    scene.begin()
    trace = os.path.join(scene.folder, "trace")
    traced = scene.verb("ada", words, before=["strace", "-qq", "-o", trace])
    if "strace" in traced.stderr:
        print("skipped: strace cannot trace here:", traced.stderr.strip())
        sys.exit(77)
    assert traced.returncode == 0, words + [traced.stderr]
    counts = collections.Counter()
    with open(trace, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            name = re.match(r"(\w+)\(", line)
            if name and name.group(1) in MATTER:
                counts[name.group(1)] += 1
    return [(name, n) for name in counts for n in range(1, counts[name] + 1)]


def check_files(scene, before, after, where):
    now = scene.files()
    kept = scene.kept_texts()
    for name in set(before) | set(after):
        text = now.get(name)
        assert text in (before.get(name), after.get(name)), "%s: %s is %r" % (where, name, text)
        old = before.get(name)
        assert text == old or old is None or old in kept, "%s: %s is lost" % (where, name)


def check_index(scene, where):
    """Nothing in the index takes back what HEAD has: whatever is staged is somebody's file as it stands."""
    told = scene.sh("git status --porcelain")
    assert told.returncode == 0, where + ": " + told.stderr
    gone = [line for line in told.stdout.splitlines() if line[0] in "MD" and line[1] in "MD?"]
    assert not gone, where + ": the index takes back " + " ".join(gone)


def check_leftovers(scene, where):
    left = [name for name in os.listdir(os.path.join(scene.repo, ".git"))
            if name.startswith("flockgate-") or name.endswith(".lock")]
    assert not left, where + ": left in .git: " + " ".join(left)
    copies = os.listdir(os.path.join(scene.folder, "tmp"))
    assert not copies, where + ": left where temporary files go: " + " ".join(copies)


def go_on(scene, words, where):
    """bob commits, ada tries again, and all is as if nothing had happened."""
    mine = scene.run_hooked("bob", "git add src/bob.txt && git commit -qm bob -- src/bob.txt")
    assert mine.returncode == 0, where + ": bob's commit: " + mine.stderr
    check_index(scene, where)
    again = scene.verb("ada", ["baseline", "--", "true"])
    assert again.returncode == 0, where + ": a baseline: " + again.stderr
    done = scene.verb("ada", words)
    allowed = done.returncode == 0 or "no change here" in done.stderr or words[0] in ("shelve", "undo")
    assert allowed, where + ": again: " + done.stderr
    check_index(scene, where)
    assert scene.sh("git show HEAD:src/bob.txt").stdout == "bob\n", where + ": bob's file is not in HEAD"
    check_leftovers(scene, where)


def kill_at(scene, words, point, before, after):
    scene.begin()
    inject = "inject=%s:signal=KILL:when=%d" % point
    scene.verb("ada", words, before=["strace", "-qq", "-o", "/dev/null", "-e", "trace=" + point[0], "-e", inject])
    scene.wait_for_children()
    where = "%s, killed before %s number %d" % (" ".join(words), *point)
    commits = int(scene.sh("git rev-list --count HEAD").stdout)
    assert commits in ((1, 2) if words[0] == "commit" else (1,)), "%s: %d commits" % (where, commits)
    assert scene.sh("git fsck --connectivity-only").returncode == 0, where + ": the repository is damaged"
    check_files(scene, before, after, where)
    go_on(scene, words, where)


def main():
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    total = 0
    for prepare, words in VERBS:
        with tempfile.TemporaryDirectory() as folder:
            scene = Scene(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.realpath(folder))
            prepare(scene)
            scene.keep()
            found = points(scene, words)[::every]
            after = scene.files()
            scene.begin()
            before = scene.files()
            for point in found:
                kill_at(scene, words, point, before, after)
            total += len(found)
    print("%d kill points" % total)
    least = LEAST_POINTS // every
    assert total >= least, "only %d kill points, %d expected" % (total, least)


if __name__ == "__main__":
    main()
