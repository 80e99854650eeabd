"""The project's files as a dictionary, and C++ text with comments and literals blanked.

Every check is a function `problems(tree) -> list of "path:line: words"`; run_check() is its main.
A check that cannot run exits with 77, which ctest shows as skipped.
"""
import os
import re
import subprocess
import sys

SKIP = 77
ROOMS = ("coord/", "guards/", "hooks/", "policies/")

LITERAL = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'",
    re.S,
)
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def listed_files(root):
    """Tracked and new files; without git (a release tarball) everything outside build/."""
    git = subprocess.run(
        ["git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z"],
        capture_output=True, check=False)
    if git.returncode == 0:
        return [name for name in git.stdout.decode().split("\0") if name]
    names = []
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f not in ("build", ".git")]
        names += [os.path.relpath(os.path.join(folder, f), root) for f in files]
    return names


def read_tree(root):
    tree = {}
    for name in sorted(listed_files(root)):
        path = os.path.join(root, name)
        if os.path.isfile(path) and not os.path.islink(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                tree[name] = file.read()
    return tree


def is_source(path):
    return path.endswith((".cpp", ".h"))


def in_rooms(path):
    return path.startswith(ROOMS)


def sources(tree):
    """(path, text) of the C++ of the rooms, tests not included."""
    return [(p, t) for p, t in tree.items() if is_source(p) and in_rooms(p)]


def blank(text):
    """Comments and literals become blanks of the same shape; literals keep their quotes."""
    def hide(match):
        found = match.group(0)
        spaces = re.sub(r"[^\n]", " ", found)
        if found.startswith("/"):
            return spaces
        return found[0] + spaces[1:-1] + found[-1] if len(found) > 1 else found
    return LITERAL.sub(hide, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def includes(text):
    """(line, opening mark, path) of every include."""
    return [(line_of(text, m.start(1)), m.group(1), m.group(2)) for m in INCLUDE.finditer(text)]


def run_check(problems):
    root = sys.argv[1] if len(sys.argv) > 1 else "."
    found = problems(read_tree(root))
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "ok")
    sys.exit(1 if found else 0)


def skip(reason):
    print(f"skip: {reason}")
    sys.exit(SKIP)
