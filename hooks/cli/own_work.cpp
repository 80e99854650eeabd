#include "hooks/cli/own_work.h"

#include <algorithm>
#include <map>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/fast_import.h"
#include "coord/git/snapshots.h"
#include "coord/stamp/content.h"
#include "hooks/cli/text_form.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Hash128;
using base::Result;
using coord::ChangedFile;
using coord::Edit;

constexpr std::string_view kGone = "000000";
constexpr std::size_t kMaxText = 1U << 20U;   // what is kept of a content, too
constexpr std::size_t kBinaryWithin = 8'000;  // where git looks for a zero byte

// A changed file somebody edited on record.
struct Candidate {
  const ChangedFile* file = nullptr;
  std::optional<coord::Content> now;  // none: no regular file, or too long
  std::string head;                   // what HEAD holds
  Hash128 head_hash = coord::kAbsent;
  std::vector<Edit> edits;  // that no commit of the whole file holds
};

bool is_text(std::string_view bytes) {
  return bytes.size() <= kMaxText &&
         bytes.substr(0, kBinaryWithin).find('\0') == std::string_view::npos;
}

bool is_regular(const std::string& mode) {
  return mode.empty() || mode == kGone || mode.starts_with("100");
}

// Each edit begins with what the one before left, from what HEAD has to what stands there.
bool is_whole_story(const Candidate& file) {
  Hash128 last = file.head_hash;
  for (const Edit& edit : file.edits) {
    if (edit.before != last) return false;
    last = edit.after;
  }
  return file.now && last == file.now->hash;
}

class Judging {
 public:
  Judging(const Ownership& own, bool named) : own_(own), named_(named) {}

  Result<void> judge(const coord::Status& status);
  OwnWork done() && { return std::move(work_); }

 private:
  Result<std::vector<Candidate>> candidates(const coord::Status& status);
  Result<void> read_heads(std::vector<Candidate>& files) const;
  Result<bool> judge_plainly(const Candidate& file);
  Result<void> judge_split(std::vector<Candidate>& mixed);
  Result<void> judge_gone(const Candidate& file);
  Result<void> split(const Candidate& file, TextForm form);
  std::uint64_t last_edit(const std::string& path) const {
    return own_.record.edits.at(path).back().seq;
  }
  std::string mode_of(const ChangedFile& file) const;
  Result<void> not_mine(const std::string& path, const std::string& whose) const;
  void take(const Candidate& file) {
    work_.files.push_back({file.file->path, file.now ? file.now->hash : coord::kUnsure});
  }
  void leave(const Candidate& file, std::string why) {
    work_.left.push_back({file.file->path, std::move(why), {}, file.file->known});
  }
  coord::GitSpot root() const { return {own_.world, own_.place.root, own_.place.root}; }

  const Ownership& own_;
  bool named_;
  OwnWork work_;
};

Result<void> Judging::read_heads(std::vector<Candidate>& files) const {
  std::vector<coord::SavedFile> blobs;
  for (const Candidate& one : files) {
    if (!one.file->head_blob.empty())
      blobs.push_back({one.file->path, false, 0, one.file->head_blob});
  }
  if (blobs.empty()) return {};
  auto texts = TRY(coord::saved_bytes(root(), blobs));
  auto text = texts.begin();
  for (Candidate& one : files) {
    if (one.file->head_blob.empty()) continue;
    one.head = std::move(*text++);
    one.head_hash = base::hash128(one.head);
  }
  return {};
}

Result<std::vector<Candidate>> Judging::candidates(const coord::Status& status) {
  std::vector<Candidate> out;
  for (const ChangedFile& file : status.files) {
    const auto edits = own_.record.edits.find(file.path);
    Candidate one{&file, std::nullopt, {}, coord::kAbsent, {}};
    auto now = coord::read_content(own_.world.disk, base::join_path(own_.place.root, file.path));
    if (now) one.now = *std::move(now);
    if (edits != own_.record.edits.end()) {
      one.edits = edits->second;
      out.push_back(std::move(one));
    } else if (named_) {
      take(one);
    }
  }
  TRY_VOID(read_heads(out));
  for (Candidate& one : out) coord::drop_committed(one.edits, one.head_hash);
  return out;
}

Result<void> Judging::not_mine(const std::string& path, const std::string& whose) const {
  if (!named_) return {};
  return base::fail(Code::denied, "this file is the work of " + whose, base::one_line(path),
                    "name your own files only");
}

