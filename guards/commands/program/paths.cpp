// What is done to the paths a function is given.
#include <algorithm>
#include <array>
#include <optional>

#include "guards/commands/program/deeds.h"
#include "guards/commands/touching.h"

namespace guards::commands::program {

namespace {

struct ActRole {
  Act act;
  Role role;
};

constexpr std::array kRoles = {
    ActRole{Act::read,      Role::in       },
    ActRole{Act::text,      Role::in       },
    ActRole{Act::write,     Role::out      },
    ActRole{Act::opened,    Role::out      },
    ActRole{Act::append,    Role::append   },
    ActRole{Act::edit,      Role::edit     },
    ActRole{Act::remove,    Role::gone     },
    ActRole{Act::prune,     Role::tree_gone},
    ActRole{Act::folder,    Role::made     },
    ActRole{Act::touch,     Role::touch    },
    ActRole{Act::meta,      Role::meta     },
    ActRole{Act::into,      Role::into     },
    ActRole{Act::temporary, Role::out      },
};

std::optional<Role> role_of(Act act) {
  for (const ActRole& row : kRoles) {
    if (row.act == act) return row.role;
  }
  return std::nullopt;
}

// The role a mode of open() stands for: "r+", "wb", O_RDONLY|..., a for append.
Role role_of_mode(std::string_view mode) {
  if (mode.find("O_") != std::string_view::npos || mode.find("::") != std::string_view::npos ||
      mode.find("RDONLY") != std::string_view::npos) {
    if (mode.find("APPEND") != std::string_view::npos) return Role::append;
    const bool writes =
        mode.find("WR") != std::string_view::npos || mode.find("CREAT") != std::string_view::npos;
    return writes ? Role::out : Role::in;
  }
  mode = mode.substr(0, mode.find_first_of(":,"));
  if (mode.find('a') != std::string_view::npos || mode.starts_with(">>")) return Role::append;
  if (mode.find_first_of("wxc>") != std::string_view::npos && !mode.starts_with("+<"))
    return Role::out;
  return mode.find('+') != std::string_view::npos ? Role::edit : Role::in;
}

// The roles a mode may come to; one that is not known writes.
std::vector<Role> roles_of(const Value& mode) {
  using Kind = Value::Kind;
  if (mode.is(Kind::number) && mode.texts[0] != "0") return {Role::edit};
  if (mode.is(Kind::absent) || mode.is(Kind::number) || mode.is(Kind::list)) return {Role::in};
  if (!mode.is(Kind::text) && !mode.is(Kind::name)) return {Role::out};
  std::vector<Role> roles;
  roles.reserve(mode.texts.size());
  for (const std::string& one : mode.texts) roles.push_back(role_of_mode(one));
  return roles;
}

// SQL that does more than ask.
bool changes(const Value& query) {
  static constexpr std::array<std::string_view, 10> kChanging = {
      "alter",  "analyze", "create",  "delete", "drop",
      "insert", "reindex", "replace", "update", "vacuum"};
  std::string text = texts_of(query).empty() ? std::string() : texts_of(query).front();
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return std::ranges::any_of(
      kChanging, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool is_address(std::string_view path) {
  return path.find("://") != std::string_view::npos;
}

bool is_true(const Value* value) {
  return value != nullptr && (value->is(Value::Kind::number) || value->is(Value::Kind::text)) &&
         value->texts[0] != "False" && value->texts[0] != "false" && value->texts[0] != "0";
}

}  // namespace

Value Deeds::do_path(const FactRow& row, const Value& path, const Value& other,
                     const Given& given) {
  using Kind = Value::Kind;
  switch (row.act) {
    case Act::open:
      if (syntax_->language == Language::perl && row.first == 1) return open_perl(given);
      return open(path, given, other);
    case Act::pack:
      open(path, given, other);
      return Value::of(Kind::archive, texts_of(path));
    case Act::unpack: {
      const Value* named = given.field("path extract_dir");
      unpack(path, named != nullptr ? *named : other);
      return {};
    }
    case Act::move:
      if (!path.is(Kind::absent) && !other.is(Kind::absent)) place_all(Role::from, path, other);
      return other;
    case Act::copy:
    case Act::copy_tree:
      place_all(Role::in, path, other);
      return other;
    case Act::hard_link:
    case Act::symlink:
      place_all(Role::link, path, other, row.act == Act::symlink);
      return {};
    case Act::database:
      return connect(path);
    case Act::query:
      if (path.is(Kind::database) && changes(other)) {
        touch_all(Role::edit, Value::of(Kind::text, path.texts));
      }
      return path;
    case Act::backup:
      return backup(path, other);
    default:
      return touched(row.act, path, given);
  }
}

Value Deeds::touched(Act act, const Value& path, const Given& given) {
  using Kind = Value::Kind;
  // A flag of Node.js or PHP may turn a write into an append.
  const Value* flag = given.field("flag flags");
  const bool appends = (flag != nullptr && flag->only_text().starts_with('a')) ||
                       (given.items.size() > 2 && given.items[2].is(Kind::name) &&
                        given.items[2].texts[0].find("APPEND") != std::string::npos);
  touch_all(act == Act::write && appends ? Role::append : *role_of(act), path);
  return Value::of(act == Act::text ? Kind::contents : Kind::handle, texts_of(path));
}

// A data base is made when it is not there.
Value Deeds::connect(const Value& path) {
  for (const std::string& one : texts_of(path)) {
    const bool there = view_.there(placed(one)) == There::file;
    if (one != ":memory:") touch_all(there ? Role::in : Role::out, Value::text(one));
  }
  return Value::of(Value::Kind::database, texts_of(path));
}

Value Deeds::backup(const Value& path, const Value& format) {
  struct Ending {
    std::string_view format;
    std::string_view text;
  };
  static constexpr std::array kEndings = {
      Ending{"zip",   ".zip"    },
      Ending{"tar",   ".tar"    },
      Ending{"gztar", ".tar.gz" },
      Ending{"bztar", ".tar.bz2"},
      Ending{"xztar", ".tar.xz" }
  };
  Value ending;
  for (const Ending& row : kEndings) {
    if (format.only_text() == row.format) ending = Value::text(std::string(row.text));
  }
  Value made = concatenated(path, ending);
  touch_all(Role::out, made);
  return made;
}

Value Deeds::open(const Value& path, const Given& given, const Value& mode) {
  using Kind = Value::Kind;
  const Value* named = given.field("mode flags flag");
  const Value& how = named != nullptr ? *named : mode;
  if (path.is(Kind::number) || path.is(Kind::absent)) return {};
  if (is_true(given.field("inplace"))) {
    touch_all(Role::edit, path);
  } else if (is_true(given.field("write")) || is_true(given.field("create"))) {
    touch_all(is_true(given.field("append")) ? Role::append : Role::out, path);
  } else {
    for (const Role role : roles_of(how)) touch_all(role, path);
  }
  return Value::of(Kind::handle, texts_of(path));
}

// open FH, "<", PATH; open FH, ">PATH"; open FH, "-|", PROGRAM; open FH, "PROGRAM |"
Value Deeds::open_perl(const Given& given) {
  if (given.items.size() < 2) return {};
  const Value& mode = given.items[1];
  if (given.items.size() > 2) {
    const auto sign = mode.only_text();
    if (sign.starts_with("-|") || sign.starts_with("|-")) {
      run_command({"", Act::command, kLater}, {}, given, "open");
    } else if (!given.items[2].is(Value::Kind::unknown) || role_of_mode(sign) != Role::in) {
      touch_all(role_of_mode(sign), given.items[2]);
    }
    return {};
  }
  for (const std::string& text : texts_of(mode)) {
    const auto path = std::min(text.find_first_not_of("<>+ &="), text.size());
    if (text.starts_with('|') || text.ends_with('|')) {
      const auto begin = text.starts_with('|') ? 1U : 0U;
      const std::string command = text.substr(begin, text.size() - 1);
      run_shell(Value::text(command), given, "open");
    } else {
      touch_all(role_of_mode(text.substr(0, path)), Value::text(text.substr(path)));
    }
  }
  return {};
}

// The touches from the `first` on may not happen.
void Deeds::mark_unsure(std::size_t first) {
  if (!is_unsure()) return;
  for (std::size_t i = first; i < meaning_.touches.size(); ++i) meaning_.touches[i].maybe = true;
}

void Deeds::touch_all(Role role, const Value& paths) {
  for (const std::string& path : texts_of(paths)) {
    if (path.empty() || is_address(path)) continue;
    const std::size_t before = meaning_.touches.size();
    touch(meaning_, role, word(placed(path)), view_);
    mark_unsure(before);
  }
}

void Deeds::place_all(Role role, const Value& from, const Value& to, bool symbolic) {
  const std::vector<std::string> sources = texts_of(from);
  const std::vector<std::string> targets = texts_of(to);
  // copy(f, f + ".bak") in a loop: the n-th goes to the n-th.
  const bool in_step = from.is(Value::Kind::text) && sources.size() == targets.size();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    Placing placing;
    placing.role = role;
    placing.symbolic = symbolic;
    placing.target = word(placed(targets[i]));
    for (std::size_t k = 0; k < sources.size(); ++k) {
      const bool meant = !in_step || k == i;
      if (meant && !is_address(sources[k])) placing.sources.push_back(word(placed(sources[k])));
    }
    const std::size_t before = meaning_.touches.size();
    if (placing.sources.empty()) touch(meaning_, Role::out, placing.target, view_);
    place(meaning_, placing, view_);
    mark_unsure(before);
  }
}

}  // namespace guards::commands::program
