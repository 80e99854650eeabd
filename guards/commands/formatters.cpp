// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"black", "EDIT...",
     "--check:IN --diff:IN -l,--line-length=N -t,--target-version=N -c,--code=N --config=IN "
     "--include=N --exclude=N --extend-exclude=N --force-exclude=N --stdin-filename=N -v -q -S", "",
     Special::sources},
    {"isort", "EDIT...", "-c,--check,--check-only:IN -d,--diff:IN --profile=N -l=N -p=N --sp=IN -s,--skip=N", "",
     Special::sources},
    {"autopep8, yapf, docformatter, autoflake, pyupgrade, reorder-python-imports, "
     "add-trailing-comma, unify, pydocstringformatter, ssort, usort", "IN...",
     "-i,--in-place:EDIT -r,--recursive --max-line-length=N --style=N --select=N --ignore=N "
     "-e,--exclude=N -l=N -j=N -a", "", Special::sources},
    {"ruff", "VERB"},
    {"ruff check, ruff lint", "IN...",
     "--fix:EDIT --fix-only:EDIT --diff:IN --select=N --ignore=N --extend-select=N --config=IN "
     "--output-format=N -o,--output-file=OUT --exclude=N --target-version=N", "",
     Special::sources},
    {"ruff format", "EDIT...",
     "--check:IN --diff:IN --config=IN --line-length=N --exclude=N --stdin-filename=N", "",
     Special::sources},
    {"ruff clean, ruff rule, ruff config, ruff linter, ruff version", "N..."},
    {"prettier", "IN...",
     "-w,--write:EDIT --config=IN --parser=N --ignore-path=IN --tab-width=N --print-width=N "
     "--stdin-filepath=N --plugin=N -c,--check:IN -l,--list-different:IN", "", Special::sources},
    {"eslint, eslint_d, standard, xo, oxlint, semistandard, markdownlint, markdownlint-cli2",
     "IN...",
     "--fix:EDIT -c,--config=IN --ext=N -f,--format=N -o,--output-file=OUT --rule=N "
     "--ignore-path=IN --ignore-pattern=N --max-warnings=N --cache-location=N", "",
     Special::sources},
    {"tslint, stylelint, htmlhint, remark, textlint, write-good, alex, cspell, jshint, "
     "solhint, svglint, sql-lint", "IN...",
     "--fix:EDIT -c,--config=IN --ext=N -f,--format=N -o,--output-file=OUT --rule=N "
     "--ignore-path=IN --ignore-pattern=N --max-warnings=N --cache-location=N"},
    {"biome, rome", "VERB"},
    {"biome check, biome lint, biome format, biome ci, rome format, rome check", "IN...",
     "--write:EDIT --apply:EDIT --apply-unsafe:EDIT --fix:EDIT --config-path=IN", "",
     Special::sources},
    {"stylua, mdformat, djlint, standardrb", "EDIT...",
     "--check:IN -c:IN --reformat:EDIT --config=IN --no-fix:IN", "", Special::sources},
    {"dprint, taplo, google-java-format, scalafmt, ormolu, fourmolu, brittany, "
     "hindent, elm-format, purs-tidy, nixfmt, alejandra, nixpkgs-fmt, fnlfmt, rufo, "
     "prettierd, htmlbeautifier, js-beautify, css-beautify, html-beautify, "
     "sqlformat, pg_format, xmlformat, yamlfmt, yamlfix, perltidy, "
     "php-cs-fixer, phpcbf, pint, rector, swiftformat, swift-format, uncrustify, astyle, "
     "fprettify, latexindent, bibtool, csharpier, fantomas, gersemi, buildifier, beautysh",
     "EDIT...", "--check:IN --dry-run:IN -c:IN --diff:IN --config=IN -o=OUT"},
    {"shfmt", "IN...", "-w,--write:EDIT -i,--indent=N -ln=N -l,--list -d,--diff", "",
     Special::sources},
    {"sqlfluff", "VERB"},
    {"sqlfluff fix, sqlfluff format", "EDIT...", "-d,--dialect=N -r=N --config=IN", "",
     Special::sources},
    {"sqlfluff lint, sqlfluff parse", "IN...", "-d,--dialect=N -r=N --config=IN", "",
     Special::sources},
    {"flake8, pylint, mypy, pyright, basedpyright, pyflakes, pycodestyle, pydocstyle, vulture, "
     "radon, xenon, bandit, yamllint, luacheck", "IN...",
     "-c,--config,--rcfile,--config-file=IN -o,--output,--output-file=OUT -f,--format=N -r=N "
     "--select=N --ignore=N --max-line-length=N --disable=N --enable=N -j=N -s=N -e=N "
     "--python-version=N --exclude=N -x=N -S=N -P=N -a=N -p=N -m=N -d=N -i=N -l=N "
     "--install-types --strict --ignore-missing-imports", "", Special::sources},
    {"shellcheck, bashate, checkbashisms, jsonlint, ajv, tflint, hadolint, "
     "actionlint, ansible-lint, vale, proselint, safety, pip-audit, semgrep, gitleaks, "
     "trufflehog, detect-secrets, trivy, grype, syft, snyk, osv-scanner, dive, "
     "mccabe, pylama, prospector, interrogate, darglint, pytype, pyre, ty, dmypy, phpstan, "
     "psalm, phpcs, phpmd, reek, brakeman, credo, selene, perlcritic, checkmake, "
     "protolint, dotenv-linter, editorconfig-checker, depcheck, madge, knip, ts-prune, jscpd, "
     "size-limit, bundlesize, lighthouse, pa11y, linkinator, lychee, markdown-link-check, "
     "deptry, import-linter, lint-imports, pip-licenses, license-checker, spectral, vacuum, "
     "redocly, kubeval, kubeconform, conftest, opa, checkov, tfsec, terrascan, kube-linter, "
     "polaris, popeye, nikto, sqlmap, wpscan, gobuster, ffuf, dirb", "IN...",
     "-c,--config,--rcfile,--config-file=IN -o,--output,--output-file=OUT -f,--format=N -r=N "
     "--select=N --ignore=N --max-line-length=N --disable=N --enable=N -j=N -s=N -e=N "
     "--python-version=N --exclude=N -x=N -S=N -P=N -a=N -p=N -m=N -d=N -i=N -l=N"},
    {"rubocop", "IN...",
     "-a,-A,-x,--autocorrect,--auto-correct,--autocorrect-all,--fix-layout:EDIT -c=IN -o=OUT -f=N "
     "--only=N --except=N", "", Special::sources},
    {"pytest, py.test", "N...",
     "--junitxml,--junit-xml=OUT -k=N -m=N -n,--numprocesses=N -o,--override-ini=N -p=N "
     "-c,--config-file=IN --rootdir=N --cov-report=N --cov[=N] --cov-config=IN --cov-fail-under=N "
     "--maxfail=N --basetemp=INTO --log-file=OUT --log-level=N --log-cli-level=N -W=N --tb=N "
     "--durations=N --deselect=N --ignore=N --ignore-glob=N --html=OUT --report-log=OUT "
     "--resultlog=OUT --pastebin=N --debug[=OUT] --import-mode=N --confcutdir=N --timeout=N "
     "--reruns=N --color=N --capture=N --show-capture=N --json-report-file=OUT -r=N --cache-show[=N]",
     "", Special::pytest},
    {"jest, vitest, mocha, ava, tap, tape, jasmine, karma, cypress, playwright, puppeteer, "
     "protractor, nightwatch, testcafe, wdio, cucumber, behave, robot, phpunit, pest, "
     "codecept, rspec, minitest, nose2, nosetests, unittest, bats, shellspec, busted, prove, "
     "stryker, mutmut, cosmic-ray, locust, artillery, newman", "N...",
     "-o,--output=OUT -c,--config=IN -t=N", "UNKNOWN"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index formatters() {
  return kIndex;
}

}  // namespace guards::commands
