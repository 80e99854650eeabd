#include "guards/commands/special/packing.h"

#include <algorithm>

#include "guards/commands/special/zip_names.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

// "a/b/c" without its first folders; empty when nothing is left.
std::string_view stripped(std::string_view name, std::int64_t folders) {
  for (; folders > 0 && !name.empty(); --folders) {
    name.remove_prefix(std::min(name.find('/'), name.size() - 1) + 1);
  }
  return name;
}

}  // namespace

void pack(Meaning& meaning, const Word& file, const View& view) {
  if (file.text.starts_with('@')) return;
  touch(meaning, Role::tree, file, view);
}

void unpack_unknown(Meaning& meaning, const std::string& folder, Span span, std::string why) {
  meaning.touches.push_back({.verb = Verb::write,
                             .how = How::overwrite,
                             .path = below(folder, "**"),
                             .span = span,
                             .tree = true,
                             .pattern = true});
  meaning.doubts.push_back({std::move(why), span, false});
}

void unpack(Meaning& meaning, const Word& from, const std::string& folder, const View& view,
            std::int64_t strip) {
  const auto names = names_in_archive(from.text, view);
  if (!names) {
    return unpack_unknown(meaning, folder, from.span,
                          "the names in " + from.text + " are not known");
  }
  for (const std::string& whole : *names) {
    const std::string name(stripped(whole, strip));
    if (name.empty()) continue;
    const std::string path = folder.empty() ? name : below(folder, name);
    if (name.ends_with('/') && view.there(path) == There::folder) continue;
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::overwrite,
                               .path = path,
                               .span = from.span,
                               .tree = name.ends_with('/')});
  }
}

}  // namespace guards::commands
