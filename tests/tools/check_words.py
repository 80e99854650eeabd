#!/usr/bin/env python3
"""Nothing in the project names the machine it was made on or a package registry's host."""
import re

import tree as t

FORBIDDEN = (
    (re.compile(r"(?<![\w.$}])/work/"), "a path of one machine"),
    (re.compile(r"(?<![\w.$}])/tmp/brief\b"), "a path of one machine"),
    (re.compile(r"\b(?:deb\.debian|archive\.ubuntu|registry\.npmjs|pypi|crates)\.(?:org|com|io)\b"),
     "a registry's host"),
)

# path prefix -> why words there are not ours
EXCEPTIONS = {
    "tests/cases/": "recorded input and foreign commands",
    "tests/tools/": "the checks spell what they forbid",
}


def problems(tree):
    found = []
    for path, text in tree.items():
        if path.startswith(tuple(EXCEPTIONS)):
            continue
        for pattern, why in FORBIDDEN:
            found += [f"{path}:{t.line_of(text, m.start())}: {m.group(0)}: {why}"
                      for m in pattern.finditer(text)]
    return found


if __name__ == "__main__":
    t.run_check(problems)
