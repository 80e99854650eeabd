#!/usr/bin/env python3
"""Every C++ file is as clang-format 14 leaves it (other versions differ in details)."""
import re
import shutil
import subprocess
import sys

import tree as t

VERSION = 14


def find_clang_format():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        path = shutil.which(name)
        if not path:
            continue
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
        if re.search(rf"version {VERSION}\.", said.stdout):
            return path
    return None


def dry_run(clang_format, root, names):
    return subprocess.run([clang_format, "--dry-run", "-Werror", *names], cwd=root,
                          capture_output=True, text=True, check=False)


def crashes(clang_format, root, names):
    """Version 14 dies on some nested tables with comments in them."""
    return [f"{name}:1: clang-format itself crashes here: give the table 'clang-format off'"
            for name in names if dry_run(clang_format, root, [name]).returncode < 0]


def badly_formatted(clang_format, root, names):
    """The first bad line of each file."""
    ran = dry_run(clang_format, root, names)
    if ran.returncode < 0:
        return crashes(clang_format, root, names)
    first = {}
    for line in ran.stderr.splitlines():
        if "error:" in line:
            first.setdefault(line.split(":")[0], line)
    return list(first.values()) or ([ran.stderr] if ran.returncode else [])


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else "."
    clang_format = find_clang_format()
    if clang_format is None:
        t.skip(f"no clang-format of version {VERSION} here")
    names = [name for name in t.listed_files(root) if t.is_source(name)]
    found = badly_formatted(clang_format, root, names)
    print("\n".join(found) or "ok")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
