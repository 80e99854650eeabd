#!/usr/bin/env python3
"""Line coverage of the rooms from a coverage build's gcov counters.

usage: coverage.py build/coverage [--least PERCENT]

Prints a line per folder, then the total; ends with 1 when the total is below --least (default 90)
or a folder of FULL is below 100.
"""
import argparse
import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile

import tree as t

FULL = ("coord/journal", "coord/lease")


def counters(build):
    for folder, _, files in os.walk(build):
        for name in files:
            if name.endswith(".gcda"):
                yield os.path.abspath(os.path.join(folder, name))


def reports(build):
    """gcov's JSON of every object file."""
    with tempfile.TemporaryDirectory() as out:
        for counter in counters(build):
            subprocess.run(["gcov", "--json-format", counter], cwd=out, check=True,
                           capture_output=True)
            for name in os.listdir(out):
                path = os.path.join(out, name)
                with gzip.open(path, "rt", encoding="utf-8") as file:
                    yield json.load(file)
                os.remove(path)


def covered_lines(all_reports, root):
    """{path: {line: was it run by any test}} for sources of the rooms."""
    lines = collections.defaultdict(lambda: collections.defaultdict(bool))
    for report in all_reports:
        for file in report["files"]:
            full = os.path.join(report["current_working_directory"], file["file"])
            path = os.path.relpath(os.path.normpath(full), root)
            if t.in_rooms(path):
                for line in file["lines"]:
                    lines[path][line["line_number"]] |= line["count"] > 0
    return lines


def by_folder(lines):
    """{folder: (lines run, lines)}"""
    totals = collections.defaultdict(lambda: [0, 0])
    for path, numbers in lines.items():
        total = totals[os.path.dirname(path)]
        total[0] += sum(numbers.values())
        total[1] += len(numbers)
    return totals


def percent(run, total):
    return 100.0 * run / total if total else 100.0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--least", type=float, default=90.0)
    arguments = parser.parse_args()
    totals = by_folder(covered_lines(reports(arguments.build), os.getcwd()))
    low = []
    for folder in sorted(totals):
        share = percent(*totals[folder])
        print(f"{share:6.1f} %  {folder}  ({totals[folder][0]} of {totals[folder][1]} lines)")
        if folder in FULL and share < 100.0:
            low.append(folder)
    share = percent(sum(run for run, _ in totals.values()), sum(all_ for _, all_ in totals.values()))
    print(f"{share:6.1f} %  in all")
    if share < arguments.least or not totals:
        low.append("in all")
    if low:
        print("too low: " + ", ".join(low))
    sys.exit(1 if low else 0)


if __name__ == "__main__":
    main()
