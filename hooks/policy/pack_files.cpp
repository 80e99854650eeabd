#include "hooks/policy/pack_files.h"

#include "hooks/policy/digest.h"
#include "hooks/policy/merge.h"
#include "hooks/policy/source.h"

namespace hooks {

base::Result<Policy> read_pack_files(std::span<const EmbeddedFile> files) {
  std::vector<Source> packs;
  Source defaults;
  std::string all;
  for (const EmbeddedFile& file : files) {
    all += file.text;
    if (file.name == "schema.json") continue;
    auto source = read_source(file.text, SourceKind::embedded);
    if (!source) {
      source.error().where = std::string(file.name) + ": " + source.error().where;
      return tl::unexpected<base::Error>(source.error());
    }
    (file.name == "default.json" ? defaults : packs.emplace_back()) = std::move(*source);
  }
  Policy policy = TRY(make_embedded(packs, defaults));
  policy.digest = digest(all);
  return policy;
}

}  // namespace hooks
