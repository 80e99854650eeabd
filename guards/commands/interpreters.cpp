// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"python, python2, python3, pypy, pypy3, jython, ipython", "SCRIPT",
     "-c=CODE -m=N -W=N -X=N -Q=N --check-hash-based-pycs=N", "", Special::interpreter},
    {"python-module", "VERB"},
    {"python-module json.tool", "IN OUT", "--indent=N"},
    {"python-module py_compile, python-module tabnanny, python-module tokenize, python-module ast, python-module dis, "
     "python-module inspect, python-module symtable, python-module doctest, python-module mimetypes, python-module "
     "base64, python-module quopri, python-module uu, python-module pyclbr, python-module modulefinder, python-module "
     "encodings", "IN..."},
    {"python-module pickletools", "IN...", "-o,--output=OUT -l=N -p=N"},
    {"python-module compileall", "TREE...", "-d=N -s=N -p=N -x=N -i=IN -j=N -o=N"},
    {"python-module gzip", "INTO...", "-d,--decompress:INTO"},
    {"python-module venv", "INTO...", "--prompt=N"},
    {"python-module ensurepip", "N...", "", "UNKNOWN"},
    {"python-module zipapp", "IN", "-o,--output=OUT -p,--python=N -m,--main=N"},
    {"python-module cProfile, python-module profile", "SCRIPT", "-o=OUT -s=N -m=N"},
    {"python-module trace", "SCRIPT", "-f,--file=OUT -C,--coverdir=INTO --ignore-module=N --ignore-dir=N"},
    {"python-module pdb", "SCRIPT", "-c=N -m=N"},
    {"python-module http.server, python-module smtpd", "N...", "-d,--directory=N -b,--bind=N", "NETWORK"},
    {"python-module timeit, python-module this, python-module calendar, python-module site, python-module sysconfig, "
     "python-module platform, python-module webbrowser, python-module antigravity, python-module locale, python-module "
     "random, python-module uuid, python-module test, python-module idlelib, python-module turtledemo, python-module "
     "nntplib, python-module telnetlib, python-module poplib, python-module imaplib, python-module ftplib", "N...",
     "-n=N -r=N -s=N -u=N"},
    {"node, nodejs", "SCRIPT",
     "-e,--eval=CODE -p,--print=CODE -r,--require=SCRIPT --import=N --loader=N "
     "--experimental-loader=N --input-type=N --env-file=IN --max-old-space-size=N "
     "-C,--conditions=N --test-name-pattern=N --test-reporter=N "
     "--test-reporter-destination=OUT -c,--check:IN", "", Special::interpreter},
    {"bun", "SCRIPT", "-e,--eval=CODE -p,--print=CODE -r=SCRIPT --cwd=CWD --env-file=IN", "",
     Special::interpreter},
    {"deno", "VERB"},
    {"deno run", "SCRIPT", "-c,--config=IN --import-map=IN --allow-read[=N] --allow-write[=N]", "",
     Special::interpreter},
    {"deno eval", "CODE", "", "", Special::interpreter},
    {"deno fmt", "EDIT...", "--check:IN --ext=N"},
    {"deno lint, deno check, deno info, deno doc, deno test, deno bench", "IN...", "-c=IN"},
    {"deno task, deno compile, deno bundle, deno cache, deno install, deno init, deno add, "
     "deno remove", "N...", "", "UNKNOWN"},
    {"tsx, ts-node, ts-node-esm, esno, babel-node, coffee, swc-node", "SCRIPT",
     "-e,--eval=CODE -p=CODE -r=SCRIPT -P,--project=IN -O=N", "", Special::interpreter},
    {"perl, perl5", "SCRIPT", "-e=CODE -E=CODE -I=N", "", Special::interpreter},
    {"ruby, jruby, truffleruby, irb, rbx", "SCRIPT",
     "-e=CODE -I=N -r=N -C=CWD -E=N -F[=N] -x[=N] -K[=N]", "", Special::interpreter},
    {"php, php-cli", "SCRIPT",
     "-r=CODE -f=SCRIPT -c=IN -d=N -S=N -t=N -B=CODE -R=CODE -E=CODE -z=N -l:IN -w:IN -s:IN", "",
     Special::interpreter},
    {"lua, lua5.1, lua5.2, lua5.3, lua5.4, luajit, texlua", "SCRIPT", "-e=CODE -l=N", "",
     Special::interpreter},
    {"Rscript, R, r, littler", "SCRIPT", "-e=CODE -f=SCRIPT --file=SCRIPT", "",
     Special::interpreter},
    {"julia, octave, octave-cli, maxima, sage, guile, racket, scheme, csi, sbcl, clisp, ecl, "
     "elixir, iex, erl, escript, groovy, scala, scala-cli, kotlin, swift, crystal, raku, "
     "perl6, tclsh, wish, rexx, gforth, ocaml, runghc, runhaskell, ghci, jshell, pwsh, "
     "powershell, osascript, nu, elvish, xonsh, janet, fennel, io", "SCRIPT",
     "-e,--eval,--execute=CODE -E=CODE -c=CODE -f=SCRIPT -x=CODE", "", Special::interpreter},
    {"bc, dc", "IN...", "-e=CODE -f=SCRIPT -l -q"},
    {"java", "SCRIPT",
     "-jar=SCRIPT -cp,-classpath,--class-path=N -m=N -p=N --add-opens=N --add-modules=N",
     "MADE=/tmp/hsperfdata_$USER UNKNOWN"},
    {"dotnet", "VERB"},
    {"dotnet build, dotnet publish, dotnet restore, dotnet test, dotnet run, dotnet new, "
     "dotnet add, dotnet remove, dotnet clean, dotnet pack, dotnet format, dotnet tool, dotnet "
     "ef, dotnet sln, dotnet nuget", "N...", "-o,--output=OUT -c=N -f=N", "UNKNOWN"},
    {"mono, wine, wasmtime, wasmer, qemu-system-x86_64, node-gyp, electron", "SCRIPT", "",
     "UNKNOWN"},
    {"sqlite3, sqlite", "N...", "", "", Special::sqlite},
    {"bash, sh, dash, zsh, ksh, mksh, ash, rbash, yash, fish", "SCRIPT", "", "", Special::shell},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index interpreters() {
  return kIndex;
}

}  // namespace guards::commands
