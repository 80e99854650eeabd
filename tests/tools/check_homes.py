#!/usr/bin/env python3
"""Every danger has one home: the table of docs/ARCHITECTURE.md, section 5, as patterns.

A pattern is searched in C++ whose comments and literals are blanked. Homes are path prefixes; a
trailing '*' is implied. EXCEPTIONS names single files outside their home, each with its reason.
"""
import collections
import re

import tree as t

Danger = collections.namedtuple("Danger", "what pattern homes")


def call(*names):
    """A call of one of these C functions: not a method, not a declaration, not another namespace."""
    return re.compile(r"(?P<before>(?:[\w>*&:.\]]|->)?\s*)(?<![\w])(?:%s)\s*\(" % "|".join(names))


def word(pattern):
    return re.compile(pattern)


DANGERS = (
    Danger("flock", call("flock"), ("coord/journal/flock",)),
    Danger("locks that a closed descriptor loses (fault L15)",
           word(r"\bF_(?:OFD_)?SETLKW?\b|\blockf\s*\("), ()),
    Danger("an upgrade of a shared lock (fault L13)", word(r"\bLOCK_SH\b"), ("coord/backend/index.cpp",)),
    Danger("file calls", call(
        "open", "openat", "open64", "creat", "pwrite", "writev", "pwritev", "rename", "renameat",
        "renameat2", "fsync", "fdatasync", "unlink", "unlinkat", "truncate", "ftruncate", "mkdir",
        "mkdirat", "rmdir", "link", "linkat", "symlink", "symlinkat", "chmod", "fchmod", "fopen", "remove"),
        ("coord/base/real_disk",)),
    Danger("writing", call("write"), ("coord/base/real_disk", "hooks/cli/")),
    Danger("file streams and std::filesystem", word(r"\bstd::(?:[io]?fstream|filesystem)\b"), ()),
    Danger("clocks", word(r"\b(?:clock_gettime|gettimeofday|clock_nanosleep)\s*\(|\bstd::chrono::"
                          r"(?:system|steady|high_resolution)_clock\b|\btime\s*\(\s*(?:nullptr|NULL|0)\s*\)"),
           ("coord/base/clock",)),
    Danger("sleeping", word(r"\b(?:sleep|usleep|nanosleep)\s*\(|\bsleep_(?:for|until)\b"), ()),
    Danger("the environment", word(r"\b(?:secure_)?getenv\s*\(|\bgetcwd\s*\(|\bgetpid\s*\(|"
                                   r"\bgethostname\s*\(|\benviron\b"), ("coord/base/env",)),
    Danger("changing the environment", word(r"\b(?:setenv|putenv|unsetenv|chdir|umask)\s*\("),
           ("hooks/cli/",)),
    Danger("parsing JSON", word(r"\bjson::(?:parse|accept|sax_parse)\b"), ("coord/base/json.cpp",)),
    Danger("starting a process", call("fork", "vfork", "clone3?", r"exec[lv]p?e?", "execvpe", "fexecve",
                                      "popen", r"posix_spawnp?"),
           ("coord/git/command.cpp", "hooks/cli/")),
    Danger("a shell", call("system"), ()),
    Danger("spdlog", word(r"[<\"]spdlog/"), ("coord/base/trace.cpp",)),
    Danger("RE2", word(r"[<\"]re2/"), ("guards/rules/content_rules.cpp",)),
    Danger("Boost.Interprocess", word(r"[<\"]boost/interprocess/"),
           ("coord/backend/index.cpp", "hooks/policy/cache.cpp")),
    Danger("zlib", word(r"<zlib\.h>"), ("coord/base/inflate.cpp",)),
    Danger("std::regex", word(r"\bstd::w?regex\b|<regex>"), ()),
    Danger("iostream (costs a fifth of a start)", word(r"<(?:iostream|sstream|fstream|iomanip)>"), ()),
    Danger("printing", word(r"\b(?:f|v|vf|d)?printf\s*\(|\bf?puts\s*\(|\bf?putc(?:har)?\s*\(|"
                            r"\bfwrite\s*\(|\bperror\s*\(|\bstd::(?:cout|cerr|clog)\b"), ("hooks/cli/",)),
    Danger("exiting", word(r"(?<![\w.>])(?:_exit|_Exit|exit|quick_exit|abort)\s*\(|\bstd::terminate\b"),
           ("hooks/cli/",)),
    Danger("the last net", word(r"\bcatch\s*\("), ("hooks/cli/main.cpp",)),
    Danger("throwing", word(r"\bthrow\b"), ()),
    Danger("sodium_init (0.04 of a start; hashing needs none)", word(r"\bsodium_init\s*\("), ()),
    Danger("thread-local state", word(r"\bthread_local\b"), ()),
)

# Includes are literals to blank(), so these dangers are searched in the text itself.
IN_INCLUDES = {"spdlog", "RE2", "Boost.Interprocess", "zlib", "std::regex",
               "iostream (costs a fifth of a start)"}

