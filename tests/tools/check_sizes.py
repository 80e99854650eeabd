#!/usr/bin/env python3
"""Sizes a reader can hold: files, headers, functions, parameters, CMake lists.

The hard limits hold everywhere; of sources and functions at most a tenth may pass the soft one.
"""
import collections
import re

import tree as t

SOURCE_SOFT, SOURCE_HARD = 300, 500
HEADER_HARD = 120
FUNCTION_SOFT, FUNCTION_HARD = 40, 60
PARAMETERS = 5
CMAKE_HARD = 60
SOFT_SHARE = 0.10

# path -> why it may pass a hard limit
EXCEPTIONS = {
    "CMakeLists.txt": "the root also holds options, install and packaging",
    "tests/CMakeLists.txt": "holds the makers and lists every folder",
}

Function = collections.namedtuple("Function", "path line name lines parameters")

NOT_A_FUNCTION = re.compile(
    r"\b(?:namespace|class|struct|enum|union|if|for|while|switch|catch|do|else|try|extern)\b")
NAME = re.compile(r"([\w:~]+|operator\s*[^\s(]+|operator\(\))\s*$")


def top_level_commas(text):
    depth = commas = 0
    for char in text:
        depth += (char in "(<[{") - (char in ")>]}")
        commas += char == "," and depth == 0
    return commas


def first_group(head):
    """(text before, text inside) of the first parentheses outside template brackets."""
    start = head.find("(")
    if start < 0:
        return None
    depth = 0
    for at in range(start, len(head)):
        depth += (head[at] == "(") - (head[at] == ")")
        if depth == 0:
            return head[:start], head[start + 1:at]
    return None


def function_head(head):
    """(name, parameter count) when the text before a '{' opens a function."""
    head = re.sub(r"^\s*#.*$", "", head, flags=re.M)
    head = re.sub(r"\[\[[^\]]*\]\]|\bnoexcept\([^)]*\)|__attribute__\(\([^)]*\)\)", " ", head)
    group = first_group(head)
    if group is None or NOT_A_FUNCTION.search(group[0]) or "=" in group[0]:
        return None
    name = NAME.search(group[0])
    if not name:
        return None
    inside = group[1].strip()
    count = 0 if inside in ("", "void") else top_level_commas(inside) + 1
    return name.group(1), count


def functions_of(path, text):
    """Functions at namespace or class scope; lambdas count with the function they are in."""
    code = t.blank(text)
    found, stack, head_start, parens = [], [], 0, 0
    for at, char in enumerate(code):
        parens += (char == "(") - (char == ")")
        if char == "{":
            inside = any(kind for kind, _ in stack)
            head = None if inside or parens else function_head(code[head_start:at])
            stack.append((head, head_start))
        elif char == "}" and stack:
            head, start = stack.pop()
            if head:
                first = start + len(code[start:at]) - len(code[start:at].lstrip())
                line = t.line_of(code, first)
                found.append(Function(path, line, head[0], t.line_of(code, at) - line + 1, head[1]))
        if char in "{};" and not parens:
            head_start = at + 1
    return found


def line_count(text):
    return text.count("\n")


def file_problems(tree):
    long_sources = []
    cpp = [p for p in tree if p.endswith(".cpp")]
    for path, text in tree.items():
        lines = line_count(text)
        name = path.rsplit("/", 1)[-1]
        limit = (SOURCE_HARD if path.endswith(".cpp") else HEADER_HARD if path.endswith(".h")
                 else CMAKE_HARD if name == "CMakeLists.txt" else None)
        if limit and lines > limit and path not in EXCEPTIONS:
            yield f"{path}:1: {lines} lines, {limit} at most"
        if path.endswith(".cpp") and lines > SOURCE_SOFT:
            long_sources.append(f"{path} ({lines})")
    if len(long_sources) > max(1, SOFT_SHARE * len(cpp)):
        yield (f"sources over {SOURCE_SOFT} lines are more than a tenth: "
               + ", ".join(long_sources))


def function_problems(functions):
    long_ones = []
    for f in functions:
        if f.lines > FUNCTION_HARD:
            yield f"{f.path}:{f.line}: {f.name} has {f.lines} lines, {FUNCTION_HARD} at most"
        elif f.lines > FUNCTION_SOFT:
            long_ones.append(f"{f.path}:{f.line} {f.name} ({f.lines})")
        if f.parameters > PARAMETERS:
            yield f"{f.path}:{f.line}: {f.name} has {f.parameters} parameters, {PARAMETERS} at most"
    if len(long_ones) > max(1, SOFT_SHARE * len(functions)):
        yield (f"functions over {FUNCTION_SOFT} lines are more than a tenth: "
               + ", ".join(long_ones))


def problems(tree):
    functions = [f for path, text in tree.items() if t.is_source(path)
                 for f in functions_of(path, text)]
    return list(file_problems(tree)) + list(function_problems(functions))


if __name__ == "__main__":
    t.run_check(problems)
