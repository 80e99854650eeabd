#!/usr/bin/env python3
"""Prints which tests of a ctest JUnit file were skipped and in whose words.

usage: skipped.py FILE.xml
"""
import re
import sys
import xml.etree.ElementTree as ElementTree


def reason_of(case):
    """The line under gtest's `Skipped` mark, or the script's own `skip: ...` line."""
    output = case.findtext("system-out") or ""
    match = re.search(r"^skip: (.+)$", output, re.M) or re.search(r"Skipped\n(.+)\n", output)
    return match.group(1).strip() if match else "no reason given"


def main():
    cases = ElementTree.parse(sys.argv[1]).getroot().iter("testcase")
    rows = [(c.get("name"), reason_of(c)) for c in cases if c.find("skipped") is not None]
    print(f"{len(rows)} skipped" + (":" if rows else ""))
    for name, reason in sorted(rows):
        print(f"  {name}: {reason}")


if __name__ == "__main__":
    main()
