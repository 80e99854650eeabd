#!/usr/bin/env python3
"""Writes down which sections of the hook program its calls touch, for the linker to put together.

usage: hot_sections.py BUILD_DIR > hooks/cli/hot.ld     (a static release build; needs valgrind and ninja)

Half of a hook call's life is faulting its own pages in (ADR-0022). A name in the list that is gone
does no harm, one that is missing costs a fault: renew the list when the bench says so.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from pathlib import Path

OUTPUT = re.compile(r"^(\.[\w.]+)(\s|$)")
INPUT = re.compile(r"^ (\.[\w.$]+)(\s+0x\w+\s+0x\w+ \S+)?$")
PLACE = re.compile(r"\s+0x(\w+)\s+0x(\w+) (\S+)$")
TOUCH = re.compile(r"^(?:I | [LSM]) +([0-9a-f]+),")
# Section names that many files use: told apart by their file.
SHARED = re.compile(r"\.(text|rodata|data|bss|data\.rel\.ro)(\.rel|\.local|\.(str\d|cst\d|avx|evex|sse).*)*$")
# Equal texts are kept once, and the map names whoever came first: not told by their touch.
MERGED = re.compile(r"\.(str|cst)\d")
# The C library has one of these for each kind of processor, and ours is not everybody's.
VARIANT = re.compile(r"\*libc\.a:(\w+)-(?:avx|evex|sse)[\w-]*\.o\(\.text\..*")
# What a traced program does not get: the kernel's clock page, and the deadline.
UNTRACED = [*(f"*libc.a:{name}.o(.text)" for name in ("dl-object", "dl-setup_hash", "dl-minimal-malloc", "setitimer")),
            *(f"*libc.a:{name}-*.o(.text.*)" for name in ("memset", "strcmp"))]

SHELL = ("cd src && grep -rn 'needle' --include='*.c' deep | sort -u > build.txt; if [ -f build.txt ]; then cp build.txt "
         "deep/copy.txt && sed -i 's/a/b/' deep/copy.txt; fi; make -j4 2>&1 | tee build.log; git status")

READS = ("git log --oneline | head -5; find . -name '*.c' -print | xargs wc -l 2>/dev/null | uniq -c | sort -rn | tail -3; "
         "echo \"$HOME\"; for f in src/*.c; do test -s $f && awk '{print $1}' $f; done; git diff --stat; cut -d: -f1 x | tr a b; "
         "git add src/foo.c && git commit -m 'a note' || true; mkdir -p out; rm -f out/x; mv a b; python3 -m pytest -q")

TASKS = ("npm test -- --watch=false > test.log 2>&1; tail -30 test.log; cargo build 2>&1 | tail -5 > ../build.txt; go test ./...; "
         "npx prettier --write src/a.ts; sed -n '1,80p' src/foo.c; rg -n needle src; jq .name package.json; node -e 'f(1)'; "
         "curl -s http://localhost:8080/health; touch a; chmod +x run.sh; diff a b; date >> notes.txt; test -d x && ls x; "
         "grep -c FAILED test.log || true; docker ps; python3 - <<'E'\nprint(open('x').read())\nE")


def calls(repo):
    """What agents do most; the first one has its facts on the best pages."""
    text = "int main() {\n\treturn \"é\";  // note\n}\n" * 40
    path = f"{repo}/src/deep/new.cpp"
    yield "Write", {"file_path": path, "content": text}
    yield "Read", {"file_path": path}
    yield "Edit", {"file_path": f"{repo}/src/foo.c", "old_string": "x", "new_string": "y"}
    yield "Bash", {"command": SHELL}
    yield "Bash", {"command": "ls -la && cat README.md | head -20"}
    yield "Bash", {"command": READS}
    yield "Bash", {"command": TASKS}
    yield "Write", {"file_path": path, "content": "key = 'AKIAIOSFODNN7ABCDEFG'\n" + text}
    yield "Grep", {"pattern": "x", "path": str(repo)}


def mapped_program(build, folder):
    """The program linked once more: with a map, and without the deadline that a traced call would miss."""
    command = subprocess.run(["ninja", "-t", "commands", "flockgate"], cwd=build, check=True, text=True,
                             stdout=subprocess.PIPE).stdout.splitlines()[-1]
    program, table = folder / "flockgate", folder / "map"
    more = f"-o {program} -Wl,-Map={table} -Wl,--defsym,setitimer=getppid"
    subprocess.run(command.replace("-o bin/flockgate", more), shell=True, cwd=build, check=True)
    return program, table.read_text()


def input_sections(table):
    """(begin, end, output, name, file) of all that was linked in, by address."""
    found, output, name = [], None, None
    for line in table[table.index("Linker script and memory map"):].splitlines():
        if top := OUTPUT.match(line):
            output, name = top[1], None
            continue
        if named := INPUT.match(line):
            name = named[1]
        if name and (place := PLACE.search(line)):
            begin, size = int(place[1], 16), int(place[2], 16)
            if begin and size:
                found.append((begin, begin + size, output, name, place[3]))
            name = None
    return sorted(found)


def trace(program, call, repo, folder):
    """(is it a write, address) in the order of the touches."""
    log = folder / "touches"
    tool, given = call
    payload = {"session_id": "0b0b7f7e-aaaa-4bbb-8ccc-0123456789ab", "cwd": str(repo), "permission_mode": "default",
               "hook_event_name": "PreToolUse", "tool_use_id": "toolu_01ABC", "tool_name": tool, "tool_input": given}
    subprocess.run(["valgrind", "--tool=lackey", "--trace-mem=yes", f"--log-file={log}", program, "hook",
                    "--platform", "claude-code", "--event", "PreToolUse"], input=json.dumps(payload), text=True,
                   env={"HOME": str(folder), "PATH": os.environ["PATH"]}, stdout=subprocess.DEVNULL, check=True)
    with log.open() as lines:
        return dict.fromkeys((line[1] in "SM", int(at[1], 16)) for line in lines if (at := TOUCH.match(line)))


def touched(program, sections):
    """Section -> (first call that touched it, never written), in the order of the first touch."""
    starts = [section[0] for section in sections]
    seen, written = {}, set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repo = folder / "repo"
        subprocess.run(["git", "init", "-q", str(repo)], check=True)
        (repo / "src/deep").mkdir(parents=True)
        (repo / "src/foo.c").write_text("x\n")
        trace(program, next(calls(repo)), repo, folder)  # makes the state folder
        for number, call in enumerate(calls(repo)):
            for writes, address in trace(program, call, repo, folder):
                at = bisect_right(starts, address) - 1
                if at < 0 or address >= sections[at][1]:
                    continue
                seen.setdefault(sections[at], number)
                if writes:
                    written.add(sections[at])
    return {section: (number, section not in written) for section, number in seen.items()}


def file_pattern(file):
    archive = re.fullmatch(r"(?:.*/)?([^/]+\.a)\((.*)\)", file)
    return f"*{archive[1]}:{archive[2]}" if archive else f"*{Path(file).name}"


def pattern(name, file):
    if not SHARED.match(name):
        return f"*({name})"
    return VARIANT.sub(r"*libc.a:\1-*.o(.text.*)", f"{file_pattern(file)}({name})")


def names(seen, outputs, wanted=lambda number, constant: True):
    chosen = (section for section, (number, constant) in seen.items() if section[2] in outputs and wanted(number, constant))
    return list(dict.fromkeys(pattern(name, file) for _, _, _, name, file in chosen if not MERGED.search(name) and name != "COMMON"))


def script(seen):
    rodata, data, bss = (".rodata", ".rodata.hot", ".rodata.warm"), (".data", ".data.hot"), (".bss", ".bss.hot")
    relro = (".data.rel.ro", ".data.rel.ro.hot")
    first_files = dict.fromkeys(file_pattern(section[4]) for section, (number, _) in seen.items()
                                if number == 0 and section[2].startswith((".rodata", ".data")) and "libc.a" not in section[4])
    texts = ["*(.rodata.*.str1.1 .rodata.*.str1.8 .rodata.cst*)"]
    texts += [f"{file}(.rodata.str*)" for file in first_files]  # texts in tables
    groups = [
        (".text.hot", "BEFORE .text", UNTRACED + names(seen, (".text", ".text.hot"))),
        (".rodata.hot", "AFTER .rodata", names(seen, rodata, lambda number, _: number == 0) + texts),
        (".rodata.warm", "AFTER .rodata", names(seen, rodata, lambda number, _: number > 0) + ["*libguards.a:*(.rodata.str*)"]),
        (".data.rel.ro.hot", "AFTER .data.rel.ro", names(seen, relro)),
        # What is written stands together, at the seam of data and bss: a page written to is a copy.
        (".data.hot", "AFTER .data", names(seen, data, lambda _, constant: constant) + names(seen, data, lambda _, constant: not constant)),
        (".bss.hot", "BEFORE .bss", names(seen, bss)),
    ]
    lines = ["/* made by tests/tools/hot_sections.py */"]
    for group, where, patterns in groups:
        lines += ["SECTIONS { " + group + " : {", *patterns, f"}} }} INSERT {where};"]
    return "\n".join(lines)


def main():
    build = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        program, table = mapped_program(build, Path(folder))
        print(script(touched(program, input_sections(table))))


if __name__ == "__main__":
    main()
