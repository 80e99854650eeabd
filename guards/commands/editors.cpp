// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"ed, red", "N...", "", "", Special::editor},
    {"ex, vi, vim, nvim, view, rvim, gvim", "N...", "", "", Special::editor},
    {"emacs, emacsclient", "N...", "", "", Special::editor},
    {"nano, pico, micro, joe, jed, mcedit, kak, hx, helix, code, codium, cursor, subl, atom, "
     "gedit, kate, mate, zed, idea, charm, xed, mousepad, leafpad, notepad, kwrite, ne, jmacs, "
     "tilde, xdg-open, open", "EDIT...", "-w=N -g,--goto=EDIT"},
    {"sensible-editor, select-editor, editor, visudo, vipw, vigr", "EDIT...", "-f=EDIT"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index editors() {
  return kIndex;
}

}  // namespace guards::commands
