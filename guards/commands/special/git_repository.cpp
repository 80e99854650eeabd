#include "guards/commands/special/git_repository.h"

#include <array>
#include <cctype>

#include "coord/base/path.h"
#include "coord/base/text.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr std::size_t kId = 40;
constexpr int kMaxLinks = 5;  // as git: symbolic refs in symbolic refs

bool is_id(std::string_view text) {
  return text.size() == kId && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::optional<std::string> line_of(const View& view, const std::string& path) {
  const auto text = view.content(path);
  if (!text) return std::nullopt;
  return std::string(base::trim(*text));
}

// "ID name" lines of packed-refs.
std::optional<std::string> packed_ref(const View& view, const std::string& folder,
                                      std::string_view name) {
  const auto text = view.content(folder + "/packed-refs");
  if (!text) return std::nullopt;
  for (const std::string_view line : base::split(*text, '\n')) {
    if (line.size() > kId + 1 && line.substr(kId + 1) == name)
      return std::string(line.substr(0, kId));
  }
  return std::nullopt;
}

std::optional<std::string> reference(const View& view, const GitRepository& at, std::string name) {
  for (int i = 0; i < kMaxLinks; ++i) {
    auto text = line_of(view, below(at.own, name));
    if (!text) text = line_of(view, below(at.common, name));
    if (!text) text = packed_ref(view, at.common, name);
    if (!text || is_id(*text)) return text;
    if (!text->starts_with("ref: ")) return std::nullopt;
    name = text->substr(5);
  }
  return std::nullopt;
}

// What the log of a ref says it was `back` steps ago; lines are "OLD NEW who when\tmessage".
std::optional<std::string> logged(const View& view, const GitRepository& at, std::string_view name,
                                  std::size_t back) {
  const auto text = view.content(at.common + "/logs/refs/" + std::string(name));
  if (!text) return std::nullopt;
  auto lines = base::split(*text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  if (back >= lines.size()) return std::nullopt;
  const auto line = lines[lines.size() - 1 - back];
  return line.size() > 2 * kId ? std::optional(std::string(line.substr(kId + 1, kId)))
                               : std::nullopt;
}

// The branch that was left last: "checkout: moving from X to Y".
std::optional<std::string> branch_before(const View& view, const GitRepository& at) {
  constexpr std::string_view kMoving = "checkout: moving from ";
  const auto text = view.content(at.own + "/logs/HEAD");
  const auto found = text ? text->rfind(kMoving) : std::string::npos;
  if (found == std::string::npos) return std::nullopt;
  const auto begin = found + kMoving.size();
  return text->substr(begin, text->find(' ', begin) - begin);
}

// stash@{N}
std::optional<std::string> stashed(const View& view, const GitRepository& at,
                                   std::string_view name) {
  const auto mark = name.find("@{");
  const auto back = base::to_int(name.substr(mark + 2, name.find('}') - mark - 2));
  if (!back || *back < 0 || !name.starts_with("stash")) return std::nullopt;
  return logged(view, at, "stash", static_cast<std::size_t>(*back));
}

std::optional<std::string> named(const View& view, const GitRepository& at, std::string name) {
  if (is_id(name)) return name;
  if (name == "@") name = "HEAD";
  if (name == "-") {
    const auto before = branch_before(view, at);
    if (!before) return std::nullopt;
    name = *before;
  }
  if (name == "stash") return reference(view, at, "refs/stash");
  if (name.find("@{") != std::string::npos) return stashed(view, at, name);
  constexpr std::array<std::string_view, 5> kPlaces = {"", "refs/", "refs/tags/", "refs/heads/",
                                                       "refs/remotes/"};
  for (const std::string_view place : kPlaces) {
    if (place.empty() && name != "HEAD" && !name.ends_with("_HEAD") && !name.starts_with("refs/"))
      continue;
    if (auto id = reference(view, at, std::string(place) + name)) return id;
  }
  return std::nullopt;
}

// gitrevisions(7): "~N" is N times the first parent, "^N" once the Nth.
struct Ascent {
  std::int64_t parent = 1;
  std::int64_t steps = 1;
};

constexpr std::int64_t kMaxSteps = 1000;

std::optional<Ascent> take_ascent(std::string_view& text) {
  const char kind = text.front();
  text.remove_prefix(1);
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(digits.size());
  const bool ends = text.empty() || text[0] == '~' || text[0] == '^';
  if (digits.empty() && !ends) return std::nullopt;
  const auto given = base::to_int(digits).value_or(1);
  return kind == '~' ? Ascent{1, given} : Ascent{given, 1};
}

std::optional<std::string> parent_of(GitObjects& objects, const std::string& id,
                                     std::int64_t number) {
  const auto commit = objects.commit(id);
  if (!commit || number < 1) return std::nullopt;
  const auto at = static_cast<std::size_t>(number - 1);
  return at < commit->parents.size() ? std::optional(commit->parents[at]) : std::nullopt;
}

}  // namespace

std::optional<GitRepository> find_repository(const View& view, std::string folder) {
  constexpr std::string_view kLink = "gitdir: ";
  while (true) {
    const std::string own = below(folder, ".git");
    const There there = view.there(own);
    if (there == There::folder) return GitRepository{folder, own, own};
    if (there == There::file) {
      const auto link = line_of(view, own);
      if (!link || !link->starts_with(kLink)) return std::nullopt;
      GitRepository found{folder, base::join_path(folder, link->substr(kLink.size())), {}};
      const auto common = line_of(view, found.own + "/commondir");
      found.common = common ? base::join_path(found.own, *common) : found.own;
      return found;
    }
    if (there == There::unknown || folder.size() < 2) return std::nullopt;
    folder = base::dir_name(folder);
  }
}

std::optional<std::string> revision(const View& view, const GitRepository& repository,
                                    GitObjects& objects, std::string_view text) {
  const auto mark = text.find_first_of("~^");
  auto id = named(view, repository, std::string(text.substr(0, mark)));
  while (id && !text.empty()) {
    const auto at = text.find_first_of("~^");
    if (at == std::string_view::npos) break;
    text.remove_prefix(at);
    const auto ascent = take_ascent(text);
    if (!ascent || ascent->steps > kMaxSteps) return std::nullopt;
    for (std::int64_t i = 0; i < ascent->steps && id; ++i) {
      id = parent_of(objects, *id, ascent->parent);
    }
  }
  return id;
}

}  // namespace guards::commands
