#include "coord/coordinator_owner.h"

#include <array>
#include <charconv>
#include <optional>

#include "coord/base/hash.h"
#include "coord/base/path.h"
#include "coord/base/remove_tree.h"
#include "coord/base/text.h"
#include "coord/identity/owner.h"
#include "coord/identity/process.h"

namespace coord {

namespace {

// Notes among the stamps: the proven owner, and the chain the first hook saw.
constexpr std::uint64_t kOwner = 1;
constexpr std::uint64_t kChain = 10;
constexpr std::uint64_t kChainRoom = 8;

Stamp to_note(const ProcessId& process) {
  return {
      {static_cast<std::uint64_t>(process.pid), process.start},
      {                                       }
  };
}

// With boot and pid namespace, so that a later hook has to look at nothing but the process.
Stamp to_note(const lease::Owner& owner) {
  return {
      {static_cast<std::uint64_t>(owner.pid), owner.start_ticks},
      {owner.namespace_id,                    owner.boot       }
  };
}

std::optional<lease::Owner> owner_in(const Stamps& stamps) {
  const auto note = stamps.note(kOwner);
  if (!note || note->seen.high == 0) return std::nullopt;
  return lease::Owner{static_cast<std::int64_t>(note->seen.high),
                      note->seen.low,
                      note->at.end,
                      note->at.file,
                      1,
                      0};
}

std::optional<ProcessId> process_in(const Stamps& stamps, std::uint64_t number) {
  const auto note = stamps.note(number);
  if (!note || note->seen.high == 0) return std::nullopt;
  return ProcessId{static_cast<std::int64_t>(note->seen.high), note->seen.low};
}

Chain chain_in(const Stamps& stamps) {
  Chain chain;
  for (std::uint64_t i = 0; i < kChainRoom; ++i) {
    const auto process = process_in(stamps, kChain + i);
    if (!process) break;
    chain.push_back(*process);
  }
  return chain;
}

// Which hook process left the chain: one that looks twice is still one witness.
std::uint64_t witness_in(const Stamps& stamps) {
  const auto first = stamps.note(kChain);
  return first ? first->at.file : 0;
}

base::Result<void> keep_chain(Stamps& stamps, const Chain& chain, std::int64_t witness) {
  for (std::uint64_t i = 0; i < kChainRoom; ++i) {
    const ProcessId process = i < chain.size() ? chain[i] : ProcessId{};
    if (process.pid == 0 && !stamps.note(kChain + i)) break;
    Stamp note = to_note(process);
    note.at.file = static_cast<std::uint64_t>(witness);
    TRY_VOID(stamps.put_note(kChain + i, note));
  }
  return {};
}

lease::Owner owner_from(base::World& world, const ProcessId& process, bool proven) {
  return {process.pid,
          process.start,
          base::hash64(world.clock.boot_id()),
          namespace_id(world.disk),
          proven ? 1U : 0U,
          0};
}

}  // namespace

bool has_proven_owner(const Stamps& stamps) {
  return owner_in(stamps).has_value();
}

base::Result<lease::Owner> find_owner(base::World& world, Stamps& stamps) {
  if (world.env.pid == 0) return lease::Owner{};
  const auto known = owner_in(stamps);
  if (known && is_same(world.disk, {known->pid, known->start_ticks})) return *known;
  const Chain chain = read_chain(world.disk, world.env.pid);
  auto owner = named_by_environment(chain);
  const bool is_second = witness_in(stamps) != static_cast<std::uint64_t>(world.env.pid);
  if (!owner && !known && is_second) owner = common_ancestor(chain_in(stamps), chain);
  if (owner) {
    const lease::Owner proven = owner_from(world, *owner, true);
    TRY_VOID(stamps.put_note(kOwner, to_note(proven)));
    return proven;
  }
  if (known) TRY_VOID(stamps.put_note(kOwner, {}));  // its process is another now
  TRY_VOID(keep_chain(stamps, chain, world.env.pid));
  const auto candidate = nearest_program(world.disk, chain);
  return candidate ? owner_from(world, *candidate, false) : lease::Owner{};
}

base::Result<void> forget_owner(Stamps& stamps) {
  if (stamps.note(kOwner)) TRY_VOID(stamps.put_note(kOwner, {}));
  return keep_chain(stamps, {}, 0);
}

bool is_dead(base::World& world, const std::string& root, const lease::Owner& owner,
             base::Millis call_since) {
  if (owner.proven == 0 || owner.boot != base::hash64(world.clock.boot_id())) return false;
  if (owner.namespace_id == 0 || owner.namespace_id != namespace_id(world.disk)) return false;
  if (!is_ended(world.disk, {owner.pid, owner.start_ticks})) return false;
  return call_since == lease::kForever || !has_survivor(world, root, call_since);
}

lease::Owner own_process(base::World& world) {
  const auto stat = read_stat(world.disk, world.env.pid);
  if (stat) return owner_from(world, {stat->pid, stat->start}, true);
  lease::Owner unproven;
  unproven.pid = world.env.pid;
  return unproven;
}

std::string mark_of(const lease::Owner& owner) {
  return std::to_string(owner.pid) + "-" + std::to_string(owner.start_ticks) + "-" +
         std::to_string(owner.boot) + "-" + std::to_string(owner.namespace_id);
}

std::optional<lease::Owner> owner_marked(std::string_view mark) {
  const auto parts = base::split(mark, '-');
  if (parts.size() != 4) return std::nullopt;
  std::array<std::uint64_t, 4> numbers = {};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string_view part = parts[i];
    const auto parsed = std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
    if (parsed.ec != std::errc() || parsed.ptr != part.data() + part.size()) return std::nullopt;
  }
  return lease::Owner{
      static_cast<std::int64_t>(numbers[0]), numbers[1], numbers[2], numbers[3], 1, 0};
}

void remove_left(base::World& world, const std::string& folder, std::string_view prefix) {
  const auto names = world.disk.list(folder);
  if (!names) return;
  for (const std::string& name : *names) {
    if (!name.starts_with(prefix)) continue;
    const std::string_view rest = std::string_view(name).substr(prefix.size());
    const auto owner = owner_marked(rest.substr(0, rest.find('.')));
    const std::string path = base::join_path(folder, name);
    const auto info = world.disk.info(path);
    if (!owner || !info || info->owner != world.env.uid) continue;
    const bool is_folder = info->kind == base::FileKind::directory;
    if (!is_dead(world, path, *owner, is_folder ? 0 : lease::kForever)) continue;
    static_cast<void>(is_folder ? base::remove_tree(world.disk, path) : world.disk.remove(path));
  }
}

}  // namespace coord
