// What of a weave HEAD holds.
#include <algorithm>
#include <string>
#include <utility>

#include "coord/base/line_diff.h"
#include "coord/stamp/line_match.h"
#include "coord/stamp/weave.h"

namespace coord {

base::Hash128 Weave::committed_hash() const {
  std::string text;
  for (const Thread& thread : threads_) {
    if (thread.committed) (text += thread.text) += '\n';
  }
  return base::hash128(text);
}

bool Weave::is_head(const base::Hash128& head) {
  if (committed_hash() == head) return true;
  const auto found = std::find(versions_.rbegin(), versions_.rend(), head);
  if (found == versions_.rend()) return false;
  const auto version = static_cast<std::size_t>(versions_.rend() - found) - 1;
  for (Thread& thread : threads_)
    thread.committed = thread.from <= version && version < thread.until;
  return true;
}

void Weave::commit(const base::Hash128& head, const std::function<bool(std::size_t)>& is_theirs) {
  if (!is_head(head)) return;
  unite_runs();
  const std::vector<bool> committed = committed_ids();
  for (Thread& thread : threads_) {
    const Writer by = owner(thread, committed);
    if (by && is_theirs(*by)) thread.committed = thread.here();
  }
}

void Weave::set_head(std::string_view text) {
  if (!is_head(lines_hash(text))) compare_head(text);
  unite_runs();
}

// Lines that HEAD had in a place, `first` being where it begins in `out`: those that once stood
// there, else lines nobody knows of.
void Weave::add_lost(const TextLines& lost, std::size_t first, std::vector<Thread>& out) {
  if (lost.empty()) return;
  TextLines texts;
  std::vector<std::size_t> places;
  for (std::size_t i = first; i < out.size(); ++i) {
    if (out[i].here()) continue;
    texts.push_back(out[i].text);
    places.push_back(i);
  }
  const auto found = matched(lost, texts);
  std::size_t shift = 0;
  for (std::size_t i = 0, at = first; i < lost.size(); ++i) {
    if (found[i]) {
      at = places[*found[i]] + shift;
      out[at++].committed = true;
      continue;
    }
    patches_.push_back({});
    const Thread unknown{
        .text = lost[i], .id = ids_++, .gone = patches_.size() - 1, .committed = true};
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(at++), unknown);
    ++shift;
  }
}

void Weave::compare_head(std::string_view head) {
  const base::LineDiff diff = base::diff_lines(head, now_);
  auto line = diff.lines.begin();
  std::vector<Thread> out;
  TextLines lost;
  std::size_t first = 0;  // behind the last line that stayed
  std::size_t at = 0;
  std::size_t head_at = 0;
  const auto is_next = [&](bool added, std::size_t number) {
    return line != diff.lines.end() && line->added == added && line->number == number;
  };
  for (Thread& thread : threads_) {
    thread.committed = false;
    if (thread.here()) {
      ++at;
      while (is_next(false, head_at + 1)) {
        lost.push_back(line++->text);
        ++head_at;
      }
      if (is_next(true, at)) {
        ++line;
      } else {
        thread.committed = true;
        ++head_at;
        add_lost(lost, first, out);
        lost.clear();
        first = out.size() + 1;
      }
    }
    out.push_back(thread);
  }
  for (; line != diff.lines.end() && !line->added; ++line) lost.push_back(line->text);
  add_lost(lost, first, out);
  threads_ = std::move(out);
  const auto kept = threads_;
  slide_runs();
  if (committed_hash() != lines_hash(head)) threads_ = kept;
}

// A difference may as well begin a line later where that line is the one it began with: the place
// where it cuts the fewest patches in two is the likely one.
void Weave::slide_runs() {
  std::vector<std::size_t> here;
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    if (threads_[i].here()) here.push_back(i);
  }
  for (std::size_t first = 0; first < here.size();) {
    std::size_t last = first;
    while (last < here.size() && !threads_[here[last]].committed) ++last;
    if (last > first) slide(here, first, last);
    first = last + 1;
  }
}

void Weave::slide(const std::vector<std::size_t>& here, std::size_t first, std::size_t last) {
  const std::size_t size = last - first;
  const auto text = [&](std::size_t i) { return threads_[here[i]].text; };
  const auto cuts = [&](std::size_t at) {
    const auto is_cut = [&](std::size_t i) {
      return i > 0 && i < here.size() && threads_[here[i - 1]].born == threads_[here[i]].born;
    };
    return int{is_cut(at)} + int{is_cut(at + size)};
  };
  std::size_t best = first;
  for (std::size_t at = first; at > 0 && text(at - 1) == text(at + size - 1); --at) {
    if (!threads_[here[at - 1]].committed) break;
    if (cuts(at - 1) < cuts(best)) best = at - 1;
  }
  for (std::size_t at = first; at + size < here.size() && text(at) == text(at + size); ++at) {
    if (!threads_[here[at + size]].committed) break;
    if (cuts(at + 1) < cuts(best)) best = at + 1;
  }
  for (std::size_t i = first; i < last; ++i) threads_[here[i]].committed = true;
  for (std::size_t i = best; i < best + size; ++i) threads_[here[i]].committed = false;
}

void Weave::unite_runs() {
  std::size_t first = 0;
  for (std::size_t i = 0; i <= threads_.size(); ++i) {
    const bool ends = i == threads_.size() || (threads_[i].here() && threads_[i].committed);
    if (!ends) continue;
    unite(first, i);
    first = i + 1;
  }
}

// A line that was taken and brought again stayed, whoever did it.
void Weave::unite(std::size_t first, std::size_t last) {
  std::vector<std::size_t> lost;
  std::vector<std::size_t> come;
  TextLines lost_texts;
  TextLines come_texts;
  for (std::size_t i = first; i < last; ++i) {
    if (!threads_[i].changed()) continue;
    (threads_[i].committed ? lost : come).push_back(i);
    (threads_[i].committed ? lost_texts : come_texts).push_back(threads_[i].text);
  }
  if (lost.empty() || come.empty()) return;
  const auto same = matched(lost_texts, come_texts);
  if (std::ranges::none_of(same, [](const auto& one) { return one.has_value(); })) return;
  const auto kept = threads_;
  const base::Hash128 before = committed_hash();
  for (std::size_t i = 0; i < same.size(); ++i) {
    if (!same[i]) continue;
    threads_[lost[i]].committed = false;
    threads_[come[*same[i]]].committed = true;
  }
  if (committed_hash() != before) threads_ = kept;
}

}  // namespace coord