# Without one of these an unqualified unlink(...) is somebody's own function.
C_HEADERS = re.compile(r"<(?:unistd\.h|fcntl\.h|sys/\w+\.h|c?stdio(?:\.h)?|c?stdlib(?:\.h)?|spawn\.h)>")

# (path, danger) -> why this line is right where it is
EXCEPTIONS = {
    ("hooks/cli/args.cpp", "the last net"): "CLI11 tells a wrong command line by throwing",
    ("hooks/policy/cache.cpp", "the last net"): "Boost tells a mapping that failed by throwing",
    ("coord/backend/index.cpp", "the last net"): "Boost tells a mapping that failed by throwing",
    ("hooks/cli/streams.cpp", "file calls"): "gives a closed stdin, stdout or stderr its /dev/null",
    ("hooks/cli/crash_net.cpp", "mutable global"): "a signal handler can be handed nothing",
    ("hooks/cli/guest.cpp", "mutable global"): "a signal handler can be handed nothing",
    ("coord/base/ensure.cpp", "mutable global"): "a broken promise has no caller to be handed one",
    ("coord/base/ensure.cpp", "exiting"): "a broken promise ends the process when no net is installed",
    ("coord/base/real_disk.cpp", "mutable static"): "the one stateless disk",
    ("coord/base/clock_linux.cpp", "mutable static"): "the one stateless clock",
    ("coord/base/clock_posix.cpp", "mutable static"): "the one stateless clock",
}

MUTABLE_GLOBAL = re.compile(
    r"^(?!(?:using|typedef|return|namespace|class|struct|enum|union|extern|friend|template|public|"
    r"private|protected|static_assert|case|default|goto|if|for|while|else|break|continue|const|"
    r"constexpr|constinit const)\b)"
    r"(?:(?:static|inline)\s+)*(?!(?:static|inline|const|constexpr)\b)[A-Za-z_][\w:<>,\s*&]*[\s*&>]"
    r"(?P<name>\w+)(?:\[[^\]]*\])*(?:\s*=[^=;(]*[^;]*|\{[^;]*\})?;$")
LOCAL_STATIC = re.compile(r"^\s+(?:static|thread_local)\s+(?!const\b|constexpr\b|_?assert)(?![^;={]*\))\w")


def is_call(code, match, has_c_functions):
    """Tells a call of the C function from a method, a declaration and another namespace's function."""
    if "before" not in match.groupdict():
        return True
    before = code[:match.end("before")].rstrip()
    if not has_c_functions and not before.endswith("::"):
        return False
    if before.endswith((".", "->")):
        return False
    if before.endswith("::"):
        return not re.search(r"[\w>]\s*::$", before) or before.endswith("std::")
    previous = re.search(r"[\w]+$", before)
    if previous:
        return previous.group(0) in ("return", "else", "do", "co_return")
    return before.endswith(("&&", "||")) or not before.endswith((">", "*", "&", "~"))


def danger_problems(path, text):
    code = t.blank(text)
    has_c_functions = bool(C_HEADERS.search(text))
    for danger in DANGERS:
        if path.startswith(danger.homes) or (path, danger.what) in EXCEPTIONS:
            continue
        searched = text if danger.what in IN_INCLUDES else code
        for match in danger.pattern.finditer(searched):
            if is_call(searched, match, has_c_functions):
                at = match.end("before") if "before" in match.groupdict() else match.start()
                where = ", ".join(danger.homes) or "nowhere"
                yield f"{path}:{t.line_of(searched, at)}: {danger.what}: only in {where}"


def joined_statements(code):
    """(line, text) of statements at namespace scope: clang-format leaves them in column 0."""
    current, first = "", 0
    for number, line in enumerate(code.split("\n"), 1):
        if current or (line[:1].isalpha() or line[:1] == "_"):
            first = first if current else number
            current = f"{current} {line.strip()}" if current else line.rstrip()
            if current.endswith((";", "{", "}", ":")) or len(current) > 2000:
                yield first, current
                current = ""


def mutable_state(text):
    """(line, kind, name) of state that outlives its function."""
    code = t.blank(text)
    for line, statement in joined_statements(code):
        match = MUTABLE_GLOBAL.match(statement)
        if match and "(" not in statement.split("=")[0].split("{")[0]:
            yield line, "mutable global", match.group("name")
    for line, statement in enumerate(code.split("\n"), 1):
        if LOCAL_STATIC.match(statement):
            yield line, "mutable static", statement.strip()


def problems(tree):
    found = []
    for path, text in t.sources(tree):
        found += danger_problems(path, text)
        found += [f"{path}:{line}: {what}: {name}" for line, what, name in mutable_state(text)
                  if (path, what) not in EXCEPTIONS]
    return found


if __name__ == "__main__":
    t.run_check(problems)
