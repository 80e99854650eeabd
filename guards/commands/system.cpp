// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    // Else it writes its own state only; verbs for people are the floor's.
    {"flockgate, flockgate-cli", "N...", "", "", Special::own_verbs},
    {"ps, top, htop, btop, atop, glances, pstree, pgrep, pidof, pwdx, lsof, fuser, vmstat, "
     "iostat, mpstat, sar, pidstat, free, journalctl, lscpu, lsblk, lsusb, lspci, lshw, "
     "lsmod, modinfo, lsns, lsipc, lslocks, lslogins, lsmem, lsattr, lsinitrd, blkid, findmnt, "
     "dmidecode, inxi, neofetch, fastfetch, screenfetch, acpi, sensors, upower, powertop, "
     "iotop, slabtop, numactl, numastat, last, lastb, lastlog, w, finger, runlevel, "
     "biosdecode, cpuid, lsb_release, locale, localectl, timedatectl, cal, ncal, calendar, "
     "uuidgen, mcookie, getconf, getopt, ulimit, tput, clear, reset, setterm, resize, infocmp, "
     "toe, which, mountpoint, namei, getfacl, getfattr, getcap, sestatus, getenforce, seinfo, "
     "sesearch, aa-status, ausearch, auditctl, chage, newgrp, write, mesg, talk, "
     "biff, xclip, xsel, pbcopy, pbpaste, wl-copy, wl-paste, notify-send, say, beep, "
     "play, aplay, mpv, vlc, amixer, pactl, xrandr, xset, xdpyinfo, xprop, xdotool, wmctrl, "
     "xinput, setxkbmap, xmodmap, feh, display, eog, evince, firefox, chromium, google-chrome, "
     "usleep, tailf, loginctl, bootctl, resolvconf, systemd-analyze, systemd-resolve, "
     "systemd-detect-virt, systemd-escape, systemd-path, udevadm, dconf, "
     "gsettings, busctl, dbus-send, gdbus, qdbus, kdialog, sysctl, cpupower, tuned-adm, units, "
     "remind, ascii, crc32, xxhsum, xxh64sum, b3sum, rhash, hashdeep, md5deep, cksfv, ssdeep, "
     "manpath, lexgrog, watchgnupg, xkill, lsdiff, filterdiff, grepdiff, interdiff, "
     "combinediff, zfs, zpool, btrfs, lvs, vgs, pvs, lvdisplay, vgdisplay, pvdisplay, "
     "smartctl, hdparm, nvme, mdadm, dmsetup, iscsiadm, multipath, dumpe2fs, "
     "xfs_info, xfs_admin, quota, repquota, gdisk, cfdisk, "
     "partprobe, partx, blockdev, losetup, swapon, swapoff, fstrim, badblocks, "
     "testdisk, photorec, qalc, matlab, gp, kill, killall, pkill, skill, "
     "snice, renice, shutdown, reboot, halt, poweroff, init, telinit, logger, systemctl, "
     "service, rc-service, rc-update, chkconfig, initctl, launchctl, modprobe, insmod, rmmod, "
     "depmod, kexec, hwclock, ntpdate, chronyc, rfkill, setenforce, setsebool, "
     "restorecon, chvt, openvt, deallocvt, loadkeys, kbd_mode, setfont, showkey, "
     "fgconsole, xinit, startx, dm-tool, light, brightnessctl, xbacklight, bluetoothctl, "
     "rfcomm, hcitool, expac, pacdiff, ps2ascii, acpid, anacron, cpufreq-info, lsscsi, "
     "sg_scan, usb-devices, caja, dolphin, nautilus, thunar, pcmanfm, wslpath, cygpath, "
     "clip.exe, explorer.exe, cmd.exe, powershell.exe, aa-complain, aa-enforce, auditd, "
     "conntrack, dropwatch, bpftool, bpftrace, trace-cmd, ftrace, turbostat, cset, numad, "
     "irqbalance, ipcs, ipcrm, ipcmk, tload, watchdog, tzselect, zdump, fc-list, "
     "fc-match, fc-cache, fc-query", "N...", "-p=N -u=N -o=N -n=N -d=N -t=N -s=N"},
    {"useradd, adduser, userdel, deluser, usermod, groupadd, groupdel, addgroup, delgroup, "
     "gpasswd, passwd, chpasswd, chsh, chfn, newusers, pwconv, grpck, pwck, grpconv", "N...", "",
     "EDIT=/etc/passwd EDIT=/etc/group"},
    {"mount, umount, fusermount, sshfs, pmount, udisksctl, cryptsetup, parted, fdisk, "
     "lvcreate, lvremove, lvextend, lvresize, vgcreate, vgremove, vgextend, pvcreate, "
     "pvremove, resize2fs, xfs_growfs, debugfs, mkinitcpio, dracut, update-initramfs, "
     "grub-install, grub-mkconfig, update-grub, efibootmgr, bindfs, mergerfs", "N...", "",
     "UNKNOWN"},
    {"mkfs, mkfs.ext4, mkfs.ext3, mkfs.ext2, mkfs.xfs, mkfs.btrfs, mkfs.vfat, mkfs.fat, "
     "mkfs.ntfs, mke2fs, mkdosfs, wipefs", "EDIT N",
     "-t=N -L=N -n=N -F=N -b=N -m=N -N=N -O=N -U=N"},
    {"fsck, e2fsck", "EDIT...", "-t=N -C=N -b=N -j=N -n:IN -N:IN"},
    {"tune2fs", "EDIT", "-l:IN -L=N -c=N -i=N -m=N -O=N -o=N -E=N -U=N -e=N -r=N"},
    {"e2label", "EDIT N"},
    {"ddrescue", "IN OUT EDIT", "-b=N -r=N -s=N -i=N -o=N"},
    {"dmesg", "N...", "-F,--file=IN -f=N -l=N -n=N -s=N"},
    {"attr", "META", "-s=N -V=N -r=N -g=N -l:N"},
    {"etcd", "N...", "--data-dir=MADE --config-file=IN", "MADE?=default.etcd NETWORK"},
    {"wall", "IN", "-t,--timeout=N -g,--group=N"},
    {"locale-gen, routel, systemd-delta, faillock, pg_config, "
     "chcpu, lsirq, zramctl, irqtop, utmpdump, lsclocks, hwloc-ls",
     "N..."},
    {"xauth", "N...", "-f=IN"},
    {"espeak", "N...", "-w=OUT -f=IN -v=N -s=N"},
    {"coredumpctl", "N...", "-o,--output=OUT"},
    {"foremost", "N...", "-o=INTO -i=IN -t=N -c=IN", "INTO?=output"},
    {"hwinfo", "N...", "--log=OUT"},
    {"lstopo", "OUT", "--output-format,--of=N --input,-i=IN"},
    {"mkswap", "EDIT N", "-L=N -p=N -U=N"},
    {"sfdisk", "EDIT", "-O,--backup-file=OUT -d:IN -l:IN -J:IN"},
    {"sgdisk", "EDIT", "-b,--backup=OUT -l,--load-backup=IN -p,--print:IN -n=N -t=N -c=N -d=N"},
    {"setcap", "N META...", "-r:META -n=N"},
    {"semanage", "N...", "-f,--output_file=OUT --input_file=IN"},
    {"scrub", "EDIT...", "-p,--pattern=N -s,--device-size=N -b=N -D=N -r,--remove:GONE"},
    {"systemd-sysusers, systemd-tmpfiles, zic", "N...", "", "UNKNOWN"},
    {"setfacl", "META...", "-m,--modify=N -x,--remove=N -M=IN -X=IN --set=N --restore=IN -b,--remove-all -k"},
    {"setfattr", "META...", "-n,--name=N -v,--value=N -x,--remove=N --restore=IN"},
    {"chattr", "N META..."},
    {"fallocate", "APPEND...",
     "-l,--length=N -o,--offset=N -c,--collapse-range:EDIT -d,--dig-holes:EDIT -p,--punch-hole:EDIT "
     "-z,--zero-range:EDIT"},
    {"mkfile", "N OUT..."},
    {"trash, trash-put, gio-trash, rmtrash, safe-rm, del, wipe, srm, bleachbit", "PRUNE..."},
    {"trash-list, trash-restore, trash-empty, trash-rm", "N...", "", "UNKNOWN"},
    {"logrotate", "IN...", "-s,--state=EDIT -l,--log=OUT -d,--debug:IN -f", "UNKNOWN"},
    {"logsave", "OUT COMMAND", "-a"},
    {"savelog", "EDIT...", "-c=N"},
    {"rotatelogs", "OUT N..."},
    {"tic", "IN", "-o=OUT"},
    {"localedef", "N...", "-f=N -i=IN", "UNKNOWN"},
    {"symlinks, stow, chezmoi, yadm, rcup, homeshick, dotbot, fdupes, jdupes, rdfind, rmlint, "
     "hardlink, detox, convmv, tmpreaper, tmpwatch, cleanup, etckeeper, aide, tripwire, "
     "samhain, gio, kioclient, gvfs-copy", "N...", "", "UNKNOWN"},
    {"lockfile, dotlockfile", "MADE...", "-r=N -l=N -s=N"},
    {"mcopy, mdel, mdir, mformat, mtype, mmd", "N...", "-i=EDIT"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index system() {
  return kIndex;
}

}  // namespace guards::commands
