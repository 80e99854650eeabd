#!/usr/bin/env python3
"""Do `flockgate who` and `flockgate commit` know whose the lines are, when agents change one file by edit tools and by
shell commands while a person's tools change it too, where no hook looks? Every word of the file says who wrote it.

usage: line_owners.py FLOCKGATE FLOCKGATE_CLI [--agents 4] [--steps 96] [--shell 50] [--outside blanks] [--runs 1]
  --shell: per cent of the writes; --outside: what comes between every third write and the next one
    none    nothing
    blanks  a formatter: other blanks at the begin of lines, lines broken and put together
    words   a person: words changed, a line added
Fails when a line is said to be, or committed as, an agent's that did not write it, when lines are committed in another
order than they have, or with --most PER_CENT where more of the agents' changes stay behind than that.
"""
import argparse
import json
import os
import random
import subprocess
import tempfile
from collections import Counter, defaultdict

FILE = "shared.txt"
LINES = 200
ROUND = 24  # steps between two commits of all
PARTS = "abcd"


def words_of(name):
    return " ".join("%s.%s" % (name, part) for part in PARTS)


def writer_of(line):
    """`b`: there at first, `o`: outside, else an agent's number; whoever changed a word wrote the line."""
    writers = {word.split("x")[0] for word in line.split()}
    return "o" if "o" in writers else "mixed" if len(writers) > 1 else writers.pop()


def names_of(line):
    return {word.split(".")[0] for word in line.split()}


