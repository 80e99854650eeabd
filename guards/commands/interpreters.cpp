// Sources: man pages and --help of each tool.
#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr Command kRows[] = {
    {"python, python2, python3, pypy, pypy3, jython, ipython", "SCRIPT",
     "-c=CODE -m=N -W=N -X=N -Q=N --check-hash-based-pycs=N", "", Special::interpreter},
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
     "-jar=SCRIPT -cp,-classpath,--class-path=N -m=N -p=N --add-opens=N --add-modules=N", "UNKNOWN"},
    {"dotnet", "VERB"},
    {"dotnet build, dotnet publish, dotnet restore, dotnet test, dotnet run, dotnet new, "
     "dotnet add, dotnet remove, dotnet clean, dotnet pack, dotnet format, dotnet tool, dotnet "
     "ef, dotnet sln, dotnet nuget", "N...", "-o,--output=OUT -c=N -f=N", "UNKNOWN"},
    {"mono, wine, wasmtime, wasmer, qemu-system-x86_64, node-gyp, electron", "SCRIPT", "",
     "UNKNOWN"},
    {"sqlite3, sqlite", "N...", "", "", Special::sqlite},
    {"bash, sh, dash, zsh, ksh, mksh, ash, rbash, yash, fish", "SCRIPT", "", "", Special::shell},
};
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index interpreters() {
  return kIndex;
}

}  // namespace guards::commands
