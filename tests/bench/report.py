#!/usr/bin/env python3
"""Times whole hook calls against a program that does nothing, and prints the table of README.md.

usage: report.py BUILD_DIR [--rounds N] [--update] [--check]
  --update  writes the table into the README.md beside this file
  --check   fails when a row is over its budget (budgets.json)
"""
import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- made by tests/bench/report.py --update -->", "<!-- end -->"
WORDS = ["lock", "lease", '"quoted"', "int main()", "return;\n", "\tindent", "path/to/file.cpp", "é", '{"k": 1}', "// note"]


def text_of(size):
    dice = random.Random(3)
    words, length = [], 0
    while length < size:
        words.append(dice.choice(WORDS))
        length += len(json.dumps(words[-1])) - 1
    return " ".join(words)


def payload(row, repo):
    """A call without a session takes no turn: what the row then costs is the hook alone."""
    call = {"cwd": repo, "permission_mode": "default", "hook_event_name": "PreToolUse", "tool_use_id": "toolu_01ABC"}
    if row.get("session"):
        call |= {"session_id": "0b0b7f7e-aaaa-4bbb-8ccc-0123456789ab"}
    path = f"{repo}/src/{'there.cpp' if row.get('there') else 'deep/path/module_name.cpp'}"
    if row["payload"] == "write":
        content = row.get("text", "") + text_of(row["bytes"])
        call |= {"tool_name": "Write", "tool_input": {"file_path": path, "content": content}}
    elif row["payload"] == "read":
        call |= {"tool_name": "Read", "tool_input": {"file_path": path}}
    elif row["payload"] == "search":
        call |= {"tool_name": "Grep", "tool_input": {"pattern": "one", "path": f"{repo}/src"}}
    else:
        call |= {"tool_name": "Bash", "tool_input": {"command": row["command"]}}
    return json.dumps(call)


def policy(count):
    rules = [{"id": f"bench.rule-{n}", "category": "quality", "tier": "warn", "stage": "enforce", "on": ["write"],
              "paths": [f"area-{n}/**/*.x{n % 10}", f"**/file-{n}.gen"], "adr": "ADR-0005", "why": "bench", "instead": "nothing"}
             for n in range(count)]
    return json.dumps({"rules": rules})


def scene(folder, rows, hook, unit):
    """Makes a repository per number of rules and the rig's list; the first line is the unit."""
    lines = []
    for n, row in enumerate(rows):
        repo = folder / f"repo-{row.get('rules', 0)}"
        if not repo.exists():
            repo.mkdir()
            subprocess.run(["git", "init", "-q", str(repo)], check=True)
            (repo / "src").mkdir()
            (repo / "src/there.cpp").write_text("int one_of_many;\n" * 1200)  # 20 KB
            if row.get("rules"):
                (repo / ".flockgate").mkdir()
                (repo / ".flockgate/policy.json").write_text(policy(row["rules"]))
        file = folder / f"payload-{n}.json"
        file.write_text(payload(row, str(repo)))
        words = [row["name"], str(file), str(hook), "hook", "--platform", "claude-code", "--event", "PreToolUse"]
        lines.append("\t".join(words))
    lines.insert(0, "\t".join(["nothing at all", str(folder / "payload-0.json"), str(unit)]))
    listed = folder / "list"
    listed.write_text("\n".join(lines) + "\n")
    return listed


def measure(build, rounds, rows):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = scene(folder, rows, build / "bin/flockgate", build / "tests/bin/bench_true")
        home = {"HOME": name, "PATH": os.environ["PATH"]}
        out = subprocess.run([build / "tests/bin/spawn_rig", str(rounds), listed, folder], env=home, check=True, text=True,
                             stdout=subprocess.PIPE).stdout
    return [line.split("\t") for line in out.splitlines()]


def table(measured, rows):
    budgets = [None] + [row["most"] for row in rows]
    lines = ["| from spawn to reaped | times nothing | budget | least | median | p99 |", "|---|---|---|---|---|---|"]
    for (name, least, median, _, p99, ratio, status), budget in zip(measured, budgets):
        if status != "0":
            sys.exit(f"{name}: ended with {status}")
        lines.append(f"| {name} | {float(ratio):.2f} | {budget or ''} | {least} us | {median} us | {p99} us |")
    return "\n".join(lines)


def main():
    ask = argparse.ArgumentParser(usage=__doc__)
    ask.add_argument("build", type=Path)
    ask.add_argument("--rounds", type=int, default=300)
    ask.add_argument("--update", action="store_true")
    ask.add_argument("--check", action="store_true")
    args = ask.parse_args()
    rows = json.loads((HERE / "budgets.json").read_text())["rows"]
    measured = measure(args.build.resolve(), args.rounds, rows)
    load = os.getloadavg()[0]
    made = (f"{table(measured, rows)}\n\n{args.rounds} rounds, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
            f"load {load:.1f} while measuring.")
    print(made)
    if args.update:
        page = (HERE / "README.md").read_text()
        before, rest = page.split(BEGIN)
        (HERE / "README.md").write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}")
    over = [m[0] for m, row in zip(measured[1:], rows) if float(m[5]) > row["most"]]
    if args.check and over:
        sys.exit("over budget: " + "; ".join(over))


if __name__ == "__main__":
    main()