class Scene:
    def __init__(self, given, folder, seed):
        self.given, self.random = given, random.Random(seed)
        self.repo = os.path.join(folder, "repo")
        self.path = os.path.join(self.repo, FILE)
        self.env = {"PATH": os.environ["PATH"], "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1",
                    "GIT_AUTHOR_NAME": "p", "GIT_AUTHOR_EMAIL": "p@example.invalid",
                    "GIT_COMMITTER_NAME": "p", "GIT_COMMITTER_EMAIL": "p@example.invalid"}
        self.calls = self.names = 0
        self.count = Counter()
        self.takers = defaultdict(set)  # who took a line away, or what had come in its place
        self.stands_for = defaultdict(set)
        os.mkdir(self.repo)
        self.put(["%s%s" % (" " * 4 * (n % 3), words_of("bx%d" % n)) for n in range(LINES)])
        for command in ("git init -qb main", "git add .", "git commit -qm first"):
            self.sh(command)
        for agent in range(given.agents):  # who writes first is claude-1
            self.shell(agent, "echo begin >> own%d" % agent)

    def sh(self, command, **more):
        return subprocess.run(command, shell=True, cwd=self.repo, env={**self.env, **more}, check=True,
                              capture_output=True, text=True).stdout

    def lines(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read().splitlines()

    def put(self, lines):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))

    def hook(self, agent, event, tool, asked):
        call = {"session_id": "s%d" % agent, "transcript_path": "/none", "cwd": self.repo, "hook_event_name": event,
                "tool_name": tool, "tool_input": asked, "tool_use_id": "c%d" % self.calls}
        ran = subprocess.run([self.given.flockgate, "hook", "--platform", "claude-code", "--event", event], text=True,
                             input=json.dumps(call), cwd=self.repo, env=self.env, capture_output=True, check=True)
        assert '"deny"' not in ran.stdout, ran.stdout

    def call(self, agent, tool, asked, act):
        self.calls += 1
        self.hook(agent, "PreToolUse", tool, asked)
        said = act()
        self.hook(agent, "PostToolUse", tool, asked)
        return said

    def shell(self, agent, command):
        return self.call(agent, "Bash", {"command": command},
                         lambda: self.sh(command, CLAUDE_CODE_SESSION_ID="s%d" % agent))

    def new_line(self, writer):
        self.names += 1
        return words_of("%sx%d" % (writer, self.names))

    def take(self, agent, line, instead=None):
        gone = set().union(*({name} | self.stands_for[name] for name in names_of(line)))
        for name in gone:
            self.takers[name].add(str(agent))
        if instead:
            self.stands_for[instead.split(".")[0]] = gone

    def write(self, agent):
        """One line replaced, removed, or some added."""
        self.call(agent, "Read", {"file_path": self.path}, lambda: None)
        lines = self.lines()
        at = self.random.randrange(len(lines))
        old, new = lines[at], self.new_line(agent)
        kind = self.random.choice(("replace", "replace", "add", "remove"))
        if kind == "add":
            came = [old] + [self.new_line(agent) for _ in range(self.random.randint(1, 3))]
        else:
            came = [new] if kind == "replace" else []
            self.take(agent, old, new if came else None)
        text = lines[:at] + came + lines[at + 1:]
        if self.random.randrange(100) < self.given.shell:
            self.by_shell(agent, kind, at + 1, came, text)
        else:
            self.by_tool(agent, old, came, text)
        assert self.lines() == text

    def by_shell(self, agent, kind, number, came, text):
        sed = {"replace": "%ds/.*/%s/" % (number, "".join(came)), "remove": "%dd" % number,
               "add": "%da %s" % (number, "\\n".join(came[1:]))}[kind]
        self.shell(agent, self.random.choice((
            "sed -i '%s' %s" % (sed, FILE),
            "sed '%s' %s > new && mv new %s" % (sed, FILE, FILE),
            "cat > %s <<'E'\n%s\nE\n" % (FILE, "\n".join(text)))))

    def by_tool(self, agent, old, came, text):
        if self.random.random() < 0.5:
            asked = {"file_path": self.path, "content": "\n".join(text) + "\n"}
            self.call(agent, "Write", asked, lambda: self.put(text))
        else:
            asked = {"file_path": self.path, "old_string": old + "\n",
                     "new_string": "".join(line + "\n" for line in came)}
            self.call(agent, "Edit", asked, lambda: self.put(text))

    def blanks(self, lines):
        for _ in range(3):
            at, size = self.random.randrange(len(lines)), self.random.randint(1, 6)
            how = self.random.choice(("indent", "break", "join"))
            words = lines[at].split()
            if how == "indent":
                lines[at:at + size] = [" " * self.random.randrange(9) + line.lstrip() for line in lines[at:at + size]]
            elif how == "break" and len(words) > 1:
                lines[at:at + 1] = [" ".join(words[:2]), "    " + " ".join(words[2:])] if len(words) > 2 else words
            elif at + 1 < len(lines) and len({writer_of(line) for line in lines[at:at + 2]}) == 1:
                lines[at:at + 2] = [lines[at] + " " + lines[at + 1].lstrip()]
        return lines

    def words(self, lines):
        for at in self.random.sample(range(len(lines)), 2):
            first, *others = lines[at].split()
            lines[at] = " ".join([first, self.new_line("o").split()[0], *others])
        lines.insert(self.random.randrange(len(lines)), self.new_line("o"))
        return lines

    def outside(self):
        if self.given.outside != "none":
            self.put(getattr(self, self.given.outside)(self.lines()))

    def wrong(self, what, line):
        self.count["wrong"] += 1
        print("wrong: %s: %s" % (what, line))

    def ask_who(self):
        told = json.loads(self.sh("%s who %s --json" % (self.given.cli, FILE)))["lines"]
        spans = {number: span["by"] for span in told for number in range(span["first"], span["last"] + 1)}
        for number, line in enumerate(self.lines(), 1):
            writer, by = writer_of(line), spans[number] or ""
            mine = writer.isdigit() and by == "claude-%d" % (int(writer) + 1)
            if by.startswith("claude-") and not mine:
                self.wrong("who says " + by, line)
            kind = "outside" if writer == "o" else "agents" if writer.isdigit() else "old"
            self.count["who " + kind] += 1
            if kind == "agents":
                self.count["who unclear"] += not mine
            elif kind == "outside":
                self.count["who outside told"] += by == "outside"

    def names_in(self, commit):
        return names_of(self.sh("git show %s:%s" % (commit, FILE)))

    def hunks(self, command, old, now):
        """Of a difference between texts with these names: the names that went for good, the lines that came, and
        those whose blanks changed."""
        out = []
        for line in self.sh(command).splitlines():
            if line.startswith("@@"):
                out.append((set(), [], []))
            elif out and line.startswith("-"):
                out[-1][0].update(names_of(line[1:]) - now)
            elif out and line.startswith("+"):
                is_new = writer_of(line[1:]) == "o" or names_of(line[1:]) - old
                out[-1][1 if is_new else 2].append(line[1:])
        return out

    def of_agents(self):
        """Hunks with an agent's change in them, and how many lines of agents came."""
        found = lines = 0
        now = names_of(" ".join(self.lines()))
        for gone, came, _ in self.hunks("git diff -U0 HEAD -- " + FILE, self.names_in("HEAD"), now):
            writers = [writer_of(line) for line in came]
            mine = sum(writer.isdigit() for writer in writers)
            taken = "o" not in writers and any(self.takers[name] for name in gone)  # else it went with the outside's
            found, lines = found + bool(mine or taken), lines + mine
        return found, lines

    def commit(self, agent):
        before = self.sh("git rev-parse HEAD")
        command = "%s commit -m %d" % (self.given.flockgate, agent)
        self.call(agent, "Bash", {"command": command}, lambda: subprocess.run(
            command, shell=True, cwd=self.repo, env={**self.env, "CLAUDE_CODE_SESSION_ID": "s%d" % agent}, check=False,
            capture_output=True))
        if self.sh("git rev-parse HEAD") == before:
            return
        old, now = self.names_in("HEAD~"), self.names_in("HEAD")
        for gone, came, blanks in self.hunks("git show --format= -U0 HEAD -- " + FILE, old, now):
            for line in came:
                if writer_of(line) != str(agent):
                    self.wrong("committed by %d" % agent, line)
            for line in blanks:
                self.wrong("blanks committed by %d" % agent, line)
            for name in gone:
                if str(agent) not in self.takers[name]:
                    self.wrong("taken by %d" % agent, name)

        here = {line.strip(): place for place, line in enumerate(self.lines())}  # neither broken nor put together
        committed = [line.strip() for line in self.sh("git show HEAD:" + FILE).splitlines()]
        order = [here[line] for line in committed if line in here]
        if order != sorted(order):
            self.wrong("committed by %d" % agent, "lines in another order")

    def commit_all(self):
        hunks, lines = self.of_agents()
        for agent in self.random.sample(range(self.given.agents), self.given.agents):
            self.commit(agent)
        left, lines_left = self.of_agents()
        self.count.update({"hunks": hunks, "hunks left": left, "lines": lines, "lines left": lines_left})
        self.sh("git commit -qam rest || true")

    def run(self):
        for step in range(1, self.given.steps + 1):
            self.write(self.random.randrange(self.given.agents))
            if step % 3 == 0:
                self.outside()
            if step % ROUND == 0:
                self.ask_who()
                self.commit_all()
        return self.count


