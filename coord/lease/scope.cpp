#include "coord/lease/scope.h"

#include <algorithm>
#include <array>

#include "coord/base/glob.h"
#include "coord/base/path.h"

namespace coord::lease {

namespace {

constexpr std::string_view kResource = "res:";
constexpr std::string_view kBelow = "/**";

constexpr std::array<const char*, 3> kModes = {"read", "intent_write", "write"};
constexpr std::array<const char*, 4> kPriorities = {"low", "normal", "high", "critical"};
constexpr std::array<const char*, 4> kKinds = {"call", "reservation", "asked", "job"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<const char*, N>& names, std::string_view word) {
  const auto* found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

bool is_resource_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' ||
           c == '.' || c == '_' || c == '-' || c == '/';
  });
}

base::Result<Scope> file_scope(std::string_view text) {
  if (base::is_absolute(text)) {
    return base::fail(base::Code::invalid_input, "a scope is relative to the work tree's root",
                      std::string(text), "write it as seen from the root");
  }
  bool directory = text.ends_with('/');
  std::string path = base::normalise(text);
  if (path == "." || path == "**") return Scope{ScopeKind::tree, {}};
  if (path == ".." || path.starts_with("../")) {
    return base::fail(base::Code::invalid_input, "a scope stays inside the work tree", path);
  }
  if (path.ends_with(kBelow)) {
    path.resize(path.size() - kBelow.size());
    directory = true;
  }
  if (!base::is_glob(path)) {
    return Scope{directory ? ScopeKind::directory : ScopeKind::path, path};
  }
  if (directory) path += kBelow;
  TRY_VOID(base::check_glob(path));
  return Scope{ScopeKind::glob, path};
}

bool pattern_meets(const Scope& pattern, const Scope& other) {
  switch (other.kind) {
    case ScopeKind::path:
      return base::glob_match(pattern.text, other.text);
    case ScopeKind::directory:
      return base::glob_match(pattern.text, other.text) ||
             base::glob_overlap(pattern.text, other.text + std::string(kBelow));
    case ScopeKind::glob:
      return base::glob_overlap(pattern.text, other.text);
    case ScopeKind::resource:
    case ScopeKind::tree:
      break;
  }
  return other.kind == ScopeKind::tree;
}

}  // namespace

const char* name_of(Mode mode) {
  return kModes[static_cast<std::size_t>(mode)];
}
const char* name_of(Priority priority) {
  return kPriorities[static_cast<std::size_t>(priority)];
}
const char* name_of(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}
std::optional<Mode> mode_named(std::string_view word) {
  return named<Mode>(kModes, word);
}
std::optional<Priority> priority_named(std::string_view word) {
  return named<Priority>(kPriorities, word);
}
std::optional<Kind> kind_named(std::string_view word) {
  return named<Kind>(kKinds, word);
}

base::Result<Scope> parse_scope(std::string_view text) {
  if (text.empty()) {
    return base::fail(base::Code::invalid_input, "an empty scope", {},
                      "name a path, a folder/, a pattern or res:NAME");
  }
  if (!text.starts_with(kResource)) return file_scope(text);
  const std::string_view name = text.substr(kResource.size());
  if (!is_resource_name(name)) {
    return base::fail(base::Code::invalid_input, "a resource name is 1 to 64 of A-Z a-z 0-9 :._-/",
                      std::string(text));
  }
  return Scope{ScopeKind::resource, std::string(name)};
}

std::string to_text(const Scope& scope) {
  switch (scope.kind) {
    case ScopeKind::directory:
      return scope.text + "/";
    case ScopeKind::resource:
      return std::string(kResource) + scope.text;
    case ScopeKind::tree:
      return "**";
    case ScopeKind::path:
    case ScopeKind::glob:
      break;
  }
  return scope.text;
}

bool overlaps(const Scope& a, const Scope& b) {
  if (a.kind == ScopeKind::resource || b.kind == ScopeKind::resource) return a == b;
  if (a.kind == ScopeKind::tree || b.kind == ScopeKind::tree) return true;
  if (a.kind == ScopeKind::glob) return pattern_meets(a, b);
  if (b.kind == ScopeKind::glob) return pattern_meets(b, a);
  if (a.kind == ScopeKind::path && b.kind == ScopeKind::path) return a.text == b.text;
  return (a.kind == ScopeKind::directory && base::is_within(b.text, a.text)) ||
         (b.kind == ScopeKind::directory && base::is_within(a.text, b.text));
}

bool covers(const Scope& outer, const Scope& inner) {
  if (outer == inner) return true;
  if (outer.kind == ScopeKind::resource || inner.kind == ScopeKind::resource) return false;
  if (outer.kind == ScopeKind::tree) return true;
  if (outer.kind == ScopeKind::glob) {
    return inner.kind == ScopeKind::path && base::glob_match(outer.text, inner.text);
  }
  return outer.kind == ScopeKind::directory && inner.kind != ScopeKind::tree &&
         inner.kind != ScopeKind::glob && base::is_within(inner.text, outer.text);
}

}  // namespace coord::lease
