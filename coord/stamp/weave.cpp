#include "coord/stamp/weave.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "coord/base/line_diff.h"
#include "coord/stamp/line_match.h"

namespace coord {

namespace {

std::ptrdiff_t offset(std::size_t place) {
  return static_cast<std::ptrdiff_t>(place);
}

// Behind how many of the taken lines each new one has its place: the last that it was, else in
// front of what the next ones were, else the last of all.
std::vector<std::size_t> places_behind(const std::vector<std::vector<std::size_t>>& sources,
                                       std::size_t taken) {
  std::vector<std::size_t> out(sources.size());
  for (std::size_t i = sources.size(), next = taken; i-- > 0;) {
    out[i] = sources[i].empty() ? next : sources[i].back() + 1;
    if (!sources[i].empty()) next = sources[i].front();
  }
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = std::max(out[i], out[i - 1]);
  return out;
}

}  // namespace

base::Hash128 lines_hash(std::string_view text) {
  if (text.empty() || text.back() == '\n') return base::hash128(text);
  return base::hash128(std::string(text) + '\n');
}

Weave::Weave(std::string_view text, SameHand same)
    : versions_{lines_hash(text)}, same_(std::move(same)), now_(text) {
  for (const std::string_view line : lines_of(text)) {
    threads_.push_back({.text = line, .id = ids_++, .committed = true});  // as far as is known
  }
}

void Weave::lose_line(std::size_t patch, std::size_t to) {
  if (patch != kNone && --patches_[patch].lines == 0) patches_[patch].heir = to;
}

// Lines of several writes are, where HEAD holds all of them or none: else a part is a change of who
// put them together.
bool Weave::is_one_hand(const std::vector<std::size_t>& taken,
                        const std::vector<Thread>& threads) const {
  const Thread& first = threads[taken.front()];
  return first.born != kNone && std::ranges::all_of(taken, [&](std::size_t i) {
           const Thread& one = threads[i];
           if (one.born == first.born) return true;
           if (one.born == kNone || one.committed != first.committed) return false;
           const Writer a = patches_[first.born].by;
           const Writer b = patches_[one.born].by;
           return a == b || (a && b && same_(*a, *b));
         });
}

// A line that is nothing but others with other blanks is still the work of who wrote those.
void Weave::inherit(const std::vector<std::size_t>& taken, Thread& line,
                    std::vector<Thread>& threads) {
  if (taken.empty() || !is_one_hand(taken, threads)) return;
  line.blanks = std::exchange(line.born, 0);
  for (const std::size_t i : taken) {
    line.born = std::max(line.born, threads[i].born);  // the latest
    line.before.push_back(threads[i].id);
    line.before.insert(line.before.end(), threads[i].before.begin(), threads[i].before.end());
  }
  ++patches_[line.born].lines;
}

void Weave::add_patch(const Places& places, Writer by, std::vector<Thread>& threads) {
  if (places.taken.empty() && places.brought.empty()) return;
  patches_.push_back({.by = by, .lines = places.brought.size()});
  const std::size_t patch = patches_.size() - 1;
  for (std::size_t i = 0; i < places.brought.size(); ++i) {
    Thread& line = threads[places.brought[i]];
    line.born = patch;
    inherit(places.sources[i], line, threads);
  }
  // Lines put together go on in one of their patches.
  const std::size_t heir = places.brought.empty() ? patch : threads[places.brought.front()].born;
  for (const std::size_t i : places.taken) {
    threads[i].gone = patch;
    threads[i].until = versions_.size();
    lose_line(threads[i].born, heir);
    lose_line(threads[i].blanks, patch);
  }
}

// Lines that got other blanks are a patch of their own each: who takes one takes no other.
void Weave::settle(const Places& places, Writer by, std::vector<Thread>& threads) {
  Places rest;
  Places same;  // broken or put together
  for (std::size_t i = 0; i < places.brought.size(); ++i) {
    const std::vector<std::size_t>& sources = places.sources[i];
    Places& to = sources.empty() ? rest : same;
    if (!sources.empty() && !same.taken.empty() && same.taken.back() != sources.front()) {
      add_patch(std::exchange(same, {}), by, threads);
    }
    to.brought.push_back(places.brought[i]);
    to.sources.push_back(sources);
    const bool goes_on = !to.taken.empty() && to.taken.back() == sources.front();
    to.taken.insert(to.taken.end(), sources.begin() + (goes_on ? 1 : 0), sources.end());
  }
  add_patch(same, by, threads);
  std::ranges::copy_if(places.taken, std::back_inserter(rest.taken),
                       [&](std::size_t i) { return threads[i].here(); });
  add_patch(rest, by, threads);
}

// Puts the lines that a patch brought among the threads: those with other blanks behind what they
// were, so that HEAD's own lines and a neighbour's stay in order; `first`: where they may begin.
Weave::Places Weave::put(const std::vector<std::size_t>& taken, const TextLines& brought,
                         std::size_t first, std::vector<Thread>& threads) {
  TextLines old_lines;
  for (const std::size_t i : taken) old_lines.push_back(threads[i].text);
  const auto sources = reformatted(old_lines, brought);
  const std::vector<std::size_t> behind = places_behind(sources, taken.size());
  std::vector<Thread> tail(std::move_iterator(threads.begin() + offset(first)),
                           std::move_iterator(threads.end()));
  threads.resize(first);
  Places places;
  const auto bring = [&] {
    while (places.brought.size() < brought.size() &&
           behind[places.brought.size()] <= places.taken.size()) {
      const std::size_t i = places.brought.size();
      places.brought.push_back(threads.size());
      threads.push_back({.text = brought[i], .id = ids_++, .from = versions_.size()});
      auto& from = places.sources.emplace_back();
      for (const std::size_t line : sources[i]) from.push_back(places.taken[line]);
    }
  };
  bring();
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const bool is_taken =
        places.taken.size() < taken.size() && taken[places.taken.size()] == first + i;
    if (is_taken) places.taken.push_back(threads.size());
    threads.push_back(std::move(tail[i]));
    if (is_taken) bring();
  }
  return places;
}

void Weave::next(std::string_view text, Writer by) {
  const base::LineDiff diff = base::diff_lines(now_, text);
  auto line = diff.lines.begin();
  std::vector<Thread> out;
  std::vector<std::size_t> taken;
  TextLines brought;
  std::size_t behind = 0;  // the last line that stayed
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  const auto end_patch = [&] {
    for (; line != diff.lines.end() && line->added && line->number == new_at + 1; ++line) {
      brought.push_back(line->text);
      ++new_at;
    }
    if (taken.empty() && brought.empty()) return;
    settle(put(taken, brought, taken.empty() ? behind : taken.front(), out), by, out);
    taken.clear();
    brought.clear();
  };
  for (Thread& thread : threads_) {
    const bool was_here = thread.here();
    if (was_here) ++old_at;
    if (was_here && line != diff.lines.end() && !line->added && line->number == old_at) {
      taken.push_back(out.size());
      ++line;
    } else if (was_here) {
      end_patch();
      ++new_at;
      behind = out.size() + 1;
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
