#include "coord/stamp/edits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/stamp/recent.h"

namespace coord {

namespace {

std::optional<base::Hash128> hash_from(std::string_view text) {
  base::Hash128 hash;
  if (text.size() != 32) return std::nullopt;
  const auto high = std::from_chars(text.data(), text.data() + 16, hash.high, 16);
  const auto low = std::from_chars(text.data() + 16, text.data() + 32, hash.low, 16);
  if (high.ptr != text.data() + 16 || low.ptr != text.data() + 32) return std::nullopt;
  return hash;
}

std::optional<Edit> read_edit(const base::JsonRef& root, const Entry& entry) {
  const auto before = hash_from(root.text("before").value_or(""));
  const auto after = hash_from(root.text("after").value_or(""));
  if (!before || !after) return std::nullopt;
  return Edit{root.text("agent").value_or(""),
              root.text("path").value_or(""),
              *before,
              *after,
              entry.wall_ms,
              false,
              entry.seq};
}

void mark_late(const base::JsonRef& root, std::vector<Edit>& edits) {
  const auto agent = root.text("agent");
  const auto path = root.text("path");
  const auto edit = std::find_if(edits.rbegin(), edits.rend(), [&](const Edit& one) {
    return one.agent == agent && one.path == path;
  });
  if (edit != edits.rend()) edit->late = true;
}

void hand_over(const base::JsonRef& root, EditsSince& since) {
  const std::string from = root.text("from").value_or("");
  const std::string to = root.text("agent").value_or("");
  for (Edit& edit : since.edits) {
    if (edit.agent == from) edit.agent = to;
  }
  for (PartCommit& commit : since.commits) {
    if (commit.agent == from) commit.agent = to;
  }
}

void add_commit(const base::JsonRef& root, EditsSince& since) {
  const auto seen = hash_from(root.text("seen").value_or(""));
  const auto head = hash_from(root.text("head").value_or(""));
  const auto after = hash_from(root.text("after").value_or(""));
  const auto last = root.get("last").integer();
  if (!seen || !head || !after || !last || *last < 0) return;
  since.commits.push_back({root.text("agent").value_or(""), root.text("path").value_or(""), *seen,
                           static_cast<std::uint64_t>(*last), *head, *after});
}

constexpr std::array kKinds = {kEditKind, kLateKind, kAdoptKind, kCommitKind};

void take_entry(const Entry& entry, EditsSince& since) {
  const std::string text = '{' + std::string(entry.fields) + '}';
  const auto view = base::JsonView::parse(text);
  if (!view) return;
  if (entry.kind == kLateKind) return mark_late(view->root(), since.edits);
  if (entry.kind == kAdoptKind) return hand_over(view->root(), since);
  if (entry.kind == kCommitKind) return add_commit(view->root(), since);
  if (auto edit = read_edit(view->root(), entry)) since.edits.push_back(*std::move(edit));
}

}  // namespace

std::string edit_path(const std::string& file, const std::string& root,
                      const std::string& journal) {
  return base::is_within(journal, root) ? base::relative_to(file, root) : file;
}

void drop_committed(std::vector<Edit>& edits, const base::Hash128& head) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].before == head) first = i;
    if (edits[i].after == head) first = i + 1;
  }
  edits.erase(edits.begin(), edits.begin() + static_cast<std::ptrdiff_t>(first));
}

std::string fields_of(const Edit& edit) {
  return "\"agent\":" + base::json_string(edit.agent) +
         ",\"path\":" + base::json_string(edit.path) + R"(,"before":")" +
         base::to_text(edit.before) + R"(","after":")" + base::to_text(edit.after) + '"';
}

std::string late_fields(const std::string& agent, const std::string& path) {
  return "\"agent\":" + base::json_string(agent) + ",\"path\":" + base::json_string(path);
}

std::string adopt_fields(const std::string& agent, const std::string& from) {
  return "\"agent\":" + base::json_string(agent) + ",\"from\":" + base::json_string(from);
}

std::string fields_of(const PartCommit& commit) {
  return "\"agent\":" + base::json_string(commit.agent) +
         ",\"path\":" + base::json_string(commit.path) + R"(,"seen":")" +
         base::to_text(commit.seen) + R"(","head":")" + base::to_text(commit.head) +
         R"(","after":")" + base::to_text(commit.after) + R"(","last":)" +
         std::to_string(commit.last);
}

base::Result<EditsSince> edits_since(base::Disk& disk, const std::string& journal,
                                     const JournalPlace& from) {
  EditsSince since;
  since.end = TRY(each_recent(disk, journal, from, kKinds,
                              [&](const Entry& entry) { take_entry(entry, since); }));
  return since;
}

base::Result<EditsSince> edits_on_record(base::Disk& disk, const std::string& journal) {
  EditsSince since;
  since.cut = TRY(
      each_on_record(disk, journal, kKinds, [&](const Entry& entry) { take_entry(entry, since); }));
  return since;
}

}  // namespace coord
