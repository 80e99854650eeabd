#include "coord/base/git_store.h"

#include "coord/base/git_pack.h"
#include "coord/base/inflate.h"
#include "coord/base/path.h"

namespace base {

namespace {

constexpr std::size_t kMaxObject = 4U << 20U;
constexpr std::size_t kId = 20;

}  // namespace

std::optional<std::string> GitStore::object(const std::string& id) {
  const bool is_id = id.size() == 2 * kId && id.find_first_not_of("0123456789abcdef") == id.npos;
  if (!is_id || left_ == 0) return std::nullopt;
  --left_;
  auto found = loose(id);
  return found ? found : packed(id);
}

// "tree 123\0" and the bytes, deflated.
std::optional<std::string> GitStore::loose(const std::string& id) const {
  const auto bytes =
      files_.piece(folder_ + "/objects/" + id.substr(0, 2) + "/" + id.substr(2), 0, kMaxObject);
  if (!bytes) return std::nullopt;
  const auto whole = inflate_zlib(*bytes, kMaxObject);
  if (!whole) return std::nullopt;
  const auto end = whole->find('\0');
  if (end == std::string::npos) return std::nullopt;
  return whole->substr(end + 1);
}

std::optional<std::string> GitStore::packed(const std::string& id) {
  const std::string folder = folder_ + "/objects/pack";
  if (!packs_) {
    packs_.emplace();
    for (const std::string& name : files_.list(folder).value_or(std::vector<std::string>())) {
      if (name.ends_with(".idx"))
        packs_->push_back(join_path(folder, name.substr(0, name.size() - 4)));
    }
  }
  for (const std::string& pack : *packs_) {
    const auto offset = offset_in_pack(files_, pack + ".idx", id);
    if (offset) return in_pack(pack, *offset, 0);
  }
  return std::nullopt;
}

std::optional<std::string> GitStore::in_pack(const std::string& pack, std::uint64_t offset,
                                             int depth) {
  constexpr int kMaxDepth = 60;
  constexpr std::size_t kWindow = 64U << 10U;
  if (depth > kMaxDepth) return std::nullopt;
  const auto head = files_.piece(pack + ".pack", offset, kWindow);
  const auto entry = head ? read_pack_entry(*head) : std::nullopt;
  if (!entry || entry->size > kMaxObject) return std::nullopt;
  std::string_view bytes = std::string_view(*head).substr(entry->header);
  auto text = inflate_zlib(bytes, entry->size);
  if (!text && head->size() == kWindow) {  // longer than the window when deflated
    const auto all = files_.piece(pack + ".pack", offset + entry->header, kMaxObject);
    if (all) text = inflate_zlib(*all, entry->size);
  }
  if (!text || text->size() != entry->size) return std::nullopt;
  if (!entry->base.empty()) return patched_object(object(entry->base), *text, kMaxObject);
  if (entry->back == 0) return *std::move(text);
  if (entry->back > offset) return std::nullopt;
  return patched_object(in_pack(pack, offset - entry->back, depth + 1), *text, kMaxObject);
}

}  // namespace base
