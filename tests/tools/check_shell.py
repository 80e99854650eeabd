#!/usr/bin/env python3
"""Every shell script of the project is clean for shellcheck."""
import shutil
import subprocess
import sys

import tree as t


def is_script(path, text):
    return path.endswith(".sh") or text.startswith(("#!/bin/sh", "#!/bin/bash", "#!/usr/bin/env bash"))


def remarks(root, names):
    ran = subprocess.run([shutil.which("shellcheck"), "--format=gcc", *names], cwd=root,
                         capture_output=True, text=True, check=False)
    return ran.stdout.splitlines() + ran.stderr.splitlines()


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else "."
    if shutil.which("shellcheck") is None:
        t.skip("no shellcheck here")
    found = remarks(root, [path for path, text in t.read_tree(root).items() if is_script(path, text)])
    print("\n".join(found) or "ok")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
