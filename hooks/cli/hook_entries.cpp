#include "hooks/cli/hook_entries.h"

#include <algorithm>

#include "coord/base/json_edit.h"
#include "coord/base/text.h"
#include "hooks/cli/hook_handler.h"

namespace hooks::cli {

namespace {

using base::JsonKind;
using base::JsonRef;

bool is_blank(std::string_view text) {
  return base::trim(base::blank_comments(text)).empty();
}

// JSON without the blank space between its tokens.
std::string squeezed(std::string_view json) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (quoted && json[i] == '\\') {
      out.append(json.substr(i++, 2));
      continue;
    }
    if (json[i] == '"') quoted = !quoted;
    if (quoted || std::string_view(" \t\r\n").find(json[i]) == std::string_view::npos) {
      out += json[i];
    }
  }
  return out;
}

std::string group_text(const HookEntry& entry) {
  std::string matcher;
  if (!entry.matcher.empty()) matcher = R"("matcher":)" + base::json_string(entry.matcher) + ",";
  return "{" + matcher + R"("hooks":[)" + entry.handler + "]}";
}

base::Result<void> check_kind(JsonRef value, JsonKind kind, std::string_view name) {
  if (!value || value.is(kind)) return {};
  return base::fail(
      base::Code::invalid_input,
      std::string(name) + (kind == JsonKind::object ? " is no JSON object" : " is no JSON array"),
      {}, "repair the settings file first");
}

base::Result<JsonRef> hooks_of(const base::JsonEdit& settings) {
  TRY_VOID(check_kind(settings.root(), JsonKind::object, "the file"));
  const JsonRef hooks = settings.root().get("hooks");
  TRY_VOID(check_kind(hooks, JsonKind::object, "\"hooks\""));
  base::Result<void> sound;
  hooks.each([&sound](std::string_view event, JsonRef groups) {
    sound = check_kind(groups, JsonKind::array, event);
    return sound.has_value();
  });
  TRY_VOID(sound);
  return hooks;
}

// visit(group, handler) for each handler of one event.
template <class Visit>
void each_handler(JsonRef groups, Visit visit) {
  groups.each([&visit](std::string_view, JsonRef group) {
    group.get("hooks").each([&](std::string_view, JsonRef handler) {
      visit(group, handler);
      return true;
    });
    return true;
  });
}

struct Count {
  std::size_t all = 0;
  std::vector<std::size_t> ours;
};

// Removes what is ours below one container; true when nothing else was in it, and nothing is done.
bool strip_group(base::JsonEdit& edit, JsonRef group) {
  Count count;
  const JsonRef handlers = group.get("hooks");
  handlers.each([&count](std::string_view, JsonRef handler) {
    if (is_ours(handler)) count.ours.push_back(count.all);
    ++count.all;
    return true;
  });
  if (count.all > 0 && count.ours.size() == count.all) return true;
  edit.remove(handlers, count.ours);
  return false;
}

template <class Strip>
bool strip_children(base::JsonEdit& edit, JsonRef container, Strip strip) {
  Count count;
  container.each([&](std::string_view, JsonRef child) {
    if (strip(edit, child)) count.ours.push_back(count.all);
    ++count.all;
    return true;
  });
  if (count.all > 0 && count.ours.size() == count.all) return true;
  edit.remove(container, count.ours);
  return false;
}

bool strip_event(base::JsonEdit& edit, JsonRef groups) {
  return strip_children(edit, groups, strip_group);
}

std::vector<std::size_t> index_of(JsonRef object, std::string_view wanted) {
  std::vector<std::size_t> found;
  std::size_t index = 0;
  object.each([&](std::string_view key, JsonRef) {
    if (key == wanted) found.push_back(index);
    ++index;
    return true;
  });
  return found;
}

// The groups to append, by event, in the order wanted.
std::vector<base::JsonItem> groups_for(std::string_view event,
                                       const std::vector<HookEntry>& entries) {
  std::vector<base::JsonItem> groups;
  for (const HookEntry& entry : entries) {
    if (entry.event == event) groups.push_back({{}, group_text(entry)});
  }
  return groups;
}

