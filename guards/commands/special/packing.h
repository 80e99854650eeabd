// packing.h - what goes into an archive and what comes out of one, whatever its format.
// Shape:  functions that append to a Meaning.
// Units:  folders as written; "" is where the command runs.
// Errors: none: names that cannot be told are a pattern and a Doubt.
// Source: ADR-0021.
#pragma once

#include <cstdint>
#include <string>

#include "guards/commands/meaning.h"
#include "guards/commands/view.h"

namespace guards::commands {

// `file` goes in, with all below it; "@list" names no file.
void pack(Meaning& meaning, const Word& file, const View& view);

// `from` comes out below `folder`: its names when it can be read, without their first `strip`
// folders, else whatever is below.
void unpack(Meaning& meaning, const Word& from, const std::string& folder, const View& view,
            std::int64_t strip = 0);

// Something comes out below `folder`; `why` its names are not known.
void unpack_unknown(Meaning& meaning, const std::string& folder, Span span, std::string why);

}  // namespace guards::commands
