#!/usr/bin/env python3
"""Every header opens with its block: name and promise, Shape, at most five lines, then the guard."""
import os

import tree as t

MOST_LINES = 5
HEAVY = {"nlohmann/json.hpp": "use nlohmann/json_fwd.hpp: the whole costs a second per file"}


def problems_of(path, text):
    lines = text.split("\n")
    block = []
    for line in lines:
        if not line.startswith("//"):
            break
        block.append(line)
    if not block or not block[0].startswith(f"// {os.path.basename(path)} - "):
        yield 1, f"the first line is '// {os.path.basename(path)} - what it is'"
    if len(block) > MOST_LINES:
        yield 1, f"the opening block has {len(block)} lines, {MOST_LINES} at most"
    if not any(line.startswith("// Shape:") for line in block):
        yield 1, "the opening block says '// Shape:'"
    if lines[len(block):len(block) + 1] != ["#pragma once"]:
        yield len(block) + 1, "'#pragma once' follows the opening block"
    for line, _, included in t.includes(text):
        if included in HEAVY:
            yield line, f"{included}: {HEAVY[included]}"


def problems(tree):
    return [f"{path}:{line}: {why}"
            for path, text in tree.items()
            if path.endswith(".h") and (t.in_rooms(path) or path.startswith("tests/"))
            for line, why in problems_of(path, text)]


if __name__ == "__main__":
    t.run_check(problems)
