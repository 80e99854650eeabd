#include "coord/stamp/edits.h"

#include <charconv>
#include <optional>
#include <utility>

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/journal/reader.h"

namespace coord {

namespace {

constexpr std::uint64_t kLookBack = 1U << 20U;

std::optional<base::Hash128> hash_from(std::string_view text) {
  base::Hash128 hash;
  if (text.size() != 32) return std::nullopt;
  const auto high = std::from_chars(text.data(), text.data() + 16, hash.high, 16);
  const auto low = std::from_chars(text.data() + 16, text.data() + 32, hash.low, 16);
  if (high.ptr != text.data() + 16 || low.ptr != text.data() + 32) return std::nullopt;
  return hash;
}

std::optional<Edit> read_edit(const Entry& entry) {
  if (entry.kind != kEditKind) return std::nullopt;
  const std::string text = '{' + std::string(entry.fields) + '}';
  const auto view = base::JsonView::parse(text);
  if (!view) return std::nullopt;
  const base::JsonRef root = view->root();
  const auto before = hash_from(root.text("before").value_or(""));
  const auto after = hash_from(root.text("after").value_or(""));
  if (!before || !after) return std::nullopt;
  return Edit{root.text("agent").value_or(""), root.text("path").value_or(""), *before, *after,
              entry.wall_ms};
}

}  // namespace

std::string edit_path(const std::string& file, const std::string& root,
                      const std::string& journal) {
  return base::is_within(journal, root) ? base::relative_to(file, root) : file;
}

std::string fields_of(const Edit& edit) {
  return "\"agent\":" + base::json_string(edit.agent) +
         ",\"path\":" + base::json_string(edit.path) + ",\"before\":\"" +
         base::to_text(edit.before) + "\",\"after\":\"" + base::to_text(edit.after) + '"';
}

base::Result<EditsSince> edits_since(base::Disk& disk, const std::string& journal,
                                     const JournalPlace& from) {
  EditsSince since;
  since.end = journal_end(disk, journal);
  if (since.end == from || since.end.file == 0) return since;
  std::uint64_t begin = since.end.file == from.file && from.end <= since.end.end ? from.end : 0;
  // A begin inside a line costs that line only.
  if (since.end.end - begin > kLookBack) begin = since.end.end - kLookBack;
  LineReader lines(disk, TRY(disk.open(journal, base::Open::read)), begin);
  for (;;) {
    const auto line = TRY(lines.next());
    if (!line) break;
    if (!line->entry) continue;
    if (auto edit = read_edit(*line->entry)) since.edits.push_back(*std::move(edit));
  }
  since.end.end = lines.offset();
  return since;
}

}  // namespace coord
