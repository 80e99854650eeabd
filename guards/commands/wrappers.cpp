// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"bear", "COMMAND", "-o,--output=OUT --config=IN", "OUT?=compile_commands.json"},
    {"sudo, doas", "COMMAND",
     "-u,--user=N -g,--group=N -h,--host=N -p,--prompt=N -C,--close-from=N -D,--chdir=CWD "
     "-R,--chroot=N -T=N -U=N -r=N -t=N"},
    {"su", "N...", "-c,--command=SHELL -s,--shell=N -g=N -G=N -w=N"},
    {"runuser", "COMMAND", "-u,--user=N -g=N -G=N -s=N -c,--command=SHELL -w=N"},
    {"ionice", "COMMAND", "-c,--class=N -n,--classdata=N -p=N -P=N -u=N"},
    {"chrt", "N COMMAND", "-p=N -T=N -P=N -D=N"},
    {"taskset", "N COMMAND", "-p:N"},
    {"setsid, unbuffer, catchsegv, eatmydata, proxychains, proxychains4, torsocks, torify, "
     "fakeroot, fakechroot, firejail, dbus-run-session, xvfb-run, nocache, rlwrap, winpty, "
     "aoss, padsp, optirun, primusrun, gamemoderun, mangohud, caffeinate, arch-chroot", "COMMAND",
     "-a=N -n=N -s=N -e=N -f=N"},
    {"setarch, linux32, linux64, i386, x86_64", "COMMAND"},
    {"unshare", "COMMAND",
     "-R=N -w=CWD --mount-proc[=N] --propagation=N --setuid=N --setgid=N -S=N -G=N"},
    {"nsenter", "COMMAND",
     "-t,--target=N -S=N -G=N -w,--wd[=N] -m[=N] -u[=N] -i[=N] -n[=N] -p[=N] -C[=N] -U[=N] "
     "-T[=N]"},
    {"setpriv", "COMMAND",
     "--reuid=N --regid=N --groups=N --inh-caps=N --bounding-set=N --ambient-caps=N "
     "--securebits=N --selinux-label=N"},
    {"prlimit", "COMMAND", "-p=N"},
    {"cpulimit", "COMMAND", "-l,--limit=N -p,--pid=N -e,--exe=N -c=N"},
    {"chpst, softlimit, setuidgid, envuidgid, daemonize", "N COMMAND",
     "-u=N -U=N -e=N -n=N -l=OUT -L=OUT -m=N -c=CWD -o=OUT -p=OUT"},
    {"gosu, su-exec", "N COMMAND"},
    {"dumb-init, tini, s6-setuidgid", "COMMAND"},
    {"flock", "IN COMMAND", "-w,--timeout,--wait=N -c,--command=SHELL -E=N -F -n -x -s -u"},
    {"script", "OUT",
     "-c,--command=SHELL -I=OUT -O=OUT -B=OUT -T=OUT -t[=OUT] -E=N -m=N -o=N "
     "-a,--append:APPEND", "OUT?=typescript"},
    {"scriptreplay, scriptlive", "IN...", "-t=IN -I=IN -O=IN -B=IN -d=N"},
    {"watch", "SHELL", "-n,--interval=N -q=N"},
    {"entr", "COMMAND"},
    {"nodemon", "SCRIPT", "-w,--watch=N -e,--ext=N -i,--ignore=N -x,--exec=SHELL -d=N --config=IN"},
    {"watchexec", "COMMAND", "-w,--watch=N -e,--exts=N -f=N -i=N -s=N -d=N -o=N"},
    {"inotifywait, fswatch, inotifywatch", "N...",
     "-o,--outfile=OUT -e=N -m --exclude=N --format=N --timefmt=N -t=N"},
    {"strace, ltrace", "COMMAND",
     "-o,--output=OUT -e,--expr=N -p=N -s=N -S=N -u=N -E=N -P=N -I=N -O=N -X=N -a=N -b=N -l=N "
     "-n=N -x=N -F=IN"},
    {"perf", "VERB"},
    {"perf stat", "COMMAND", "-e=N -o,--output=OUT -p=N -r=N"},
    {"perf record", "COMMAND", "-e=N -o,--output=OUT -p=N -F=N -g --call-graph=N", "OUT?=perf.data"},
    {"perf report, perf script, perf annotate", "N...", "-i=IN"},
    {"perf top, perf list, perf bench", "N..."},
    {"valgrind", "COMMAND", "--log-file=OUT --xml-file=OUT --suppressions=IN"},
    {"heaptrack, rr, gprofng, coz", "COMMAND", "-o=OUT", "UNKNOWN"},
    {"hyperfine", "SHELL...",
     "-w,--warmup=N -r,--runs=N -m,--min-runs=N -M=N -p,--prepare=SHELL -s,--setup=SHELL "
     "-c,--cleanup=SHELL -L=N -P=N -S,--shell=N -n=N --export-json=OUT --export-markdown=OUT "
     "--export-csv=OUT --export-asciidoc=OUT --export-orgmode=OUT"},
    {"gdb, cgdb, lldb", "N...",
     "-ex,--eval-command=CODE -x,--command=SCRIPT -iex,--init-eval-command=CODE "
     "-ix,--init-command=SCRIPT -nx -nh -batch -quiet -silent -tui -nw -write -readnow -p=N -c,--core=IN -d,--directory=N -o=CODE -s=SCRIPT -cd=CWD",
     "", Special::debugger},
    {"time", "COMMAND", "-o,--output=OUT -f,--format=N -a:N"},
    {"busybox, toybox", "COMMAND"},
    {"tmux, screen, zellij, dtach, abduco, byobu, expect, autoexpect, socat", "N...", "", "UNKNOWN"},
    {"at, batch", "N...", "-f=SCRIPT -t=N -q=N", "UNKNOWN"},
    {"atq, atrm", "N..."},
    {"crontab", "IN", "-u=N -l:N", "UNKNOWN"},
    {"systemd-run", "COMMAND",
     "-u,--unit=N -p,--property=N -E=N --uid=N --gid=N --nice=N --slice=N -M=N -H=N "
     "--on-calendar=N --on-active=N --working-directory=CWD --description=N"},
    {"systemd-inhibit, systemd-cat, systemd-nspawn, machinectl", "COMMAND",
     "-t=N -p=N --what=N --who=N --why=N --mode=N -D=N"},
    {"run-parts", "TREE", "--regex=N -a,--arg=N -u,--umask=N --test:TREE --list:TREE", "UNKNOWN"},
    {"start-stop-daemon, supervisorctl, supervisord, runsv, sv, pm2, forever, "
     "foreman, overmind, honcho", "N...", "", "UNKNOWN"},
    {"dotenv, dotenvx, env-cmd, cross-env, cross-env-shell, with-contenv, chamber, aws-vault, "
     "op, doppler, envconsul, infisical", "COMMAND", "-f=IN -e=N -c=N"},
    {"direnv", "VERB"},
    {"direnv exec", "CWD COMMAND"},
    {"direnv allow, direnv deny, direnv reload, direnv status, direnv export, direnv hook", "N..."},
    {"pipx, uvx, npx, bunx, pnpx", "N...", "-p,--package,--spec=N -c=SHELL", "UNKNOWN"},
    {"retry, run-one, run-this-one, once, tsp, nq, sem", "COMMAND", "-t=N -d=N -n=N"},
    {"pv", "IN...", "-L=N -s=N -N=N -B=N -i=N -w=N -H=N -F=N -d=N -R=N"},
    {"ld.so, /lib64/ld-linux-x86-64.so.2, ld-linux-x86-64.so.2", "COMMAND",
     "--library-path=N --preload=N"},
    {"pkexec, gksudo, kdesu, please", "COMMAND", "--user=N"},
    {"sudoedit", "EDIT..."},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index wrappers() {
  return kIndex;
}

}  // namespace guards::commands
