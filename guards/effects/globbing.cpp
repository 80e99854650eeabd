#include "guards/effects/globbing.h"

#include <string_view>
#include <utility>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/effects/pattern.h"

namespace guards::effects {

namespace {

constexpr std::size_t kMaxVisited = 20'000;

class Walk {
 public:
  Walk(const std::string& cwd, const Files& files, bool dotglob)
      : cwd_(cwd), files_(files), dotglob_(dotglob) {}

  std::vector<std::string> run(const std::string& pattern) {
    std::vector<std::string> found = {pattern.starts_with('/') ? "/" : ""};
    const auto parts = base::split(pattern, '/');
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].empty() && i + 1 < parts.size()) continue;
      found = step(found, parts[i], i + 1 == parts.size());
      if (found.empty() || found.size() > kMaxMatches || visited_ > kMaxVisited) return {};
    }
    return found;
  }

 private:
  std::vector<std::string> step(const std::vector<std::string>& bases, std::string_view part,
                                bool last) {
    std::vector<std::string> next;
    for (const std::string& at : bases) {
      if (part.empty()) {
        if (there(at) == There::folder) next.push_back(at);
      } else if (!is_pattern(part)) {
        if (auto name = named(at + unquoted(part), last)) next.push_back(*std::move(name));
      } else {
        names_of(at, part, last, next);
      }
    }
    return next;
  }

  // The path when it is there; on the way only a folder is.
  std::optional<std::string> named(std::string path, bool last) const {
    const There what = there(path);
    if (last) return what != There::missing ? std::optional(std::move(path)) : std::nullopt;
    return what == There::folder ? std::optional(std::move(path += '/')) : std::nullopt;
  }

  void names_of(const std::string& at, std::string_view part, bool last,
                std::vector<std::string>& next) {
    const auto names = files_.list(base::join_path(cwd_, at.empty() ? "." : at));
    if (!names) return;
    for (const std::string& name : *names) {
      ++visited_;
      if (name.starts_with('.') && !dotglob_ && !part.starts_with('.')) continue;
      if (!fits(part, name)) continue;
      const std::string path = at + name;
      if (last) {
        next.push_back(path);
      } else if (there(path) == There::folder) {
        next.push_back(path + "/");
      }
    }
  }

  There there(const std::string& path) const { return files_.there(base::join_path(cwd_, path)); }

  const std::string& cwd_;
  const Files& files_;
  bool dotglob_;
  std::size_t visited_ = 0;
};

}  // namespace

std::vector<std::string> matching_paths(const std::string& pattern, const std::string& cwd,
                                        const Files& files, bool dotglob) {
  return Walk(cwd, files, dotglob).run(pattern);
}

}  // namespace guards::effects
