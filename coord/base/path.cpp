#include "coord/base/path.h"

#include <algorithm>

namespace base {

namespace {

// Where the last part of `out` begins, given that `out` has no trailing slash.
std::size_t last_part(const std::string& out) {
  const std::size_t slash = out.rfind('/');
  return slash == std::string::npos ? 0 : slash + 1;
}

void append_part(std::string& out, std::string_view part) {
  if (!out.empty() && out.back() != '/') out += '/';
  out += part;
}

// "..": takes the last part away, or stays in front of a relative path, or is nothing at "/".
void climb(std::string& out) {
  if (out == "/") return;
  const std::size_t begin = last_part(out);
  if (out.empty() || std::string_view(out).substr(begin) == "..") return append_part(out, "..");
  out.resize(begin > 1 ? begin - 1 : begin);
}

// As most paths are: nothing to take away, so no second text is built.
bool is_normal(std::string_view path) {
  for (std::size_t at = is_absolute(path) ? 1 : 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part.empty() || part == "." || part == "..") return false;
    at = end + 1;
    if (at == path.size()) return false;  // it ends with a slash
  }
  return !path.empty();
}

std::string_view without_trailing_slashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

}  // namespace

bool is_absolute(std::string_view path) {
  return !path.empty() && path.front() == '/';
}

std::string normalise(std::string_view path) {
  if (is_normal(path)) return std::string(path);
  std::string out;
  out.reserve(path.size());
  if (is_absolute(path)) out = "/";
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      climb(out);
    } else {
      append_part(out, part);
    }
  }
  return out.empty() ? "." : out;
}

std::string join_path(std::string_view dir, std::string_view path) {
  if (is_absolute(path)) return normalise(path);
  std::string both(dir);
  append_part(both, path);
  return is_normal(both) ? both : normalise(both);
}

bool is_within(std::string_view path, std::string_view dir) {
  if (dir == "/") return is_absolute(path);
  if (dir == ".") return !is_absolute(path) && path.substr(0, 3) != "../" && path != "..";
  return path.substr(0, dir.size()) == dir &&
         (path.size() == dir.size() || path[dir.size()] == '/');
}

std::string relative_to(std::string_view path, std::string_view root) {
  if (!is_within(path, root) || root == ".") return std::string(path);
  if (path == root) return ".";
  return std::string(path.substr(root == "/" ? 1 : root.size() + 1));
}

std::string_view base_name(std::string_view path) {
  path = without_trailing_slashes(path);
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos || path == "/" ? path : path.substr(slash + 1);
}

std::string_view dir_name(std::string_view path) {
  path = without_trailing_slashes(path);
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? path.substr(0, 1) : without_trailing_slashes(path.substr(0, slash));
}

std::string_view extension(std::string_view path) {
  const std::string_view name = base_name(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

}  // namespace base
