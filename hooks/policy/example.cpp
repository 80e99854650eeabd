#include "hooks/policy/example.h"

#include <array>

namespace hooks {

using base::Result;

namespace {

struct TextField {
  std::string_view key;
  std::string Example::*member;
};

constexpr std::array<TextField, 4> kTexts = {
    {{"command", &Example::command},
     {"read", &Example::read},
     {"write", &Example::write},
     {"content", &Example::content}}
};

Result<void> read_missing(const JsonIn& in, Example& example) {
  return in.each_item([&](const JsonIn& item) -> Result<void> {
    example.missing.push_back(TRY(item.string()));
    return {};
  });
}

Result<void> read_member(const std::string& key, const JsonIn& in, Example& example) {
  for (const TextField& field : kTexts) {
    if (field.key != key) continue;
    example.*field.member = TRY(in.string());
    return {};
  }
  if (key == "missing") return read_missing(in, example);
  return in.unknown_key(key, {"command", "read", "write", "content", "missing"});
}

}  // namespace

Result<Example> read_example(const JsonIn& in) {
  Example example;
  if (in.is_string()) {
    example.command = TRY(in.string());
    return example;
  }
  TRY_VOID(in.each_member([&](const std::string& key, const JsonIn& member) {
    return read_member(key, member, example);
  }));
  const int kinds = static_cast<int>(!example.command.empty()) +
                    static_cast<int>(!example.read.empty()) +
                    static_cast<int>(!example.write.empty());
  if (kinds != 1) return in.wrong("an example is one command, one read or one write");
  return example;
}

}  // namespace hooks
