// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"npm, pnpm, yarn", "N...", "", "", Special::package_run},
    {"pip, pip3, pip2", "VERB"},
    {"pip install, pip3 install, pip2 install", "N...",
     "-r,--requirement=IN -c,--constraint=IN -e,--editable=N -t,--target=INTO -i,--index-url=N "
     "--extra-index-url=N --prefix=INTO --root=INTO --report=OUT --log=OUT", "NETWORK"},
    {"pip download, pip3 download, pip wheel, pip3 wheel", "N...",
     "-r=IN -d,--dest=INTO -w,--wheel-dir=INTO -i=N", "NETWORK UNKNOWN"},
    {"pip uninstall, pip3 uninstall, pip2 uninstall", "N...", "-r=IN"},
    {"pip list, pip freeze, pip show, pip check, pip config, pip search, pip index, pip cache, "
     "pip hash, pip debug, pip help, pip inspect, pip3 list, pip3 freeze, pip3 show, pip3 "
     "check, pip3 config, pip3 search, pip3 index, pip3 cache, pip3 hash, pip3 debug, pip3 "
     "help, pip3 inspect, pip2 list, pip2 freeze, pip2 show", "N...", "--format=N --path=N -r=IN"},
    {"pip-compile", "IN...", "-o,--output-file=OUT", "NETWORK UNKNOWN"},
    {"pip-sync, easy_install, twine, flit, hatch, pdm, poetry, pipenv, rye, uv, conda, mamba, "
     "micromamba, pixi, pyenv", "N...", "", "NETWORK UNKNOWN"},
    {"virtualenv", "OUT", "-p,--python=N"},
    {"gem, bundle, bundler, rbenv, rvm, composer, pear, pecl, cpan, cpanm, carton, luarocks, "
     "nvm, fnm, volta, n, asdf, mise, rtx, sdkman, sdk, jenv, goenv, tfenv, ghcup, raco, "
     "quicklisp, hex, elm, bower, jspm, cnpm, tnpm, ni, nr, npm-check, "
     "npm-check-updates, ncu, np, verdaccio, degit, create-react-app, create-vite, "
     "cookiecutter, copier, yeoman, yo, plop, hygen", "N...", "", "NETWORK UNKNOWN"},
    {"corepack", "VERB"},
    {"corepack enable, corepack disable", "N...", "--install-directory=INTO", "UNKNOWN"},
    {"corepack prepare, corepack use, corepack up, corepack install, corepack pack", "N...",
     "-o,--output=OUT", "NETWORK UNKNOWN"},
    {"apt, apt-get, aptitude, dnf, yum, microdnf, zypper, pacman, yay, paru, apk, emerge, "
     "xbps-install, xbps-remove, xbps-query, eopkg, swupd, snap, flatpak, brew, port, fink, "
     "choco, winget, scoop, pkg_add, pkg_delete, pkg_info, opkg, slackpkg, urpmi, rpm-ostree, "
     "tlmgr, nala, nix-env, nix-channel, fwupdmgr, softwareupdate, mas", "N...", "-o=N -t=N -c=IN",
     "NETWORK"},
    {"apt-cache, apt-mark, apt-config, apt-key, apt-file, apt-listchanges, apt-ftparchive, "
     "add-apt-repository, dpkg-query, dpkg-divert, dpkg-architecture, dpkg-reconfigure, "
     "rpmkeys, debconf-show, repoquery, ldconfig, "
     "pacman-key, pacman-mirrors, equery, eix, deborphan, debfoster, debsums, popcon", "N...",
     "-f=N -W=N"},
    {"alternatives, update-alternatives", "N...",
     "--altdir=N --admindir=N --log=APPEND --slave=N --install=N --remove=N --set=N --auto=N "
     "--config=N --display=N --list=N --query=N", "APPEND?=/var/log/alternatives.log"},
    {"dpkg", "N...", "-i,--install:IN -I:IN -c:IN --get-selections -x:N --root=N --admindir=N"},
    {"rpm", "N...", "-i,-U,--install,--upgrade:IN -qpl:IN --root=N --dbpath=N"},
    {"alien, checkinstall, equivs-build, dch, debchange, lintian, reprepro, createrepo, "
     "createrepo_c", "N...", "", "UNKNOWN"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index packages() {
  return kIndex;
}

}  // namespace guards::commands