def share(part, whole):
    return "%d of %d (%.1f %%)" % (part, whole, 100 * part / max(1, whole))


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("flockgate", type=os.path.abspath)
    asked.add_argument("cli", type=os.path.abspath)
    for name, value in (("agents", 4), ("steps", 96), ("shell", 50), ("runs", 1), ("seed", 1), ("most", 100)):
        asked.add_argument("--" + name, type=int, default=value)
    asked.add_argument("--outside", choices=("none", "blanks", "words"), default="blanks")
    given = asked.parse_args()
    count = Counter()
    for seed in range(given.seed, given.seed + given.runs):
        with tempfile.TemporaryDirectory() as folder:
            count += Scene(given, folder, seed).run()
    print("%s: agents' lines without an owner: who %s, commit %s; hunks left %s; outside's lines told as such %s; wrong %d"
          % (given.outside, share(count["who unclear"], count["who agents"]), share(count["lines left"], count["lines"]),
             share(count["hunks left"], count["hunks"]), share(count["who outside told"], count["who outside"]),
             count["wrong"]))
    assert count["hunks"] and count["who agents"], "nothing was measured"
    assert not count["wrong"], "a line was given to who did not write it"
    assert 100 * count["hunks left"] <= given.most * count["hunks"], "too much was left without an owner"


if __name__ == "__main__":
    main()
