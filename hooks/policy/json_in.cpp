#include "hooks/policy/json_in.h"

#include <nlohmann/json.hpp>

#include "coord/base/text.h"
#include "hooks/policy/locate.h"

namespace hooks {

using base::Code;
using base::Result;

namespace {

std::string pointer_step(std::string_view name) {
  std::string step = "/";
  for (const char c : name) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

std::string hint_for(std::string_view word, const std::vector<std::string_view>& known) {
  if (const auto near = base::nearest(word, known))
    return "did you mean \"" + std::string(*near) + "\"?";
  std::string list = "known are";
  for (const std::string_view one : known) list += " " + std::string(one);
  return list;
}

}  // namespace

JsonIn JsonIn::below(const nlohmann::json& value, std::string_view name) const {
  JsonIn in(value, text_, kind_);
  in.pointer_ = pointer_ + pointer_step(name);
  return in;
}

bool JsonIn::is_string() const {
  return value_->is_string();
}

Result<std::string> JsonIn::string() const {
  if (!value_->is_string()) return wrong("a string is needed here");
  return value_->get_ref<const std::string&>();
}

Result<bool> JsonIn::boolean() const {
  if (!value_->is_boolean()) return wrong("true or false is needed here");
  return *value_->get_ptr<const bool*>();
}

Result<std::int64_t> JsonIn::integer() const {
  if (!value_->is_number_integer()) return wrong("a whole number is needed here");
  return value_->get<std::int64_t>();
}

Result<void> JsonIn::each_item(const VisitItem& visit) const {
  if (!value_->is_array()) return wrong("a list is needed here");
  std::size_t number = 0;
  for (const nlohmann::json& item : *value_) TRY_VOID(visit(below(item, std::to_string(number++))));
  return {};
}

Result<void> JsonIn::each_member(const VisitMember& visit) const {
  if (!value_->is_object()) return wrong("an object is needed here");
  for (const auto& [key, member] : value_->items()) TRY_VOID(visit(key, below(member, key)));
  return {};
}

tl::unexpected<base::Error> JsonIn::wrong(std::string what, std::string hint) const {
  return base::fail(Code::invalid_input, std::move(what),
                    to_text(locate(text_, pointer_), pointer_), std::move(hint));
}

tl::unexpected<base::Error> JsonIn::unknown_key(std::string_view key,
                                                const std::vector<std::string_view>& known) const {
  return base::fail(Code::invalid_input, "unknown key " + base::json_string(key),
                    to_text(locate(text_, pointer_, true), pointer_), hint_for(key, known));
}

tl::unexpected<base::Error> JsonIn::unknown_word(std::string_view word,
                                                 const std::vector<std::string_view>& known) const {
  return wrong("unknown word " + base::json_string(word), hint_for(word, known));
}

}  // namespace hooks
