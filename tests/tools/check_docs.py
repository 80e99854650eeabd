#!/usr/bin/env python3
"""Docs that cannot rot quietly: links, paths, ADRs and the rules they explain, man pages."""
import json
import posixpath
import re
import shutil
import subprocess

import tree as t

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:coord|guards|hooks|policies|tests|docs)/[\w./-]+\.(?:h|cpp|md|json|py|sh|txt))`")
COMMENT_LINE = re.compile(r"^[^\n\"]*?//([^\n]*)", re.M)
SOURCE_PAGE = re.compile(r"([\w/-]+\.md|docs/man/[\w-]+\.[1-8])\b")
ADR_NAME = re.compile(r"docs/adr/(\d{4})-[a-z0-9-]+\.md$")
ADR_MENTION = re.compile(r"\bADR-(\d{4})\b")
ADR_SECTIONS = ("## Context", "## Decision", "## What we gave up",
                "## How we would notice it is wrong", "## Enforced by")
ADR_STATUS = re.compile(r"^Status: (?:proposed|accepted|replaced by ADR-\d{4})$", re.M)
ADR_LINES = 70
# Where ADR numbers are examples, or those of a team that uses flockgate.
FOREIGN_ADRS = ("tests/", "docs/guide/", "docs/adr/0000-template.md", "policies/examples/")
RULE_ID = re.compile(r"`([a-z][a-z0-9-]*\.[a-z0-9.-]+)`")
COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.S)


def pages(tree):
    return [(p, text) for p, text in tree.items() if p.endswith(".md")]


def slugs(text):
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def link_problems(tree):
    folders = {posixpath.dirname(p) for p in tree}
    for path, text in pages(tree):
        for match in LINK.finditer(text):
            target, _, anchor = match.group(1).partition("#")
            if re.match(r"[a-z]+:", match.group(1)):
                continue
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            at = f"{path}:{t.line_of(text, match.start())}"
            if full not in tree and full not in folders:
                yield f"{at}: link to {match.group(1)}, which is not there"
            elif anchor and full in tree and anchor not in slugs(tree[full]):
                yield f"{at}: no heading for #{anchor} in {full}"


def path_problems(tree):
    """Code paths in backticks exist."""
    for path, text in pages(tree):
        if path == "docs/CHANGELOG.md":
            continue
        for match in PATH.finditer(text):
            if match.group(1) not in tree:
                yield f"{path}:{t.line_of(text, match.start())}: {match.group(1)} is not there"


def source_problems(tree):
    """Pages that code names in its comments exist."""
    names = {posixpath.basename(p) for p in tree}
    for path, text in tree.items():
        if path.startswith("tests/tools/") or not t.is_source(path):
            continue
        for comment in COMMENT_LINE.finditer(text):
            for page in SOURCE_PAGE.findall(comment.group(1)):
                if page not in (tree if "/" in page else names):
                    line = t.line_of(text, comment.start(1))
                    yield f"{path}:{line}: names {page}, which is not there"


def adrs(tree):
    """number -> path"""
    found = {}
    for path in tree:
        match = ADR_NAME.match(path)
        if match:
            found[match.group(1)] = path
    return found


def adr_problems(tree):
    known = adrs(tree)
    for number, path in known.items():
        text = tree[path]
        if not text.startswith(f"# ADR-{number}: "):
            yield f"{path}:1: the title starts with '# ADR-{number}: '"
        missing = [section for section in ADR_SECTIONS if section not in text]
        if missing:
            yield f"{path}:1: without {', '.join(missing)}"
        if number != "0000" and not ADR_STATUS.search(text):
            yield f"{path}:1: no Status line of the template's words"
        if text.count("\n") > ADR_LINES:
            yield f"{path}:1: {text.count(chr(10))} lines: one page is {ADR_LINES}"
    names = [p for p in tree if ADR_NAME.match(p)]
    if len(names) != len(known):
        yield f"docs/adr:1: two ADRs share a number: {', '.join(sorted(names))}"


def mention_problems(tree):
    known = adrs(tree)
    for path, text in tree.items():
        if path.startswith(FOREIGN_ADRS):
            continue
        if not (t.is_source(path) or path.endswith((".md", ".json"))):
            continue
        gone = {m.group(1) for m in ADR_MENTION.finditer(text)} - set(known) - {"0000"}
        for number in sorted(gone):
            yield f"{path}:1: names ADR-{number}, which is not there"


def rules(tree):
    """rule id -> ADR number, from the policies' own files."""
    found = {}
    for path, text in tree.items():
        if path.startswith("policies/packs/") and path.endswith(".json"):
            document = json.loads(COMMENT.sub(lambda m: m.group(1) or "", text))
            for rule in document.get("rules", []):
                found[rule["id"]] = rule.get("adr", "")[len("ADR-"):]
    return found


def enforced_by(text):
    return text.partition("## Enforced by")[2]


def rule_problems(tree):
    """Rules and ADRs know each other, both ways."""
    known = adrs(tree)
    all_rules = rules(tree)
    for rule, number in all_rules.items():
        path = known.get(number)
        if path is None:
            yield f"policies: {rule} names ADR-{number or '?'}, which is not there"
        elif f"`{rule}`" not in enforced_by(tree[path]):
            yield f"{path}:1: 'Enforced by' does not name `{rule}`, which names this ADR"
    families = {rule.partition(".")[0] for rule in all_rules}
    for path in known.values():
        for match in RULE_ID.finditer(enforced_by(tree[path])):
            rule = match.group(1)
            if rule.partition(".")[0] in families and rule not in all_rules:
                yield f"{path}:1: 'Enforced by' names `{rule}`, a rule that is gone"


def changelog_problems(tree):
    log = tree.get("docs/CHANGELOG.md", "")
    if not re.search(r"^## Unreleased\n+- ", log, re.M):
        yield "docs/CHANGELOG.md:1: '## Unreleased' with at least one line"


def map_problems(tree):
    """docs/README.md links every page of docs but the single ADRs."""
    index = tree.get("docs/README.md", "")
    linked = {posixpath.normpath(posixpath.join("docs", m.group(1).partition("#")[0]))
              for m in LINK.finditer(index)}
    for path, _ in pages(tree):
        if path.startswith("docs/") and not path.startswith("docs/adr/") and path != "docs/README.md":
            if path not in linked:
                yield f"docs/README.md:1: does not link {path}"


def manual_problems(tree):
    mandoc = shutil.which("mandoc")
    names = [p for p in tree if re.match(r"docs/man/.+\.[1-8]$", p)]
    if mandoc is None and names:
        print("note: no mandoc here, man pages are not linted")
        return
    for path in names:
        ran = subprocess.run([mandoc, "-T", "lint", "-W", "warning"], input=tree[path],
                             capture_output=True, text=True, check=False)
        for line in ran.stdout.splitlines():
            yield f"{path}: {line}"


def problems(tree):
    checks = (link_problems, path_problems, source_problems, adr_problems, mention_problems, rule_problems,
              changelog_problems, map_problems, manual_problems)
    return [problem for check in checks for problem in check(tree)]


if __name__ == "__main__":
    t.run_check(problems)
