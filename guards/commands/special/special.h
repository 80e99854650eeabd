// special.h - commands whose words a table cannot tell: one function and one file each.
// Shape:  pure functions of a call; the view is only looked at.
// Errors: none: see meaning.h.
// Source: ADR-0021; each .cpp names its man page.
#pragma once

#include "guards/commands/meaning.h"
#include "guards/commands/view.h"

namespace guards::commands {

// Dispatch by the row's Special.
Meaning describe_special(const Call& call, const View& view);

Meaning archive(const Call& call, const View& view);
Meaning awk(const Call& call, const View& view);
Meaning compiler(const Call& call, const View& view);
Meaning compressor(const Call& call, const View& view);
Meaning copier(const Call& call, const View& view);
Meaning dd(const Call& call, const View& view);
Meaning debugger(const Call& call, const View& view);
Meaning download(const Call& call, const View& view);
Meaning editor(const Call& call, const View& view);
Meaning emacs(const Call& call, const View& view);
Meaning exiftool(const Call& call, const View& view);
Meaning fd(const Call& call, const View& view);
Meaning find_files(const Call& call, const View& view);
Meaning git(const Call& call, const View& view);
Meaning grep(const Call& call, const View& view);
Meaning indent(const Call& call, const View& view);
Meaning interpreter(const Call& call, const View& view);
Meaning just(const Call& call, const View& view);
Meaning line_ends(const Call& call, const View& view);
Meaning make(const Call& call, const View& view);
Meaning own_verbs(const Call& call, const View& view);
Meaning package_run(const Call& call, const View& view);
Meaning pager(const Call& call, const View& view);
Meaning patch(const Call& call, const View& view);
Meaning pytest(const Call& call, const View& view);
Meaning rename_files(const Call& call, const View& view);
Meaning sed(const Call& call, const View& view);
Meaning shell(const Call& call, const View& view);
Meaning sources(const Call& call, const View& view);
Meaning split(const Call& call, const View& view);
Meaning sqlite(const Call& call, const View& view);
Meaning ssh_keygen(const Call& call, const View& view);
Meaning statements(const Call& call, const View& view);
Meaning tar(const Call& call, const View& view);
Meaning temporary(const Call& call, const View& view);
Meaning xargs(const Call& call, const View& view);

}  // namespace guards::commands
