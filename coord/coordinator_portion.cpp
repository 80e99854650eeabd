#include "coord/coordinator_portion.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace coord {

namespace {

// Whose change a strand is.
struct Owner {
  std::string agent;
  bool seen = true;
};

Owner owner_of(const History& history, const Strand& strand) {
  if (!strand.owner) return {};
  const Step& step = history.steps[*strand.owner];
  return step.edit ? Owner{step.edit->agent} : Owner{{}, false};
}

bool ends_open(std::string_view text) {
  return !text.empty() && text.back() != '\n';
}

// Where a text has its last line from it has its last newline from.
const Strand* last_of(const std::vector<Strand>& strands, bool Strand::*is_in) {
  const auto last = std::find_if(strands.rbegin(), strands.rend(), std::mem_fn(is_in));
  return last == strands.rend() ? nullptr : &*last;
}

void add_rest(std::vector<Rest>& rests, std::size_t line, bool here, Owner owner) {
  Rest rest{line, here ? line : line - 1, std::move(owner.agent), owner.seen};
  if (!rests.empty()) {
    Rest& last = rests.back();
    const bool beside = last.last + 1 == rest.first;
    if (beside && last.agent == rest.agent && last.seen == rest.seen) {
      last.last = rest.last;
      return;
    }
  }
  rests.push_back(std::move(rest));
}

// Whether the portion has the line of a change: the agent's own as it is here, others' as in HEAD.
bool take_change(const Strand& strand, Owner owner, const std::string& agent, std::size_t line,
                 Portion& out) {
  if (owner.agent != agent) {
    add_rest(out.rests, line, strand.here, std::move(owner));
    return strand.committed;
  }
  out.mine = true;
  return strand.here;
}

}  // namespace

Portion portion_of(const History& history, std::string_view head, const std::string& agent) {
  Portion out;
  auto weave = weave_of(history);
  if (!weave) weave.emplace(history.now);
  weave->set_head(head);
  const std::vector<Strand> strands = weave->strands();
  const Strand* last_here = last_of(strands, &Strand::here);
  const Strand* last_committed = last_of(strands, &Strand::committed);
  std::size_t line = 1;
  bool open = false;
  for (const Strand& strand : strands) {
    const bool taken = strand.here == strand.committed
                           ? strand.here
                           : take_change(strand, owner_of(history, strand), agent, line, out);
    if (strand.here) ++line;
    if (!taken) continue;
    (out.text += strand.text) += '\n';
    open = &strand == last_here ? ends_open(history.now)
                                : &strand == last_committed && ends_open(head);
  }
  if (open) out.text.pop_back();
  return out;
}

}  // namespace coord
