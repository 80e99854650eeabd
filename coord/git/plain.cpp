// Source: git-config(1), gitattributes(5), gitrepository-layout(5), git-pack-refs(1).
#include <algorithm>
#include <array>
#include <span>

#include "coord/base/env.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/tracked.h"

namespace coord {

namespace {

constexpr std::size_t kMaxSettings = 1U << 20U;
constexpr std::size_t kMaxRefs = 16U << 20U;
constexpr std::size_t kId = 40;

// What may stand in a repository's settings and make it another kind than we write: another hash,
// refs in tables, settings in more files; files that a group shall be able to write.
constexpr std::array<std::string_view, 4> kOdd = {"[extensions", "[include", "sharedrepository",
                                                  "worktree"};
// What may stand anywhere and let a file differ from its object, or its mode from the index.
constexpr std::array<std::string_view, 8> kFilters = {
    "autocrlf",       "eol",        "attributesfile", "filemode=false",
    "symlinks=false", "ignorestat", "checkstat",      "[include"};

std::string plain_letters(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool has_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return text.find(word) != text.npos; });
}

// Empty when it is not there; what cannot be read might hold anything.
std::string settings_in(base::Disk& disk, const std::string& path) {
  std::string file = disk.resolve(path).value_or(path);
  const auto text = base::read_file(disk, file, kMaxSettings);
  if (text) return plain_letters(*text);
  return text.error().code == base::Code::not_found ? "" : "[include";
}

std::string env_or(const char* name, const std::string& fallback) {
  std::string value = base::env_value(name);
  return value.empty() ? fallback : value;
}

// In git's own folder of the user; empty where there is none.
std::string of_user(const std::string& name) {
  const std::string home = base::env_value("HOME");
  const std::string config = env_or("XDG_CONFIG_HOME", home.empty() ? home : home + "/.config");
  return config.empty() ? config : config + "/git/" + name;
}

// The files git reads besides the repository's own.
Names outer_settings() {
  Names files = {env_or("GIT_CONFIG_SYSTEM", "/etc/gitconfig")};
  if (const std::string global = base::env_value("GIT_CONFIG_GLOBAL"); !global.empty()) {
    files.push_back(global);
    return files;
  }
  if (const std::string home = base::env_value("HOME"); !home.empty())
    files.push_back(home + "/.gitconfig");
  if (std::string user = of_user("config"); !user.empty()) files.push_back(std::move(user));
  return files;
}

bool has_attributes(base::Disk& disk, const GitSpot& at, const Layout& layout) {
  Names files = {"/etc/gitattributes", base::join_path(layout.common_dir, "info/attributes"),
                 base::join_path(at.root, ".gitattributes")};
  if (std::string user = of_user("attributes"); !user.empty()) files.push_back(std::move(user));
  return std::ranges::any_of(files,
                             [&](const std::string& file) { return disk.info(file).has_value(); });
}

bool is_id(std::string_view text) {
  return text.size() == kId && text.find_first_not_of("0123456789abcdef") == text.npos;
}

}  // namespace

std::optional<PlainRepository> plain_repository(const GitSpot& at) {
  base::Disk& disk = at.world.disk;
  auto layout = find_layout(disk, at.root);
  if (!layout || layout->root != at.root) return std::nullopt;
  const std::string own = settings_in(disk, base::join_path(layout->common_dir, "config"));
  if (has_any(own, kOdd)) return std::nullopt;
  bool filters = has_any(own, kFilters) || has_attributes(disk, at, *layout);
  for (const std::string& file : outer_settings()) {
    filters = filters || has_any(settings_in(disk, file), kFilters);
  }
  return PlainRepository{*std::move(layout), filters};
}

std::optional<std::string> head_commit(base::Disk& disk, const Layout& layout) {
  constexpr std::string_view kRef = "ref: ";
  const auto head = base::read_file(disk, base::join_path(layout.git_dir, "HEAD"));
  if (!head) return std::nullopt;
  std::string_view text = base::trim(*head);
  if (is_id(text)) return std::string(text);
  if (!text.starts_with(kRef)) return std::nullopt;
  const std::string_view name = text.substr(kRef.size());
  const auto loose = base::read_file(disk, base::join_path(layout.common_dir, name));
  if (loose && is_id(base::trim(*loose))) return std::string(base::trim(*loose));
  const auto packed =
      base::read_file(disk, base::join_path(layout.common_dir, "packed-refs"), kMaxRefs);
  if (loose || !packed) return std::nullopt;
  const std::string line = ' ' + std::string(name) + '\n';
  const std::size_t found = packed->find(line);
  if (found == std::string::npos || found < kId) return std::nullopt;
  const std::string id = packed->substr(found - kId, kId);
  return is_id(id) ? std::optional(id) : std::nullopt;
}

}  // namespace coord
