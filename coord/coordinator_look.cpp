#include "coord/coordinator_look.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/stamp/edits.h"

namespace coord {

namespace {

// File times come from the kernel's tick, which is behind the clock by up to 10 ms; births are cut
// to the millisecond.
constexpr std::int64_t kTickNs = 20'000'000;
constexpr std::int64_t kBirthNs = 1'000'000;

constexpr std::string_view kInode = "inode:";

bool is_changed_by_peer(const Looker& looker, const std::string& file) {
  const auto since =
      edits_since(looker.world.disk, looker.journal, looker.stamps.journal_at_birth());
  const std::string path = edit_path(file, looker.root, looker.journal);
  return since && std::ranges::any_of(since->edits, [&](const Edit& edit) {
           return edit.path == path && edit.agent != looker.name;
         });
}

// A file nobody read is as fresh as the agent itself, unless it changed since.
Base base_of(const Looker& looker, const std::string& file, const Content& now, bool alone) {
  if (const auto stamp = looker.stamps.find(file)) {
    return stamp->seen == now.hash ? Base::fresh : Base::stale;
  }
  const std::int64_t born = looker.stamps.born_ns();
  if (!now.is_there() || now.changed_ns + kTickNs < born) return Base::fresh;
  if (is_changed_by_peer(looker, file)) return Base::stale;
  if (now.changed_ns <= born + kBirthNs) return Base::fresh;
  return alone ? Base::outsider : Base::stale;
}

bool needs_fresh(const Touch& touch, const Content& now) {
  if (touch.deed == Deed::edit) return !touch.fits || !touch.fits(now.bytes);
  return touch.deed == Deed::overwrite && now.hash != touch.intended;
}

}  // namespace

lease::Scope scope_of_inode(const base::FileId& file) {
  return {lease::ScopeKind::resource,
          std::string(kInode) + std::to_string(file.device) + '-' + std::to_string(file.inode)};
}

bool is_inode(const lease::Scope& scope) {
  return scope.kind == lease::ScopeKind::resource && scope.text.starts_with(kInode);
}

std::vector<lease::Claim> Look::claims(const std::vector<Touch>& touches) const {
  std::vector<lease::Claim> claims;
  const auto add = [&](lease::Scope scope) {
    const lease::Claim claim{std::move(scope), lease::Mode::write};
    if (std::ranges::find(claims, claim) == claims.end()) claims.push_back(claim);
  };
  for (std::size_t i = 0; i < touches.size(); ++i) {
    if (!is_write(touches[i])) continue;
    add(touches[i].scope);
    if (const auto& shared = seen[i].content.shared) add(scope_of_inode(*shared));
  }
  return claims;
}

std::size_t Look::touch_of(const lease::Scope& scope, const std::vector<Touch>& touches) const {
  for (std::size_t i = 0; i < touches.size(); ++i) {
    const auto& shared = seen[i].content.shared;
    if (touches[i].scope == scope || (shared && scope_of_inode(*shared) == scope)) return i;
  }
  return 0;
}

void Look::at(const Looker& looker, const std::vector<Touch>& touches, bool alone) {
  seen.assign(touches.size(), {});
  stale.reset();
  for (std::size_t i = 0; i < touches.size() && !stale; ++i) {
    const bool resource = touches[i].scope.kind == lease::ScopeKind::resource;
    if (!is_write(touches[i]) || (touches[i].scope.kind != lease::ScopeKind::path && !resource)) {
      continue;
    }
    auto content = read_content(looker.world.disk, touches[i].file);
    if (!content) continue;  // no regular file, or too long for a stamp: the lock alone
    seen[i].content = *std::move(content);
    if (resource) continue;  // no base that could be stale: whoever has it, changes it
    seen[i].base = base_of(looker, touches[i].file, seen[i].content, alone);
    if (seen[i].base == Base::stale && needs_fresh(touches[i], seen[i].content)) stale = i;
  }
}

}  // namespace coord
