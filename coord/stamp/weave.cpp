#include "coord/stamp/weave.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "coord/base/line_diff.h"
#include "coord/stamp/line_match.h"

namespace coord {

base::Hash128 lines_hash(std::string_view text) {
  if (text.empty() || text.back() == '\n') return base::hash128(text);
  return base::hash128(std::string(text) + '\n');
}

Weave::Weave(std::string_view text) : versions_{lines_hash(text)}, now_(text) {
  for (const std::string_view line : lines_of(text)) {
    threads_.push_back({.text = line, .id = ids_++, .committed = true});  // as far as is known
  }
}

void Weave::lose_line(std::size_t patch, std::size_t to) {
  if (patch != kNone && --patches_[patch].lines == 0) patches_[patch].heir = to;
}

// A line that is nothing but others with other blanks is still the work of who wrote those.
void Weave::inherit(const std::vector<std::size_t>& taken, Thread& line,
                    std::vector<Thread>& threads) {
  const auto writer = [&](std::size_t i) { return threads[i].born; };
  const auto by = [&](std::size_t i) {
    return writer(i) == kNone ? std::nullopt : patches_[writer(i)].by;
  };
  if (taken.empty() || writer(taken.front()) == kNone) return;
  const Writer first = by(taken.front());
  if (!std::ranges::all_of(taken, [&](std::size_t i) { return by(i) == first; })) return;
  line.blanks = line.born;
  line.born = writer(taken.front());
  ++patches_[line.born].lines;
  for (const std::size_t i : taken) {
    line.before.push_back(threads[i].id);
    line.before.insert(line.before.end(), threads[i].before.begin(), threads[i].before.end());
  }
}

void Weave::settle(const Places& places, Writer by, std::vector<Thread>& threads) {
  patches_.push_back({.by = by, .lines = places.brought.size()});
  const std::size_t patch = patches_.size() - 1;
  for (const std::size_t i : places.brought) threads[i].born = patch;
  TextLines old_lines;
  TextLines new_lines;
  for (const std::size_t i : places.taken) old_lines.push_back(threads[i].text);
  for (const std::size_t i : places.brought) new_lines.push_back(threads[i].text);
  const auto sources = reformatted(old_lines, new_lines);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    std::vector<std::size_t> taken;
    for (const std::size_t line : sources[i]) taken.push_back(places.taken[line]);
    inherit(taken, threads[places.brought[i]], threads);
  }
  for (const std::size_t i : places.taken) {
    threads[i].gone = patch;
    threads[i].until = versions_.size();
    lose_line(threads[i].born, patch);
    lose_line(threads[i].blanks, patch);
  }
}

void Weave::next(std::string_view text, Writer by) {
  const base::LineDiff diff = base::diff_lines(now_, text);
  auto line = diff.lines.begin();
  std::vector<Thread> out;
  Places places;
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  const auto end_patch = [&] {
    for (; line != diff.lines.end() && line->added && line->number == new_at + 1; ++line) {
      places.brought.push_back(out.size());
      out.push_back({.text = line->text, .id = ids_++, .from = versions_.size()});
      ++new_at;
    }
    if (!places.taken.empty() || !places.brought.empty()) settle(places, by, out);
    places = {};
  };
  for (Thread& thread : threads_) {
    if (thread.here()) {
      ++old_at;
      if (line != diff.lines.end() && !line->added && line->number == old_at) {
        places.taken.push_back(out.size());
        ++line;
      } else {
        end_patch();
        ++new_at;
      }
    }
    out.push_back(std::move(thread));
  }
  end_patch();
  threads_ = std::move(out);
  versions_.push_back(lines_hash(text));
  now_ = text;
}

std::vector<bool> Weave::committed_ids() const {
  std::vector<bool> out(ids_, false);
  for (const Thread& thread : threads_) out[thread.id] = thread.committed;
  return out;
}

// Other blanks in a line that HEAD holds are a change of who put them there.
Writer Weave::owner(const Thread& thread, const std::vector<bool>& committed) const {
  std::size_t patch = thread.here() ? thread.born : thread.gone;
  if (patch == kNone) return std::nullopt;
  if (thread.here()) {
    const auto is_held = [&](std::size_t id) { return committed[id]; };
    if (std::ranges::any_of(thread.before, is_held)) patch = thread.blanks;
    return patches_[patch].by;
  }
  while (patches_[patch].heir != kNone) patch = patches_[patch].heir;
  return patches_[patch].by;
}

std::vector<Strand> Weave::strands() const {
  const std::vector<bool> committed = committed_ids();
  std::vector<Strand> out;
  for (const Thread& thread : threads_) {
    Strand strand{thread.text, thread.here(), thread.committed};
    if (thread.born != kNone) strand.writer = patches_[thread.born].by;
    if (thread.changed()) strand.owner = owner(thread, committed);
    out.push_back(strand);
  }
  return out;
}

}  // namespace coord