// Is it clear without looking at lines?
Result<bool> Judging::judge_plainly(const Candidate& file) {
  const auto is_mine = [&](const Edit& edit) { return edit.agent == own_.agent; };
  const bool mine = std::ranges::any_of(file.edits, is_mine);
  const auto other = std::ranges::find_if_not(file.edits, is_mine);
  if (!mine && other == file.edits.end()) {
    if (named_) take(file);
    return true;
  }
  const bool cannot_split = !file.now || !is_regular(file.file->mode) ||
                            !is_regular(file.file->head_mode) || !is_text(file.now->bytes) ||
                            !is_text(file.head);
  if (!mine && (cannot_split || is_whole_story(file))) {
    TRY_VOID(not_mine(file.file->path, other->agent));
    return true;
  }
  const bool alone = other == file.edits.end();
  if (alone && (is_whole_story(file) || !file.now)) {
    take(file);
    return true;
  }
  if (!cannot_split) return false;
  leave(file, alone ? "it is no text, and something that no hook saw changed it"
                    : "it is no text, and " + other->agent + " edited it too");
  return true;
}

// A changed mode goes with the commit after which nothing of the file is left.
std::string Judging::mode_of(const ChangedFile& file) const {
  if (!file.head_blob.empty()) return file.head_mode;
  if (file.known) return file.mode;
  const auto info = own_.world.disk.info(base::join_path(own_.place.root, file.path));
  return coord::git_mode(false, info ? info->mode : 0);
}

Result<void> Judging::split(const Candidate& file, TextForm form) {
  coord::History history =
      TRY(coord::history_of(own_.world, own_.record, own_.place.root, file.file->path));
  if (form == TextForm::line_ends) {
    for (coord::Step& step : history.steps) {
      if (step.before) step.before = without_crlf(*step.before);
      if (step.after) step.after = without_crlf(*step.after);
    }
    history.now = without_crlf(history.now);
  }
  coord::Portion portion = coord::portion_of(history, file.head, own_.agent);
  if (!portion.mine) {
    const auto other = std::ranges::find_if(
        portion.rests, [](const coord::Rest& rest) { return !rest.agent.empty(); });
    return other == portion.rests.end() ? Result<void>() : not_mine(file.file->path, other->agent);
  }
  if (portion.rests.empty()) {
    take(file);
    return {};
  }
  work_.parts.push_back({file.file->path, mode_of(*file.file), std::move(portion.text),
                         file.now->bytes, coord::lines_hash(file.head),
                         last_edit(file.file->path)});
  work_.left.push_back({file.file->path, {}, std::move(portion.rests), file.file->known});
  return {};
}

Result<void> Judging::judge_gone(const Candidate& file) {
  const Edit& last = file.edits.back();
  if (last.after != coord::kAbsent) {
    leave(file, "it is gone, and no hook saw it removed");
    return {};
  }
  if (last.agent != own_.agent) return not_mine(file.file->path, last.agent);
  take(file);
  return {};
}

Result<void> Judging::judge_split(std::vector<Candidate>& mixed) {
  std::vector<TextFile> asked;
  asked.reserve(mixed.size());
  for (const Candidate& one : mixed)
    asked.push_back({one.file->path, has_crlf(one.now->bytes), has_crlf(one.head)});
  const auto forms = TRY(text_forms(root(), asked));
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    const Candidate& file = mixed[i];
    if (!file.now->is_there()) {
      TRY_VOID(judge_gone(file));
    } else if (forms[i] == TextForm::filtered) {
      leave(file, "a filter of git stands between it and its commit, and others edited it too");
    } else if (file.file->head_blob.empty() && file.edits.front().before != coord::kAbsent) {
      leave(file, "no hook saw it made");
    } else {
      TRY_VOID(split(file, forms[i]));
    }
  }
  return {};
}

Result<void> Judging::judge(const coord::Status& status) {
  std::vector<Candidate> mixed;
  for (Candidate& file : TRY(candidates(status))) {
    if (!TRY(judge_plainly(file))) mixed.push_back(std::move(file));
  }
  return judge_split(mixed);
}

}  // namespace

base::Result<OwnWork> own_work(const Ownership& own, const coord::Names& pathspecs) {
  const bool named = !pathspecs.empty();
  const coord::GitSpot at{own.world, own.place.root, named ? own.world.env.cwd : own.place.root};
  const coord::Status status = TRY(coord::status_of(at, pathspecs));
  if (status.unmerged) {
    return base::fail(Code::denied, "a merge left files to be solved", own.place.root,
                      "solve them, then git commit");
  }
  Judging judging(own, named);
  TRY_VOID(judging.judge(status));
  OwnWork work = std::move(judging).done();
  work.staged = named || status.staged;
  return work;
}

}  // namespace hooks::cli
