// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"gcc, cc, g++, c++, clang, clang++, tcc, icc, c99, c89, gfortran, ccache, sccache, "
     "distcc, hipcc, nvcc, em++, emcc", "IN...",
     "-o,--output,--output-file=OUT -I=N -L=N -l=N -D=N -U=N -include=IN -isystem=N -iquote=N -x=N -std=N -arch=N "
     "-target=N -MF=OUT -MT=N -MQ=N -T=IN -M -MM -MD -MMD -MP -MG -Xlinker=N -Wl=N -framework=N -isysroot=N -B=N", "",
     Special::compiler},
    {"cobc", "IN...", "-o=OUT -I=N -L=N -l=N -std=N -conf=IN -x -m -F -j[=N] -t=OUT -T=OUT", "",
     Special::compiler},
    {"as, gas", "IN...", "-o=OUT -I=N", "OUT?=a.out"},
    {"ld, gold, lld, ld.lld, mold", "IN...", "-o,--output=OUT -L=N -l=N -T=IN -m=N -e=N -dynamic-linker,--dynamic-linker=N -rpath=N "
     "-soname=N -Map=OUT",
     "OUT?=a.out"},
    {"nasm, yasm", "IN...", "-o=OUT -f=N -I=N -l=OUT"},
    {"objcopy, llvm-objcopy", "EDIT OUT",
     "-O,--output-target=N -I,--input-target=N -j,--only-section=N -R,--remove-section=N "
     "-B,--binary-architecture=N --add-section=N --rename-section=N --set-section-flags=N"},
    {"strip, llvm-strip", "EDIT...", "-o=OUT -K=N -N=N -R=N"},
    {"objdump, readelf, nm, size, addr2line, c++filt, ldd, otool, dwarfdump, pahole, "
     "llvm-objdump, llvm-nm, llvm-size, lddtree, checksec, rabin2", "IN...", "-e=IN -M=N -j=N"},
    {"patchelf", "EDIT...",
     "--set-rpath=N --set-interpreter=N --print-rpath:IN --print-interpreter:IN "
     "--replace-needed=N --output=OUT"},
    {"rustc", "IN",
     "-o=OUT --out-dir=INTO --crate-type=N --edition=N -C=N -L=N --extern=N --target=N "
     "--emit=N --crate-name=N", "", Special::compiler},
    {"go", "VERB", "-C=CWD"},
    {"go build", "N...", "-o=OUT -tags=N -ldflags=N -gcflags=N -mod=N -p=N", "UNKNOWN"},
    {"go run", "N...", "-tags=N -ldflags=N -mod=N", "UNKNOWN"},
    {"go test", "N...",
     "-o=OUT -coverprofile=OUT -cpuprofile=OUT -memprofile=OUT -trace=OUT -outputdir=INTO "
     "-run=N -bench=N -timeout=N -tags=N -count=N -p=N -parallel=N", "UNKNOWN"},
    {"go fmt, go fix, go generate", "N...", "", "UNKNOWN"},
    {"go get, go mod", "N...", "", "EDIT=go.mod EDIT=go.sum NETWORK"},
    {"go work, go tool", "N...", "", "UNKNOWN"},
    {"go install, go clean", "N...", "-tags=N"},
    {"go vet, go list, go env, go version, go doc, go help, go bug", "N...", "-f=N -json"},
    {"gofmt, goimports, gofumpt, golines", "IN...", "-w:EDIT -r=N -local=N -m=N", "", Special::sources},
    {"golangci-lint, staticcheck, golint, revive, gosec", "N...",
     "--fix:EDIT -o=OUT -c=IN --out-format=N"},
    {"gopls, dlv, air, goreleaser, wire, mockgen, stringer, protoc-gen-go, buf, sqlc, ent, "
     "swag, ko, mage, task, ginkgo", "N...", "-o=OUT -destination=OUT", "UNKNOWN"},
    {"cargo", "VERB", "--manifest-path=IN --color=N -Z=N -C=CWD --config=N"},
    {"cargo build, cargo b, cargo check, cargo c, cargo clippy, cargo doc, cargo d, cargo "
     "rustc, cargo rustdoc", "N...",
     "-p,--package=N --target-dir=OUT --features=N --target=N --bin=N --example=N -j=N "
     "--profile=N --manifest-path=IN --message-format=N --fix:N", "OUT=target OUT=Cargo.lock"},
    {"cargo run, cargo r, cargo test, cargo t, cargo bench, cargo nextest, cargo xtask, cargo "
     "miri", "N...",
     "-p,--package=N --target-dir=OUT --features=N --target=N --bin=N --example=N -j=N "
     "--manifest-path=IN", "OUT=target OUT=Cargo.lock UNKNOWN"},
    {"cargo fmt", "IN...", "--check:IN -p,--package=N --all", "UNKNOWN"},
    {"cargo fix, cargo generate, cargo expand, cargo make, cargo release, cargo package, cargo "
     "publish, cargo vendor, cargo watch, cargo insta, cargo flamegraph, cargo llvm-cov, cargo "
     "tarpaulin, cargo deny, cargo audit, cargo outdated, cargo edit, cargo upgrade, cargo "
     "bump, cargo dist, cargo leptos, cargo tauri, cargo zigbuild, cargo cross, cargo sqlx", "N...",
     "-p=N", "UNKNOWN"},
    {"cargo add, cargo remove, cargo rm", "N...", "-p=N --features=N --path=N --git=N",
     "EDIT=Cargo.toml EDIT=Cargo.lock"},
    {"cargo update, cargo generate-lockfile, cargo fetch", "N...", "-p=N --precise=N",
     "EDIT=Cargo.lock NETWORK"},
    {"cargo new", "MADE", "--name=N --vcs=N --edition=N"},
    {"cargo init", "MADE", "--name=N --vcs=N --edition=N", "OUT=Cargo.toml OUT=src/main.rs"},
    {"cargo clean", "N...", "-p=N --target-dir=PRUNE", "PRUNE=target"},
    {"cargo install, cargo uninstall, cargo login, cargo logout, cargo owner, cargo yank", "N...",
     "--root=INTO --path=N --git=N --version=N --features=N", "NETWORK"},
    {"cargo tree, cargo metadata, cargo search, cargo version, cargo help, cargo "
     "locate-project, cargo pkgid, cargo report, cargo read-manifest, cargo verify-project, "
     "cargo info", "N...", "-p=N -i=N -e=N"},
    {"rustup", "N...", "", "NETWORK"},
    {"rustfmt", "EDIT...", "--check:IN --edition=N --config-path=IN --config=N --emit=N"},
    {"javac", "IN...",
     "-d=INTO -cp,-classpath,--class-path=N -source=N -target=N --release=N -sourcepath=N "
     "-s=INTO -version -verbose -help", "UNKNOWN"},
    {"javap, jdb, jps, jstack, jmap, jstat, jcmd, jinfo", "N...", "-cp,-classpath=N"},
    {"kotlinc, scalac, groovyc, ghc, ocamlopt, ocamlc, ocamlfind, dmd, ldc2, gdc, fpc, "
     "gnatmake, valac, v, nim, zig, odin, swiftc, mcs, csc, fsc, vbc, erlc, elixirc, luac, "
     "f2py, cython, mypyc, nuitka, pyinstaller", "IN...", "-o=OUT -d=INTO -I=N -L=N", "UNKNOWN"},
    {"tsc, vue-tsc, ngc", "IN...",
     "--noEmit:N --init:N -p,--project=IN --outDir=INTO --outFile=OUT --target=N --module=N "
     "--lib=N --showConfig:N", "UNKNOWN"},
    {"swc, babel, esbuild, rollup, webpack, vite, parcel, rspack, turbopack, snowpack, tsup, "
     "unbuild, ncc, pkg, microbundle, browserify, terser, uglifyjs, sass, lessc, stylus, "
     "postcss, tailwindcss, node-sass, metro, ng, vue, next, nuxt, gatsby, astro, svelte-kit, "
     "remix, expo, ionic, cordova, react-scripts, storybook, lerna, nx, turbo, rush, moon, "
     "gulp, grunt", "N...",
     "-o,--output,--outfile,--out-file=OUT -d,--outdir,--out-dir=INTO -c,--config=IN", "UNKNOWN"},
    {"make, gmake, bmake", "N...", "", "", Special::make},
    {"just", "N...", "", "", Special::just},
    {"cmake", "N...",
     "-S=N -B=OUT -D=N -G=N -C=IN --build=N --install=N --preset=N --target=N -j=N --config=N "
     "-A=N -T=N -U=N -P=SCRIPT -E:N", "UNKNOWN"},
    {"ctest, cpack, ninja, meson, scons, bazel, bazelisk, buck, buck2, pants, xmake, premake5, "
     "waf, b2, bjam, rake, thor, "
     "boot, mix, rebar3, dune, opam, stack, cabal, nimble, shards, dub, xcodebuild, "
     "fastlane, pod, carthage, tuist, flutter, dart, swiftlint, ktlint, detekt, qmake, "
     "autoconf, automake, autoreconf, aclocal, autoheader, libtool, libtoolize, configure, "
     "dpkg-buildpackage, debuild, rpmbuild, makepkg, abuild, snapcraft, flatpak-builder, "
     "nix-build, nix-shell, nix, guix, conan, vcpkg, spack, earthly, dagger, tilt, skaffold, "
     "act, tox, nox, invoke, doit, snakemake, nextflow, luigi, dvc, airflow, dbt, prefect, "
     "kedro", "N...", "-C=CWD -f=IN -o=OUT", "UNKNOWN"},
    {"mvn, mvnw", "N...", "-f,--file=IN -D,--define=N -P,--activate-profiles=N -T=N -pl=N -o",
     "INTO=~/.m2 MADE=/tmp/hsperfdata_$USER UNKNOWN"},
    {"gradle, gradlew", "N...", "-b,--build-file=IN -p,--project-dir=CWD -P=N -D=N -x=N -I=IN",
     "INTO=~/.gradle MADE=/tmp/hsperfdata_$USER UNKNOWN"},
    {"ant, sbt, mill, lein, clj, clojure", "N...", "-f,-file,-buildfile=IN -D=N -l,-logfile=OUT",
     "MADE=/tmp/hsperfdata_$USER UNKNOWN"},
    {"pkg-config, pkgconf, llvm-config, python-config, python3-config, xcode-select", "N..."},
    {"bison, yacc, flex, lex, re2c, ragel, gperf, antlr4, swig, peg, lemon", "IN...",
     "-o,--output=OUT -d -b=N -p=N", "UNKNOWN"},
    {"protoc", "IN...",
     "-I,--proto_path=N --python_out=INTO --cpp_out=INTO --java_out=INTO --go_out=INTO "
     "--js_out=INTO --ts_out=INTO --grpc_out=INTO --plugin=N -o,--descriptor_set_out=OUT",
     "UNKNOWN"},
    {"gcov, lcov, genhtml, llvm-cov, llvm-profdata, gprof, coverage, nyc, c8, istanbul", "N...",
     "-o,--output-file=OUT", "UNKNOWN"},
    {"clang-format, clang-format-14, clang-format-15", "IN...",
     "-i:EDIT --style=N --assume-filename=N --lines=N --files=IN"},
    {"cppcheck", "IN...",
     "--enable=N --disable=N --std=N --output-file=OUT --project=IN --file-list=IN -I=N -D=N -U=N "
     "-i=N -j=N -l=N --suppress=N --suppressions-list=IN --xml --xml-version=N --template=N "
     "--platform=N --cppcheck-build-dir=INTO --checkers-report=OUT --library=N --language=N", "",
     Special::sources},
    {"clang-tidy, cpplint, include-what-you-use, iwyu, scan-build, infer, oclint, "
     "splint, flawfinder, clangd", "IN...",
     "-p=N --config-file=IN --checks=N --fix:EDIT --fix-errors:EDIT --output-file=OUT "
     "--enable=N"},
    {"cmake-format, cmake-lint", "IN...", "-i:EDIT -o=OUT"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index compilers() {
  return kIndex;
}

}  // namespace guards::commands
