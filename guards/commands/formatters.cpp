// Sources: man pages and --help of each tool.
#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr Command kRows[] = {
    {"black", "EDIT...",
     "--check:IN --diff:IN -l,--line-length=N -t,--target-version=N -c,--code=N --config=IN "
     "--include=N --exclude=N --extend-exclude=N"},
    {"isort", "EDIT...", "-c,--check,--check-only:IN -d,--diff:IN --profile=N -l=N -p=N --sp=IN"},
    {"autopep8, yapf, docformatter, autoflake, pyupgrade, reorder-python-imports, "
     "add-trailing-comma, unify, pydocstringformatter, ssort, usort", "IN...",
     "-i,--in-place:EDIT -r,--recursive --max-line-length=N --style=N --select=N --ignore=N"},
    {"ruff", "VERB"},
    {"ruff check, ruff lint", "IN...",
     "--fix:EDIT --select=N --ignore=N --config=IN --output-format=N -o,--output-file=OUT"},
    {"ruff format", "EDIT...", "--check:IN --diff:IN --config=IN --line-length=N"},
    {"ruff clean, ruff rule, ruff config, ruff linter, ruff version", "N..."},
    {"prettier", "IN...",
     "-w,--write:EDIT --config=IN --parser=N --ignore-path=IN --tab-width=N --print-width=N "
     "--stdin-filepath=N --plugin=N"},
    {"eslint, eslint_d, standard, xo, tslint, oxlint, stylelint, semistandard, htmlhint, "
     "markdownlint, markdownlint-cli2, remark, textlint, write-good, alex, cspell, jshint, "
     "solhint, svglint, sql-lint", "IN...",
     "--fix:EDIT -c,--config=IN --ext=N -f,--format=N -o,--output-file=OUT --rule=N "
     "--ignore-path=IN --ignore-pattern=N --max-warnings=N --cache-location=N"},
    {"biome, rome", "VERB"},
    {"biome check, biome lint, biome format, biome ci, rome format, rome check", "IN...",
     "--write:EDIT --apply:EDIT --fix:EDIT --config-path=IN"},
    {"dprint, taplo, stylua, google-java-format, scalafmt, ormolu, fourmolu, brittany, "
     "hindent, elm-format, purs-tidy, nixfmt, alejandra, nixpkgs-fmt, fnlfmt, rufo, "
     "standardrb, prettierd, djlint, htmlbeautifier, js-beautify, css-beautify, html-beautify, "
     "sqlfluff, sqlformat, pg_format, xmlformat, yamlfmt, yamlfix, mdformat, perltidy, "
     "php-cs-fixer, phpcbf, pint, rector, swiftformat, swift-format, uncrustify, astyle, "
     "fprettify, latexindent, bibtool, csharpier, fantomas, gersemi, buildifier, beautysh",
     "EDIT...", "--check:IN --dry-run:IN -c:IN --diff:IN --config=IN -o=OUT"},
    {"shfmt", "IN...", "-w,--write:EDIT -i,--indent=N -ln=N -l,--list -d,--diff"},
    {"shellcheck, bashate, checkbashisms, yamllint, jsonlint, ajv, tflint, hadolint, "
     "actionlint, ansible-lint, vale, proselint, bandit, safety, pip-audit, semgrep, gitleaks, "
     "trufflehog, detect-secrets, trivy, grype, syft, snyk, osv-scanner, dive, vulture, radon, "
     "xenon, mccabe, pycodestyle, pydocstyle, pyflakes, flake8, pylint, pylama, prospector, "
     "interrogate, darglint, mypy, pyright, basedpyright, pytype, pyre, ty, dmypy, phpstan, "
     "psalm, phpcs, phpmd, reek, brakeman, credo, luacheck, selene, perlcritic, checkmake, "
     "protolint, dotenv-linter, editorconfig-checker, depcheck, madge, knip, ts-prune, jscpd, "
     "size-limit, bundlesize, lighthouse, pa11y, linkinator, lychee, markdown-link-check, "
     "deptry, import-linter, lint-imports, pip-licenses, license-checker, spectral, vacuum, "
     "redocly, kubeval, kubeconform, conftest, opa, checkov, tfsec, terrascan, kube-linter, "
     "polaris, popeye, nikto, sqlmap, wpscan, gobuster, ffuf, dirb", "IN...",
     "-c,--config,--rcfile,--config-file=IN -o,--output,--output-file=OUT -f,--format=N -r=N "
     "--select=N --ignore=N --max-line-length=N --disable=N --enable=N -j=N -s=N -e=N "
     "--python-version=N --exclude=N -x=N -S=N -P=N -a=N -p=N -m=N -d=N -i=N -l=N"},
    {"rubocop", "IN...",
     "-a,-A,--autocorrect,--auto-correct,--autocorrect-all:EDIT -c=IN -o=OUT -f=N --only=N"},
    {"pytest, py.test", "N...",
     "--junitxml,--junit-xml=OUT -k=N -m=N -n=N -o=N -p=N -c=IN --rootdir=N --cov-report=N "
     "--maxfail=N --basetemp=N --log-file=OUT -W=N --tb=N --durations=N --deselect=N "
     "--ignore=N", "UNKNOWN"},
    {"jest, vitest, mocha, ava, tap, tape, jasmine, karma, cypress, playwright, puppeteer, "
     "protractor, nightwatch, testcafe, wdio, cucumber, behave, robot, phpunit, pest, "
     "codecept, rspec, minitest, nose2, nosetests, unittest, bats, shellspec, busted, prove, "
     "stryker, mutmut, cosmic-ray, locust, artillery, newman", "N...",
     "-o,--output=OUT -c,--config=IN -t=N", "UNKNOWN"},
};
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index formatters() {
  return kIndex;
}

}  // namespace guards::commands
