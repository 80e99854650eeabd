#include "guards/commands/touching.h"

#include <algorithm>
#include <array>

namespace guards::commands {

namespace {

struct RoleEffect {
  Role role;
  Verb verb;
  How how;
  bool needs_target;
  bool tree;
};

constexpr std::array kRoleEffects = {
    RoleEffect{Role::in,        Verb::read,   How::none,      false, false},
    RoleEffect{Role::script,    Verb::read,   How::none,      false, false},
    RoleEffect{Role::out,       Verb::write,  How::overwrite, false, false},
    RoleEffect{Role::append,    Verb::write,  How::append,    false, false},
    RoleEffect{Role::edit,      Verb::write,  How::modify,    true,  false},
    RoleEffect{Role::gone,      Verb::remove, How::none,      true,  false},
    RoleEffect{Role::tree_gone, Verb::remove, How::none,      true,  true },
    RoleEffect{Role::made,      Verb::create, How::none,      false, true },
    RoleEffect{Role::meta,      Verb::chmod,  How::none,      true,  false},
    RoleEffect{Role::touch,     Verb::create, How::none,      false, false},
    RoleEffect{Role::into,      Verb::write,  How::modify,    false, true },
    RoleEffect{Role::from,      Verb::rename, How::none,      true,  false},
};

bool names_a_stream(std::string_view path) {
  return path.empty() || path == "-";
}

std::string place_of(const Placing& placing, const Word& source, bool in_folder) {
  const std::string name = placing.keeps_parents ? source.text : last_part(source.text);
  const bool inside = in_folder && name != "." && name != "..";
  return inside ? below(placing.target.text, name) : placing.target.text;
}

// GNU coreutils manual, "Backup options": the first number that is free.
std::string next_number(const std::string& path, const View& view) {
  for (int i = 1; i < 100; ++i) {
    std::string suffix = ".~" + std::to_string(i) + "~";
    if (view.there(path + suffix) == There::missing) return suffix;
  }
  return kUnknown;
}

// cp -r folder/. target: each entry goes on its own.
void place_inside(Meaning& meaning, const Placing& placing, const Word& source, const View& view) {
  for (const std::string& entry : view.list(source.text).value_or(std::vector<std::string>{})) {
    meaning.touches.push_back({.verb = Verb::write,
                               .how = How::overwrite,
                               .path = below(placing.target.text, entry),
                               .span = placing.target.span,
                               .tree = view.there(below(source.text, entry)) == There::folder});
  }
}

void keep_backup(Meaning& meaning, const Placing& placing, const std::string& to,
                 const View& view) {
  const bool keeps = !placing.backup.empty() || placing.numbered;
  if (!keeps || view.there(to) != There::file) return;
  meaning.touches.push_back(
      {.verb = Verb::write,
       .how = How::replace,
       .path = to + (placing.numbered ? next_number(to, view) : placing.backup),
       .span = placing.target.span});
}

// The folder or file that appears where one source goes.
void place_one(Meaning& meaning, const Placing& placing, const Word& source, bool in_folder,
               const View& view) {
  const std::string to = place_of(placing, source, in_folder);
  const std::string name = placing.keeps_parents ? source.text : last_part(source.text);
  const bool tree = view.there(source.text) == There::folder;
  if (tree && placing.role == Role::in && (name == "." || (in_folder && name.empty())))
    return place_inside(meaning, placing, source, view);
  keep_backup(meaning, placing, to, view);
  Touch made{.verb = Verb::write, .how = How::overwrite, .path = to, .span = placing.target.span};
  made.tree = tree;
  if (placing.role == Role::from || placing.replaces) made.how = How::replace;
  if (placing.role == Role::link) {
    made.verb = Verb::create;
    made.on_link = true;
    if (placing.symbolic) made.link_to = source.text;
  } else if (!tree) {
    made.content = view.content(source.text);
  }
  meaning.touches.push_back(std::move(made));
}

// Is what stands at the target left alone, and the source too?
bool stays(const Placing& placing, const Word& source, bool in_folder, const View& view) {
  if (!placing.keeps && !placing.keeps_newer) return false;
  const std::string to = place_of(placing, source, in_folder);
  if (placing.keeps) return view.there(to) == There::file || view.link(to);
  if (view.there(to) != There::file || view.there(source.text) != There::file) return false;
  if (view.link(to) || view.link(source.text)) return false;
  const auto now = view.facts(to);
  const auto then = view.facts(source.text);
  return now && then && now->modified_ns >= then->modified_ns;
}

void touch_source(Meaning& meaning, const Placing& placing, const Word& source, const View& view) {
  if (placing.keeps_links && view.link(source.text)) return;
  if (placing.role != Role::link) return touch(meaning, placing.role, source, view);
  // A second name of a file changes its link count, and lets it be written under that name.
  if (!placing.symbolic) touch(meaning, Role::meta, source, view);
}

// rm without -r, mkdir.
bool leaves_folders(Role role, const std::string& path, const View& view) {
  return role == Role::made || (role == Role::gone && !view.link(path));
}

}  // namespace

void edit_in_place(Meaning& meaning, const Word& file, std::string_view suffix, const View& view) {
  Touch* edited = add_touch(meaning, Role::edit, file, view);
  if (edited == nullptr) return;
  edited->how = How::replace;
  if (suffix.empty()) return;
  Touch kept = *edited;
  if (suffix.find('*') == std::string_view::npos) {
    kept.path += suffix;
  } else {
    kept.path.clear();
    for (const char c : suffix) c == '*' ? kept.path += file.text : kept.path += c;
  }
  kept.needs_target = view.there(file.text) == There::missing;
  meaning.touches.push_back(std::move(kept));
}

std::string below(std::string_view folder, std::string_view name) {
  std::string path;
  path.reserve(folder.size() + 1 + name.size());
  path.append(folder);
  if (!path.empty() && path.back() != '/') path += '/';
  return path.append(name);
}

std::string last_part(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

bool is_folder(const std::string& path, const View& view) {
  return path.ends_with('/') || path == "." || path == ".." || path.ends_with("/.") ||
         path.ends_with("/..") || view.there(path) == There::folder;
}

void touch(Meaning& meaning, Role role, const Word& path, const View& view) {
  add_touch(meaning, role, path, view);
}

Touch* add_touch(Meaning& meaning, Role role, const Word& path, const View& view) {
  if (names_a_stream(path.text)) return nullptr;
  if (role == Role::tree) {
    const bool folder = is_folder(path.text, view);
    return &meaning.touches.emplace_back(
        Touch{.path = path.text, .span = path.span, .named = !folder, .tree = folder});
  }
  const auto* row = std::ranges::find(kRoleEffects, role, &RoleEffect::role);
  if (row == kRoleEffects.end()) return nullptr;
  const There there = view.there(path.text);
  if (there == There::folder && leaves_folders(role, path.text, view)) return nullptr;
  Touch made{
      .verb = row->verb, .how = row->how, .path = path.text, .span = path.span, .tree = row->tree};
  made.needs_target = row->needs_target;
  made.pattern = path.pattern;
  if (role == Role::touch && (there == There::file || there == There::folder)) {
    made.verb = Verb::chmod;
  }
  if ((role == Role::in || role == Role::from) && there == There::folder) made.tree = true;
  if (role == Role::edit && there != There::missing) {  // the program reads what it changes
    meaning.touches.push_back({.path = path.text, .span = path.span, .handed = true});
  }
  return &meaning.touches.emplace_back(std::move(made));
}

void place(Meaning& meaning, const Placing& placing, const View& view) {
  const bool in_folder =
      placing.into ||
      (!placing.exact && (placing.sources.size() > 1 || is_folder(placing.target.text, view)));
  for (const Word& source : placing.sources) {
    if (stays(placing, source, in_folder, view)) continue;
    touch_source(meaning, placing, source, view);
    place_one(meaning, placing, source, in_folder, view);
  }
}

}  // namespace guards::commands
