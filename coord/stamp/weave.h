// weave.h - every line a text ever had, in order: who brought it, who took it, is it committed.
// Shape:  value; texts are handed in oldest first and must outlive it.
// Units:  writers are numbers the caller gives; lines are without their newline.
// Errors: none: what cannot be told apart belongs to nobody.
// Source: Rochkind, The Source Code Control System (1975); ADR-0075, ADR-0077.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "coord/base/hash.h"

namespace coord {

using Writer = std::optional<std::size_t>;  // none: nobody knows

struct Strand {
  std::string_view text;
  bool here = false;       // in the text as it is now
  bool committed = false;  // in the text that HEAD holds
  Writer writer = {};      // who brought it; who changed but its blanks is not its writer
  Writer owner = {};       // whose change it is, when here != committed
};

// Of a text's lines: a missing last newline is no difference.
base::Hash128 lines_hash(std::string_view text);

// Are these writers one and the same, of several writes?
using SameHand = std::function<bool(std::size_t, std::size_t)>;

class Weave {
 public:
  explicit Weave(std::string_view text, SameHand same = std::equal_to<>());

  void next(std::string_view text, Writer by);
  // On top of a HEAD of this lines_hash() the changes of these writers were committed.
  void commit(const base::Hash128& head, const std::function<bool(std::size_t)>& is_theirs);
  // What HEAD holds now: a text that stood here, what the commits led to, or else by comparing.
  void set_head(std::string_view text);

  std::vector<Strand> strands() const;

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // What one step did in one place.
  struct Patch {
    Writer by = {};
    std::size_t lines = 0;     // that it brought, or that came of them, and that are here
    std::size_t heir = kNone;  // the patch that took the last of them
  };
  struct Thread {
    std::string_view text = {};
    std::size_t id = 0;
    std::size_t born = kNone;  // the patch; none: it was there at first
    std::size_t gone = kNone;  // the patch; none: it is here
    std::size_t from = 0;      // the versions in which it stood
    std::size_t until = kNone;
    bool committed = false;
    std::size_t blanks = kNone;            // the patch that changed only blanks
    std::vector<std::size_t> before = {};  // ... of these threads
    bool here() const { return gone == kNone; }
    bool changed() const { return here() != committed; }
  };

  // The lines a patch took and brought, as places in a list of threads.
  struct Places {
    std::vector<std::size_t> taken;
    std::vector<std::size_t> brought;
    std::vector<std::vector<std::size_t>> sources;  // of those brought: what had other blanks only
  };

  Places put(const std::vector<std::size_t>& taken, const std::vector<std::string_view>& brought,
             std::size_t first, std::vector<Thread>& threads);
  void settle(const Places& places, Writer by, std::vector<Thread>& threads);
  void add_patch(const Places& places, Writer by, std::vector<Thread>& threads);
  bool is_one_hand(const std::vector<std::size_t>& taken, const std::vector<Thread>& threads) const;
  void inherit(const std::vector<std::size_t>& taken, Thread& line, std::vector<Thread>& threads);
  void lose_line(std::size_t patch, std::size_t to);
  std::vector<bool> committed_ids() const;
  Writer owner(const Thread& thread, const std::vector<bool>& committed) const;
  base::Hash128 committed_hash() const;
  bool is_head(const base::Hash128& head);
  void compare_head(std::string_view head);
  void add_lost(const std::vector<std::string_view>& lost, std::size_t first,
                std::vector<Thread>& out);
  void slide_runs();
  void slide(const std::vector<std::size_t>& here, std::size_t first, std::size_t last);
  void unite_runs();
  void unite(std::size_t first, std::size_t last);

  std::vector<Thread> threads_;
  std::vector<Patch> patches_;
  std::vector<base::Hash128> versions_;
  SameHand same_;
  std::size_t ids_ = 0;
  std::string_view now_;
};

}  // namespace coord
