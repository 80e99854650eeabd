#!/usr/bin/env python3
"""Includes against the arrows of docs/ARCHITECTURE.md, section 2."""
import tree as t

# Room of a path: the first prefix that fits.
ROOM_OF = (
    ("coord/base/", "base"),
    ("coord/entry.", "entry"),
    ("coord/journal/", "journal"),
    ("coord/lease/", "lease"),
    ("coord/stamp/", "stamp"),
    ("coord/git/", "git"),
    ("coord/identity/", "identity"),
    ("coord/backend/", "backend"),
    ("coord/view/", "view"),
    ("coord/coordinator", "coordinator"),
    ("guards/shell/", "shell"),
    ("guards/commands/", "commands"),
    ("guards/effects/", "effects"),
    ("guards/rules/", "rules"),
    ("guards/judge.", "judge"),
    ("guards/span.", "span"),
    ("guards/", "guard words"),
    ("hooks/tool_call.", "hook words"),
    ("hooks/verdict.", "hook words"),
    ("hooks/names.", "hook words"),
    ("hooks/scrub.", "hook words"),
    ("hooks/diff_text.", "hook words"),
    ("hooks/platforms/", "platforms"),
    ("hooks/validators/", "validators"),
    ("hooks/policy/", "policy"),
    ("hooks/cli/", "cli"),
    ("hooks/", "hook line"),
    ("policies/", "policies"),
)

COORD = {"base", "entry", "journal", "lease", "stamp", "git", "identity", "backend", "view",
         "coordinator"}
GUARDS = {"span", "guard words", "shell", "commands", "effects", "rules", "judge"}
HOOKS = {"hook words", "platforms", "validators", "policy", "hook line"}

# Room -> rooms it may include besides itself.
MAY_INCLUDE = {
    "base": set(),
    "entry": {"base"},
    "journal": {"base", "entry"},
    "lease": {"base", "entry"},
    "stamp": {"base", "entry", "journal"},
    "git": {"base", "entry", "journal"},
    "identity": {"base", "entry", "journal"},
    "backend": {"base", "entry", "journal", "lease"},
    "view": {"base", "entry", "lease"},
    "coordinator": COORD,
    "span": set(),
    "guard words": {"base", "span"},
    "shell": {"base", "span"},
    "commands": {"base", "span", "guard words"},
    "effects": {"base", "span", "guard words", "shell", "commands"},
    "rules": {"base", "span", "guard words", "effects"},
    "judge": {"base"} | GUARDS,
    "hook words": {"base", "span", "guard words"},
    "platforms": {"base", "span", "guard words", "hook words"},
    "validators": COORD | GUARDS | {"hook words"},
    "policy": {"base", "span", "guard words", "rules", "judge", "hook words", "policies"},
    "hook line": COORD | GUARDS | HOOKS,
    "cli": COORD | GUARDS | HOOKS | {"policies"},
    "policies": set(),
}


def room_of(path):
    for prefix, room in ROOM_OF:
        if path.startswith(prefix):
            return room
    return None


def problem_of(path, mark, included):
    """Why this include is wrong, or None."""
    target = room_of(included)
    if mark == "<":
        return "our own headers are included with quotes" if target else None
    if included.startswith("tests/"):
        return "nothing includes tests"
    if target is None or ".." in included:
        return "includes are written from the root, without '..'"
    room = room_of(path)
    if target != room and target not in MAY_INCLUDE[room]:
        return f"{room} must not know {target}"
    return None


def problems(tree):
    found = []
    for path, text in t.sources(tree):
        for line, mark, included in t.includes(text):
            why = problem_of(path, mark, included)
            if why:
                found.append(f"{path}:{line}: {included}: {why}")
    return found


if __name__ == "__main__":
    t.run_check(problems)
