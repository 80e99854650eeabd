#!/bin/bash
# bootstrap in a world of fakes: which packages it asks for, when it touches apt, what it refuses.
# usage: bootstrap_test.sh PATH_OF_BOOTSTRAP
# shellcheck disable=SC2016  # fakes expand their own words
# shellcheck disable=SC2317  # expect calls the conditions
set -u
failed=0
scene=$(mktemp -d)
trap 'rm -rf "$scene"' EXIT
cp "$1" "$scene/bootstrap"
mkdir "$scene/bin"

# fake NAME LINES...: a program that logs its call and then runs the lines.
fake() {
  local name=$1
  shift
  printf '%s\n' '#!/bin/sh' "echo \"$name \$*\" >> '$scene/calls'" "$@" > "$scene/bin/$name"
  chmod +x "$scene/bin/$name"
}

release() { printf '%s\n' "$@" > "$scene/os-release"; }

# call WORDS...: runs bootstrap with the fakes first in PATH; sets status and said.
call() {
  : > "$scene/calls"
  said=$(OS_RELEASE=$scene/os-release PATH=$scene/bin:/usr/bin:/bin "$scene/bootstrap" "$@" 2>&1)
  status=$?
}

expect() { # expect WHAT CONDITION...
  local what=$1
  shift
  if ! "$@"; then
    echo "FAILED: $what (status $status)"
    printf '  said: %s\n' "$said"
    sed 's/^/  call: /' "$scene/calls"
    failed=1
  fi
}

called() { grep -q -- "$1" "$scene/calls"; }
not_called() { ! called "$1"; }
says() { grep -q -- "$1" <<< "$said"; }
ended() { [ "$status" = "$1" ]; }

fake cmake
fake id 'echo 0'
fake apt-get
fake dpkg-query 'printf installed'
release 'ID=debian' 'VERSION_ID="12"'

call packages
expect 'packages are one a line' says '^nlohmann-json3-dev$'
expect 'packages needs no tool' ended 0

call build
expect 'nothing missing: success' ended 0
expect 'nothing missing: apt is not touched' not_called 'apt-get'
expect 'it configures and builds' called 'cmake --build --preset release'

fake dpkg-query 'for last; do :; done' '[ "$last" = libre2-dev ] && exit 1' 'printf installed'
call build
expect 'only what is missing is installed' called 'apt-get install .* libre2-dev *$'
expect 'the lists are renewed before' called 'apt-get update'

call build --no-install
expect '--no-install leaves apt alone' not_called 'apt-get'
expect '--no-install goes on' called 'cmake --build'

fake apt-get '[ "$1" = update ] && exit 100' 'exit 0'
call build
expect 'a failed update is no end' ended 0

fake apt-get 'exit 100'
call build
expect 'a failed install is the end' ended 1
expect 'and names the packages' says 'libre2-dev'
expect 'and builds nothing' not_called '^cmake'

fake apt-get
fake id 'echo 1000'
fake sudo '"$@"'
call build
expect 'a person uses sudo' called 'sudo env DEBIAN_FRONTEND=noninteractive apt-get install'

release 'ID=fedora' 'VERSION_ID=41'
call build
expect 'an unknown system is refused' ended 1
expect 'with the list' says '  libsodium-dev'
expect 'and nothing was tried' not_called 'apt-get'

release 'ID=debian' 'VERSION_ID="11"'
call build
expect 'an old Debian is refused' ended 1
release 'ID=ubuntu' 'VERSION_ID="24.04"'
call build
expect 'Ubuntu 24.04 is known' ended 0
release 'ID=debian'
call build
expect 'Debian testing is known' ended 0

call frobnicate
expect 'an unknown command is wrong usage' ended 64
call install
expect 'install needs its prefix' says 'install needs --prefix DIR'

[ "$failed" = 0 ] && echo 'ok'
exit "$failed"
