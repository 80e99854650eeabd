// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"tar, gtar, bsdtar", "N...", "", "", Special::archive},
    {"zip", "N...", "", "", Special::archive},
    {"unzip", "N...", "", "", Special::archive},
    {"zipinfo, funzip", "IN N..."},
    {"zipnote", "IN N..."},
    {"zipsplit", "IN", "-n=N -b=INTO -r=N", "UNKNOWN"},
    {"zipcloak", "EDIT", "-O,--output-file=OUT -b=N"},
    {"zipgrep", "N IN N..."},
    {"7z, 7za, 7zr, 7zz", "N...", "", "", Special::archive},
    {"rar, unrar", "N...", "", "", Special::archive},
    {"unar, lsar", "IN N...", "-o,-output-directory=INTO", "UNKNOWN"},
    {"cpio, pax, uudecode", "N...", "", "", Special::archive},
    {"ar, gcc-ar, llvm-ar", "N...", "", "", Special::archive},
    {"ranlib", "EDIT..."},
    {"jar", "N...", "", "", Special::archive},
    {"gzip, gunzip, pigz, unpigz, bzip2, bunzip2, pbzip2, lbzip2, xz, unxz, pxz, lzma, unlzma, "
     "zstd, unzstd, zstdmt, pzstd, lz4, unlz4, lzip, lzop, compress, uncompress, brotli, "
     "unbrotli, snzip, lrzip, zopfli", "N...", "", "", Special::compressor},
    {"rsync", "N...", "", "", Special::copier},
    {"dump, restore, borg, restic, duplicity, bup, kopia, rdiff-backup, rsnapshot", "N...", "",
     "UNKNOWN"},
    {"rclone", "N...", "", "UNKNOWN"},
    {"dpkg-deb", "N...", "-x:N -X:N -e:N -b:N -c,--contents:N -I,--info:N -W,--show:N -f,--field:N",
     "UNKNOWN"},
    {"ditto", "IN... TO"},
    {"mkisofs, genisoimage, xorriso, xorrisofs", "IN...", "-o,-output=OUT -V=N -b=N -c=N"},
    {"mksquashfs", "IN... OUT", "-comp=N -e=N -b=N"},
    {"unsquashfs", "IN N...", "-d,-dest=OUT", "OUT?=squashfs-root"},
    {"shar", "IN...", "-o,--output-prefix=N -C,--compactor=N -l=N -L=N -n=N -s=N"},
    {"makeself, uux", "N...", "", "UNKNOWN"},
    {"cabextract, lha, arj, zoo, unace, innoextract", "N...", "-d=INTO", "UNKNOWN"},
    {"base58, basez", "IN..."},
    {"par2", "N...", "", "UNKNOWN"},
    {"mktorrent", "IN",
     "-o,--output=OUT -a,--announce=N -l,--piece-length=N -c,--comment=N -n,--name=N -w=N -t=N "
     "-s,--source=N"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index archives() {
  return kIndex;
}

}  // namespace guards::commands
