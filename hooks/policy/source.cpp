#include "hooks/policy/source.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "coord/base/glob.h"
#include "coord/base/json.h"
#include "coord/base/text.h"
#include "guards/rules/content_rules.h"
#include "hooks/policy/example.h"
#include "hooks/policy/json_in.h"
#include "hooks/policy/words.h"

namespace hooks {

namespace {

using base::Result;

template <std::size_t N>
Result<std::size_t> word(const JsonIn& in, const std::array<std::string_view, N>& words) {
  const std::string text = TRY(in.string());
  const auto index = index_of(words, text);
  if (!index) return in.unknown_word(text, {words.begin(), words.end()});
  return *index;
}

Result<void> read_id(const JsonIn& in, RulePatch& rule) {
  rule.id = TRY(in.string());
  const bool plain = std::all_of(rule.id.begin(), rule.id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
  if (plain && rule.id.find('.') != std::string::npos && rule.id.size() <= 64) return {};
  return in.wrong("a rule id is pack.name in lower case", "for example \"team.schema\"");
}

template <auto Member>
Result<void> read_text(const JsonIn& in, RulePatch& rule) {
  std::string text = TRY(in.string());
  if (text.empty() || text.size() > 400) return in.wrong("1 to 400 bytes of text are needed");
  rule.*Member = std::move(text);
  return {};
}

template <auto Member, class Enum, const auto& Words>
Result<void> read_word(const JsonIn& in, RulePatch& rule) {
  rule.*Member = static_cast<Enum>(TRY(word(in, Words)));
  return {};
}

Result<void> read_on(const JsonIn& in, RulePatch& rule) {
  return in.each_item([&](const JsonIn& item) -> Result<void> {
    const std::size_t bit = TRY(word(item, kOnWords));
    rule.on = static_cast<std::uint16_t>(rule.on | (1U << bit));
    return {};
  });
}

constexpr std::array<std::string_view, 8> kLabels = {
    "@outside", "@above", "@state", "@git", "@self", "@self-cli", "@user-config", "@user-state"};

Result<void> check_pattern(const JsonIn& in, std::string_view pattern) {
  const std::string_view glob = pattern.substr(pattern.starts_with('!') ? 1 : 0);
  if (glob.empty()) return in.wrong("an empty pattern fits nothing");
  if (glob.size() > 512) return in.wrong("a pattern has at most 512 bytes");
  if (const auto good = base::check_glob(glob); !good) return in.wrong(good.error().what);
  const std::string_view label = glob.substr(0, glob.find('/'));
  if (label.starts_with('@') && !index_of(kLabels, label))
    return in.unknown_word(label, {kLabels.begin(), kLabels.end()});
  if (glob.starts_with("./") || glob.find("/../") != std::string_view::npos ||
      (glob.size() > 1 && glob.ends_with('/')))
    return in.wrong("paths are compared without ./, ../ and a last slash");
  return {};
}

Result<void> read_paths(const JsonIn& in, RulePatch& rule) {
  return in.each_item([&](const JsonIn& item) -> Result<void> {
    std::string pattern = TRY(item.string());
    TRY_VOID(check_pattern(item, pattern));
    rule.paths.push_back(std::move(pattern));
    return {};
  });
}

Result<void> read_content(const JsonIn& in, RulePatch& rule) {
  return in.each_item([&](const JsonIn& item) -> Result<void> {
    ContentText text;
    TRY_VOID(item.each_member([&](const std::string& key, const JsonIn& member) -> Result<void> {
      if (key != "literal" && key != "regex") return member.unknown_key(key, {"literal", "regex"});
      std::string value = TRY(member.string());
      (key == "literal" ? text.literal : text.regex) = std::move(value);
      return {};
    }));
    if (text.literal.size() < 3) return item.wrong("a literal of at least 3 bytes is needed");
    if (text.regex.empty()) return item.wrong("\"regex\" is missing");
    if (const auto good = guards::check_regex(text.regex); !good)
      return item.wrong(good.error().what);
    rule.content.push_back(std::move(text));
    return {};
  });
}

Result<void> read_match(const JsonIn& in, RulePatch& rule) {
  return in.each_item([&](const JsonIn& item) -> Result<void> {
    std::string words = TRY(item.string());
    if (base::trim(words).empty()) return item.wrong("an empty pattern fits nothing");
    rule.match.push_back(std::move(words));
    return {};
  });
}

Result<void> read_floor(const JsonIn& in, RulePatch& rule) {
  if (in.kind() == SourceKind::layer)
    return in.wrong("only the embedded policy has floors", R"(use "tier": "block")");
  rule.floor = TRY(in.boolean());
  return {};
}

Result<void> read_examples(const JsonIn& in, RulePatch& rule) {
  return in.each_member([&](const std::string& key, const JsonIn& list) -> Result<void> {
    if (key != "deny" && key != "allow") return list.unknown_key(key, {"allow", "deny"});
    std::vector<Example>& to = key == "deny" ? rule.deny : rule.allow;
    return list.each_item([&](const JsonIn& item) -> Result<void> {
      Example example = TRY(read_example(item));
      to.push_back(std::move(example));
      return {};
    });
  });
}

template <class To>
struct Field {
  std::string_view key;
  Result<void> (*read)(const JsonIn& in, To& to);
};

constexpr std::array<Field<RulePatch>, 13> kRuleFields = {
    {
     {"id", read_id},
     {"category", read_word<&RulePatch::category, guards::Category, kCategoryWords>},
     {"tier", read_word<&RulePatch::tier, guards::Tier, kTierWords>},
     {"stage", read_word<&RulePatch::stage, guards::Stage, kStageWords>},
     {"on", read_on},
     {"paths", read_paths},
     {"content", read_content},
     {"match", read_match},
     {"adr", read_text<&RulePatch::adr>},
     {"why", read_text<&RulePatch::why>},
     {"instead", read_text<&RulePatch::instead>},
     {"floor", read_floor},
     {"examples", read_examples},
     }
};

template <class To, std::size_t N>
Result<void> read_fields(const JsonIn& in, const std::array<Field<To>, N>& fields, To& to) {
  return in.each_member([&](const std::string& key, const JsonIn& member) -> Result<void> {
    std::vector<std::string_view> known;
    for (const Field<To>& field : fields) {
      if (field.key == key) return field.read(member, to);
      known.push_back(field.key);
    }
    return member.unknown_key(key, known);
  });
}

Result<void> read_rules(const JsonIn& in, Source& source) {
  return in.each_item([&](const JsonIn& item) -> Result<void> {
    RulePatch rule;
    TRY_VOID(read_fields(item, kRuleFields, rule));
    if (rule.id.empty()) return item.wrong("a rule needs an \"id\"");
    const bool has_examples = !rule.allow.empty() || !rule.deny.empty();
    if (has_examples && (rule.on & guards::kOnTurn) != 0) {
      return item.wrong("a rule about turns has no examples", "no call alone breaks it");
    }
    for (const RulePatch& other : source.rules)
      if (other.id == rule.id) return item.wrong("the rule " + rule.id + " stands here twice");
    source.rules.push_back(std::move(rule));
    return {};
  });
}

Result<void> read_packs(const JsonIn& in, Source& source) {
  return in.each_member([&](const std::string& key, const JsonIn& member) -> Result<void> {
    constexpr std::array<std::string_view, 2> kSwitch = {"off", "on"};
    const std::size_t on = TRY(word(member, kSwitch));
    source.packs.emplace_back(key, on == 1);
    return {};
  });
}

Result<void> read_on_error(const JsonIn& in, Source& source) {
  return in.each_member([&](const std::string& key, const JsonIn& member) -> Result<void> {
    const auto category = index_of(kCategoryWords, key);
    if (!category) return member.unknown_key(key, {kCategoryWords.begin(), kCategoryWords.end()});
    const std::size_t side = TRY(word(member, kAnswerWords));
    source.on_error.emplace_back(static_cast<guards::Category>(*category), static_cast<Word>(side));
    return {};
  });
}

Result<void> read_version(const JsonIn& in, Source&) {
  if (TRY(in.integer()) == 1) return {};
  return in.wrong("1 is the only version this program knows", "install a newer flockgate");
}

Result<void> read_schema(const JsonIn& in, Source&) {
  TRY_VOID(in.string().map([](const std::string&) {}));
  return {};
}

Result<void> read_pack(const JsonIn& in, Source& source) {
  if (in.kind() == SourceKind::layer)
    return in.wrong("only the embedded policy has packs of its own", "put the rules in \"rules\"");
  source.pack = TRY(in.string());
  return {};
}

constexpr std::array<Field<Source>, 6> kSourceFields = {
    {
     {"$schema", read_schema},
     {"version", read_version},
     {"packs", read_packs},
     {"on_error", read_on_error},
     {"rules", read_rules},
     {"pack", read_pack},
     }
};

}  // namespace

Result<Source> read_source(std::string_view text, SourceKind kind) {
  const base::JsonLimits limits{.bytes = kMaxSourceBytes, .depth = 32, .comments = true};
  const nlohmann::json tree = TRY(base::parse_json(text, limits));
  Source source;
  TRY_VOID(read_fields(JsonIn(tree, text, kind), kSourceFields, source));
  return source;
}

}  // namespace hooks
