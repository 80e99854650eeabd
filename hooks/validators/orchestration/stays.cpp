#include "hooks/validators/orchestration/stays.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "coord/base/path.h"
#include "coord/git/layout.h"
#include "coord/journal/names.h"
#include "hooks/validators/orchestration/after_call.h"
#include "hooks/validators/orchestration/head.h"
#include "hooks/validators/orchestration/touches.h"

namespace hooks {

namespace {

// In place of many files: 10,000 leases, hashes and kept contents take seconds. A git verb that
// writes so many is kept as a snapshot (ADR-0073).
coord::Touch whole_tree(const guards::Place& place) {
  coord::Touch touch{
      place.root, {coord::lease::ScopeKind::tree, {}},
       coord::Deed::change
  };
  touch.may_keep = [] { return false; };
  return touch;
}

bool is_whole(const Stay& stay) {
  return stay.touches.size() == 1 &&
         stay.touches.front().scope.kind == coord::lease::ScopeKind::tree;
}

class Stays {
 public:
  explicit Stays(const Judgement& on) : on_(on), sure_reads_(on.effects.list) {
    if (is_coordinated(on.place)) stays_.push_back({on.place, {}});
  }

  void take(const guards::Effect& effect) {
    const auto target = target_of(on_, effect, sure_reads_);
    const bool reads = target && target->deed == coord::Deed::read;
    if (!target || (reads && ++reads_ > kMaxReads)) return;
    Stay* stay = stay_of(target->file, reads);
    if (stay == nullptr) return;
    if (is_whole(*stay)) return;
    auto touch = touch_at(on_, effect, *target, stay->place);
    if (!touch) return;
    if (stay->touches.size() >= kMaxTouches) {
      stay->touches = {whole_tree(stay->place)};
    } else {
      add_touch(stay->touches, *std::move(touch));
    }
  }

  std::vector<Stay> in_order() && {
    if (is_coordinated(on_.place)) {
      std::vector<coord::Touch>& own = stays_.front().touches;
      if (auto git = git_touch(on_)) {
        own.push_back(*std::move(git));
        std::ranges::move(reach_touches(on_), std::back_inserter(own));
      }
    }
    std::erase_if(stays_, [](const Stay& stay) { return stay.touches.empty(); });
    std::ranges::sort(stays_, {}, [](const Stay& stay) {
      return std::pair(stay.place.state_dir, stay.place.root);
    });
    return std::move(stays_);
  }

 private:
  Stay* stay_of(const std::string& file, bool reads) {
    if (is_coordinated(on_.place) && base::is_within(file, on_.place.root)) return &stays_.front();
    if (on_.place.state_dir.empty()) return nullptr;  // nowhere to note that it was elsewhere
    const std::string folder(base::dir_name(file));
    const auto [known, is_new] = places_.try_emplace(folder);
    if (is_new) known->second = place_at(folder, on_.world);
    const guards::Place& place = known->second;
    if (!is_coordinated(place)) return nullptr;
    if (reads && !on_.world.disk.info(coord::journal_path(place.state_dir))) return nullptr;
    const auto stay =
        std::ranges::find_if(stays_, [&](const Stay& one) { return one.place.root == place.root; });
    if (stay != stays_.end()) return &*stay;
    stays_.push_back({place, {}});
    return &stays_.back();
  }

  const Judgement& on_;
  SureReads sure_reads_;
  std::vector<Stay> stays_;
  std::map<std::string, guards::Place> places_;  // by folder
  std::size_t reads_ = 0;
};

}  // namespace

guards::Place place_at(const std::string& folder, base::World& world) {
  guards::Place place;
  place.home = world.env.home;
  const auto layout = coord::find_layout(world.disk, folder);
  place.root = layout ? layout->root : folder;
  if (layout) place.git_dir = layout->git_dir;
  place.state_dir = coord::state_dir(layout ? *layout : coord::Layout{}, folder, world);
  return place;
}

std::vector<Stay> stays_of(const Judgement& on) {
  Stays stays(on);
  for (const guards::Effect& effect : on.effects.list) stays.take(effect);
  return std::move(stays).in_order();
}

}  // namespace hooks
