#include "coord/journal/lock_support.h"

#include <algorithm>
#include <array>

namespace coord {

namespace {

using enum LockTrust;

constexpr std::string_view kOtherMachines = "other machines may not see our locks";
constexpr std::string_view kServerDecides = "its server decides what a lock means";

// Magic numbers from statfs(2) and linux/magic.h, in ascending order.
constexpr std::array kFileSystems = {
    FileSystem{0x0000517B, "smb",      refused,  "its locks stop plain reads"                   },
    FileSystem{0x00006969, "nfs",      doubtful, kOtherMachines                                 },
    FileSystem{0x0000EF53, "ext4",     trusted,  ""                                             },
    FileSystem{0x0000F15F, "ecryptfs", trusted,  ""                                             },
    FileSystem{0x00C36400, "ceph",     doubtful, kServerDecides                                 },
    FileSystem{0x01021994, "tmpfs",    trusted,  ""                                             },
    FileSystem{0x01021997, "9p",       doubtful, kServerDecides                                 },
    FileSystem{0x01161970, "gfs2",     trusted,  ""                                             },
    FileSystem{0x2FC12FC1, "zfs",      trusted,  ""                                             },
    FileSystem{0x52654973, "reiserfs", trusted,  ""                                             },
    FileSystem{0x58465342, "xfs",      trusted,  ""                                             },
    FileSystem{0x65735546, "fuse",     doubtful, kServerDecides                                 },
    FileSystem{0x786F4256, "vboxsf",   doubtful, kOtherMachines                                 },
    FileSystem{0x794C7630, "overlay",  doubtful, "processes outside this mount lock other files"},
    FileSystem{0x858458F6, "ramfs",    trusted,  ""                                             },
    FileSystem{0x9123683E, "btrfs",    trusted,  ""                                             },
    FileSystem{0xCA451A4E, "bcachefs", trusted,  ""                                             },
    FileSystem{0xF2F52010, "f2fs",     trusted,  ""                                             },
    FileSystem{0xFE534D42, "smb2",     refused,  "its locks stop plain reads"                   },
    FileSystem{0xFF534D42, "cifs",     refused,  "its locks stop plain reads"                   },
};

constexpr bool by_magic(const FileSystem& a, const FileSystem& b) {
  return a.magic < b.magic;
}
static_assert(std::is_sorted(kFileSystems.begin(), kFileSystems.end(), by_magic));

}  // namespace

FileSystem file_system_by(std::uint32_t magic) {
  const FileSystem wanted{magic, "unknown", doubtful, "nobody has tried flock on it"};
  const auto* const at =
      std::lower_bound(kFileSystems.begin(), kFileSystems.end(), wanted, by_magic);
  return at != kFileSystems.end() && at->magic == magic ? *at : wanted;
}

base::Result<std::string> check_lock_support(const FileSystem& system, const std::string& path) {
  if (system.trust == trusted) return std::string();
  std::string text = "flock on " + std::string(system.name) + ": " + std::string(system.why);
  if (system.trust == doubtful) return text;
  return base::fail(base::Code::unsupported, std::move(text), path,
                    "put the state folder on a local disk, or use the remote backend");
}

}  // namespace coord
