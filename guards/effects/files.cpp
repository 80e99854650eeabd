#include "guards/effects/files.h"

#include <algorithm>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/pieces.h"
#include "guards/commands/meaning.h"

namespace guards::effects {

namespace {

constexpr std::size_t kMaxLinks = 16;

bool cannot_be_looked_at(std::string_view path) {
  return !base::is_absolute(path) || commands::has_hole(path);
}

There kind_of(const base::FileInfo& info) {
  return info.kind == base::FileKind::directory ? There::folder : There::file;
}

}  // namespace

const Files::Change* Files::change(const std::string& path) const {
  const auto at = changes_.find(path);
  return at == changes_.end() ? nullptr : &at->second;
}

// Not as it lies on the disk, or not to be looked at.
bool Files::is_own(const std::string& path) const {
  if (cannot_be_looked_at(path)) return true;
  if (changes_.empty()) return false;
  const std::string real = follow_own_links(path);
  return real != path || change(real) != nullptr || below_removed(real);
}

bool Files::below_removed(const std::string& path) const {
  for (std::string_view up = base::dir_name(path); up.size() > 1; up = base::dir_name(up)) {
    const auto at = changes_.find(up);
    if (at != changes_.end()) return at->second.there == There::missing;
  }
  return false;
}

// Where the first folder (or the path) ends that is a link of the text's own.
std::size_t Files::own_link(std::string_view path) const {
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const auto at = changes_.find(path.substr(0, end));
    if (at != changes_.end() && !at->second.link.empty()) return std::min(end, path.size());
    if (end == std::string_view::npos) return end;
  }
}

std::string Files::follow_own_links(std::string path) const {
  for (std::size_t hops = 0; has_links_ && hops < kMaxLinks; ++hops) {
    const auto end = own_link(path);
    if (end == std::string::npos) break;
    const std::string_view name = std::string_view(path).substr(0, end);
    const std::string rest = end < path.size() ? path.substr(end + 1) : "";
    path = base::join_path(base::join_path(base::dir_name(name), changes_.find(name)->second.link),
                           rest);
  }
  return path;
}

There Files::there(const std::string& path) const {
  if (cannot_be_looked_at(path)) return There::unknown;
  const std::string real = changes_.empty() ? path : follow_own_links(path);
  if (const Change* own = change(real)) return own->there;
  if (!changes_.empty() && below_removed(real)) return There::missing;
  return name(real).there;
}

const Files::Name& Files::name(const std::string& path) const {
  const auto [at, is_new] = names_->try_emplace(path);
  if (!is_new) return at->second;
  auto info = disk_->info(path);
  at->second.link = info && info->kind == base::FileKind::link;
  if (at->second.link) info = disk_->info(path, true);
  if (info) {
    at->second.there = kind_of(*info);
  } else if (info.error().code == base::Code::not_found) {
    at->second.there = There::missing;
  }
  return at->second;
}

std::optional<std::string> Files::content(const std::string& path) const {
  if (path == "/dev/null") return "";
  if (cannot_be_looked_at(path)) return std::nullopt;
  std::string real = changes_.empty() ? path : follow_own_links(path);
  if (const Change* own = change(real)) return own->content;
  if (!changes_.empty() && below_removed(real)) return std::nullopt;
  if (name(real).there == There::missing) return std::nullopt;
  if (auto resolved = disk_->resolve(real)) real = *resolved;  // a Disk opens no links
  auto text = base::read_file(*disk_, real, kMaxContent);
  if (!text) return std::nullopt;
  return *std::move(text);
}

std::optional<std::string> Files::piece(const std::string& path, std::uint64_t from,
                                        std::size_t most) const {
  if (is_own(path)) return std::nullopt;
  return base::DiskPieces(*disk_).piece(path, from, most);
}

std::optional<commands::Facts> Files::facts(const std::string& path) const {
  if (is_own(path)) return std::nullopt;
  const auto info = disk_->info(path, false);
  if (!info) return std::nullopt;
  constexpr std::uint32_t kRuns = 0111;
  return commands::Facts{info->size, info->modified_ns, (info->mode & kRuns) != 0};
}

std::optional<std::vector<std::string>> Files::list(const std::string& path) const {
  if (there(path) != There::folder) return std::nullopt;
  const std::string real = follow_own_links(path);
  std::vector<std::string> names;
  if (change(real) == nullptr) {
    auto listed = disk_->list(real);
    if (!listed) return std::nullopt;
    names = *std::move(listed);
  }
  const std::string prefix = real == "/" ? real : real + "/";
  for (auto at = changes_.lower_bound(prefix); at != changes_.end(); ++at) {
    const auto& [name, change] = *at;
    if (!name.starts_with(prefix)) break;
    if (base::dir_name(name) != real) continue;
    const std::string own(base::base_name(name));
    std::erase(names, own);
    if (change.there != There::missing) names.push_back(own);
  }
  std::ranges::sort(names);
  return names;
}

std::optional<std::string> Files::link(const std::string& path) const {
  if (cannot_be_looked_at(path)) return std::nullopt;
  if (const Change* own = change(path)) {
    if (own->link.empty()) return std::nullopt;
    return own->link;
  }
  if (!name(path).link) return std::nullopt;
  auto text = disk_->read_link(path);
  if (!text) return std::nullopt;
  return *std::move(text);
}

std::string Files::resolve(const std::string& path) const {
  if (cannot_be_looked_at(path)) return path;
  return follow_own_links(path);
}

void Files::write(const std::string& path, std::optional<std::string> content) {
  if (cannot_be_looked_at(path)) return;
  if (content && content->size() > kMaxContent) content.reset();
  changes_[follow_own_links(path)] = {There::file, std::move(content), {}};
}

void Files::append(const std::string& path, std::string_view text) {
  auto before = there(path) == There::missing ? std::string() : content(path);
  if (before) before->append(text);
  write(path, std::move(before));
}

void Files::make_folder(const std::string& path) {
  if (cannot_be_looked_at(path)) return;
  std::string at = path;
  while (at.size() > 1 && there(at) == There::missing) {
    changes_[at] = {There::folder, {}, {}};
    at = base::dir_name(at);
  }
}

void Files::make_link(const std::string& path, const std::string& target) {
  if (cannot_be_looked_at(path) || commands::has_hole(target) || target.empty()) return;
  const There there_now = there(base::join_path(base::dir_name(path), target));
  changes_[path] = {there_now, {}, target};
  has_links_ = true;
}

void Files::remove(const std::string& path) {
  if (cannot_be_looked_at(path)) return;
  const auto first = changes_.lower_bound(path + "/");
  auto last = first;
  while (last != changes_.end() && last->first.starts_with(path + "/")) ++last;
  changes_.erase(first, last);
  changes_[path] = {There::missing, {}, {}};
}

void Files::rename(const std::string& from, const std::string& to) {
  const There what = there(from);
  const auto text = what == There::file ? content(from) : std::nullopt;
  remove(from);
  if (what == There::folder) return make_folder(to);
  write(to, text);
}

}  // namespace guards::effects
