#include "hooks/validators/orchestration/intended.h"

#include "coord/base/path.h"
#include "coord/stamp/blobs.h"

namespace hooks {

namespace {

using guards::ActionKind;

base::Result<void> keep(const Judgement& on, std::string_view text) {
  if (text.empty()) return {};
  return coord::keep_blob(on.world, base::join_path(on.place.state_dir, "blobs"),
                          base::hash128(text), text);
}

}  // namespace

std::string edited(std::string text, const std::vector<guards::Edit>& edits) {
  for (const guards::Edit& edit : edits) {
    if (edit.old_text.empty()) continue;
    std::size_t at = text.find(edit.old_text);
    while (at != std::string::npos) {
      text.replace(at, edit.old_text.size(), edit.new_text);
      if (!edit.all) break;
      at = text.find(edit.old_text, at + edit.new_text.size());
    }
  }
  return text;
}

base::Result<void> keep_intended(const Judgement& on, const std::vector<coord::Touch>& touches) {
  const ActionKind kind = on.call.action.kind;
  if ((kind != ActionKind::write && kind != ActionKind::edit) || touches.size() != 1 ||
      !coord::is_write(touches[0]) || !touches[0].may_keep()) {
    return {};
  }
  if (kind == ActionKind::write) return keep(on, on.call.action.content);
  const auto now = coord::read_content(on.world.disk, touches[0].file);
  if (!now || !now->is_there()) return {};  // what will stand there cannot be told
  return keep(on, edited(now->bytes, on.call.action.edits));
}

}  // namespace hooks
