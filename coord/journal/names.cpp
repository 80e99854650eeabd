#include "coord/journal/names.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"

namespace coord {

namespace {

constexpr std::size_t kMaxName = 64;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_name(std::string_view name) {
  const auto fits = [](char c) { return is_plain(c) || c == '.' || c == '_' || c == '-'; };
  return !name.empty() && name.size() <= kMaxName && is_plain(name.front()) &&
         std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

std::string journal_path(const std::string& state_dir) {
  return base::join_path(state_dir, "journal.jsonl");
}

std::string epoch_path(const std::string& state_dir) {
  return state_dir + ".epoch";
}

base::Result<Journal> open_coordination(base::World& world, const std::string& state_dir,
                                        JournalOptions options) {
  options.epoch_path = epoch_path(state_dir);
  return Journal::open(world, journal_path(state_dir), std::move(options));
}

base::Result<std::string> stream_path(const std::string& state_dir, std::string_view name) {
  if (is_name(name)) {
    return base::join_path(state_dir, "streams/" + std::string(name) + ".jsonl");
  }
  return base::fail(base::Code::invalid_input,
                    "a stream's name is a-z 0-9, then also . _ -, at most 64 bytes",
                    base::one_line(name, 80), "for example tasks");
}

}  // namespace coord