std::string array_of(const std::vector<base::JsonItem>& items) {
  std::string json = "[";
  for (const base::JsonItem& item : items) json += (json.size() > 1 ? "," : "") + item.value;
  return json + "]";
}

std::string append_entries(base::JsonEdit& edit, JsonRef hooks,
                           const std::vector<HookEntry>& entries) {
  std::vector<base::JsonItem> new_events;
  std::vector<std::string_view> seen;
  for (const HookEntry& entry : entries) {
    if (std::ranges::find(seen, entry.event) != seen.end()) continue;
    seen.push_back(entry.event);
    const std::vector<base::JsonItem> groups = groups_for(entry.event, entries);
    const JsonRef present = hooks.get(entry.event);
    if (present) {
      edit.append(present, groups);
    } else {
      new_events.push_back({base::json_string(entry.event), array_of(groups)});
    }
  }
  if (hooks) {
    edit.append(hooks, new_events);
    return edit.apply();
  }
  std::string members;
  for (const base::JsonItem& event : new_events) {
    members += (members.empty() ? "" : ",") + event.key + ":" + event.value;
  }
  const base::JsonItem member{"\"hooks\"", "{" + members + "}"};
  edit.append(edit.root(), {&member, 1});
  return edit.apply();
}

}  // namespace

base::Result<std::vector<HookEntry>> find_entries(std::string_view settings) {
  std::vector<HookEntry> entries;
  if (is_blank(settings)) return entries;
  const base::JsonEdit edit = TRY(base::JsonEdit::open(std::string(settings)));
  const JsonRef hooks = TRY(hooks_of(edit));
  hooks.each([&entries](std::string_view event, JsonRef groups) {
    each_handler(groups, [&](JsonRef group, JsonRef handler) {
      if (!is_ours(handler)) return;
      entries.push_back(
          {std::string(event), group.text("matcher").value_or(""), squeezed(handler.raw())});
    });
    return true;
  });
  return entries;
}

std::vector<std::string> hooks_switched_off(std::string_view settings) {
  std::vector<std::string> found;
  const base::Result<base::JsonEdit> edit = base::JsonEdit::open(std::string(settings));
  if (!edit) return found;
  const JsonRef root = edit->root();
  if (root.is_true("disableAllHooks")) found.emplace_back("\"disableAllHooks\" is true");
  const JsonRef config = root.get("hooksConfig");
  if (config.get("enabled").raw() == "false") {
    found.emplace_back("\"hooksConfig.enabled\" is false");
  }
  config.get("disabled").each([&found](std::string_view, JsonRef name) {
    if (name.text() == "flockgate") found.emplace_back("\"hooksConfig.disabled\" names flockgate");
    return true;
  });
  return found;
}

base::Result<std::string> remove_entries(std::string_view settings) {
  if (is_blank(settings)) return std::string(settings);
  base::JsonEdit edit = TRY(base::JsonEdit::open(std::string(settings)));
  const JsonRef hooks = TRY(hooks_of(edit));
  if (hooks && strip_children(edit, hooks, strip_event)) {
    edit.remove(edit.root(), index_of(edit.root(), "hooks"));
  }
  return edit.apply();
}

base::Result<std::string> add_entries(std::string_view settings, const Wanted& wanted) {
  const std::vector<HookEntry> entries = wanted_entries(wanted);
  const std::vector<HookEntry> present = TRY(find_entries(settings));
  if (std::ranges::is_permutation(present, entries)) return std::string(settings);
  const std::string cleared =
      present.empty() ? std::string(settings) : TRY(remove_entries(settings));
  base::JsonEdit edit = TRY(base::JsonEdit::open(is_blank(cleared) ? cleared + "{}\n" : cleared));
  return append_entries(edit, TRY(hooks_of(edit)), entries);
}

}  // namespace hooks::cli
