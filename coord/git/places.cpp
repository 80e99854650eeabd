#include "coord/git/places.h"

#include "coord/base/path.h"

namespace coord {

namespace {

std::optional<std::string> place_of(const GitSpot& at, std::string_view spec) {
  constexpr std::string_view kLiteral = ":(literal)";
  constexpr std::string_view kPattern = "*?[\\";
  const bool literal = spec.starts_with(kLiteral);
  if (literal) spec.remove_prefix(kLiteral.size());
  if (spec.empty()) return std::nullopt;
  const bool riddle = spec.front() == ':' || spec.find_first_of(kPattern) != spec.npos;
  if (!literal && riddle) return std::nullopt;
  const std::string path = base::join_path(at.folder, spec);
  if (path == at.root) return "";
  if (!base::is_within(path, at.root)) return std::nullopt;
  return base::relative_to(path, at.root);
}

}  // namespace

std::optional<Names> places_of(const GitSpot& at, const Names& pathspecs) {
  Names places;
  for (const std::string& spec : pathspecs) {
    auto place = place_of(at, spec);
    if (!place) return std::nullopt;
    places.push_back(*std::move(place));
  }
  if (places.empty()) places.emplace_back();
  return places;
}

}  // namespace coord
