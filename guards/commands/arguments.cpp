#include "guards/commands/arguments.h"

#include <algorithm>

namespace guards::commands {

namespace {

// The flag of the row spelled so; long names may be cut short as getopt_long(3) allows.
std::optional<FlagSpec> find_flag(const Command& row, std::string_view name) {
  std::optional<FlagSpec> shortened;
  const std::string_view text = row.flags;
  // Only the words in which a name begins so are read: rows are long, calls are many.
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if (at > 0 && text[at - 1] != ' ' && text[at - 1] != ',') continue;
    const auto begin = text.rfind(' ', at) + 1;  // 0 when there is none
    const auto spec = read_flag(text.substr(begin, text.find(' ', at) - begin));
    if (!spec) continue;
    if (lists(spec->names, name, ',')) return spec;
    if (name.size() > 4 && name.starts_with("--") &&
        spec->names.find(name) != std::string_view::npos) {
      shortened = spec;
    }
  }
  return shortened;
}

class Reader {
 public:
  explicit Reader(const Call& call) : call_(call) { read_synopsis(); }

  Arguments read() {
    while (at_ < call_.words.size() && !stopped_) read_word();
    give_roles();
    return std::move(result_);
  }

 private:
  void read_synopsis() {
    auto text = call_.row->operands;
    for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
      specs_.push_back(*read_operand(word));
    }
    for (std::size_t i = 0; i < specs_.size(); ++i) {
      const Role role = specs_[i].role;
      if (role == Role::command || role == Role::verb || role == Role::script) stop_at_ = i;
    }
  }

  void read_word() {
    const Word& word = call_.words[at_];
    const std::string& text = word.text;
    if (text.size() < 2 || text[0] != '-' || only_operands_) return read_operand_word(word);
    ++at_;
    if (text == "--") {
      only_operands_ = true;
    } else if (text.starts_with("--")) {
      read_long(word);
    } else {
      read_short(word);
    }
  }

  // Precondition: stop_at_ is one of specs_. NAME=value before a wrapped command belongs to its
  // environment (env(1), sudo(8)).
  bool is_environment(std::string_view text) const {
    if (specs_[stop_at_].role != Role::command) return false;
    const auto equals = text.find('=');
    return equals != std::string_view::npos && equals > 0 &&
           text.substr(0, equals).find_first_of("/.-") == std::string_view::npos;
  }

  void read_operand_word(const Word& word) {
    const std::size_t first = replaced_first_ ? 1 : 0;
    if (plain_.size() + first >= stop_at_ && stop_at_ < specs_.size()) {
      if (is_environment(word.text)) {
        result_.variables.push_back(word);
        return void(++at_);
      }
      result_.rest.assign(call_.words.begin() + static_cast<std::ptrdiff_t>(at_),
                          call_.words.end());
      stopped_ = true;
      return;
    }
    plain_.push_back(word);
    ++at_;
  }

  void read_long(const Word& word) {
    const auto equals = word.text.find('=');
    const std::string name = word.text.substr(0, equals);
    std::optional<std::string> attached;
    if (equals != std::string::npos) attached = word.text.substr(equals + 1);
    add(name, find_flag(*call_.row, name), word, attached);
  }

  void read_short(const Word& word) {
    const std::string& text = word.text;
    const auto equals = text.find('=');
    const std::string whole = text.substr(0, equals);
    if (const auto spec = find_flag(*call_.row, whole); spec && whole.size() > 2) {
      std::optional<std::string> attached;
      if (equals != std::string::npos) attached = text.substr(equals + 1);
      return add(whole, spec, word, attached);
    }
    for (std::size_t i = 1; i < text.size(); ++i) {
      const std::string name = {'-', text[i]};
      const auto spec = find_flag(*call_.row, name);
      if (spec && spec->takes_value) {
        std::optional<std::string> attached;
        if (i + 1 < text.size() || spec->only_attached) attached = text.substr(i + 1);
        return add(name, spec, word, attached);
      }
      add(name, spec, word, std::nullopt);
    }
  }

  void add(const std::string& name, const std::optional<FlagSpec>& spec, const Word& word,
           const std::optional<std::string>& attached) {
    GivenFlag flag{
        name, call_.row, spec.value_or(FlagSpec{         }
          ), { {}, word.span},
          false
    };
    if (attached) {
      flag.value.text = *attached;
      flag.has_value = true;
    } else if (flag.spec.takes_value && !flag.spec.only_attached && at_ < call_.words.size()) {
      flag.value = call_.words[at_++];
      flag.has_value = true;
    }
    if (flag.spec.takes_two && flag.has_value && at_ < call_.words.size()) {
      GivenFlag second = flag;
      second.spec.role = flag.spec.second;
      second.value = call_.words[at_++];
      result_.flags.push_back(std::move(second));
    }
    if (flag.spec.replaces_first) replaced_first_ = true;
    if (flag.spec.changes) changed_ = flag.spec.role;
    if (flag.has_value && flag.spec.takes_value && flag.spec.role == Role::into) has_into_ = true;
    result_.flags.push_back(std::move(flag));
  }

  // Fixed roles from both ends, the repeated one between them.
  void give_roles() {
    std::vector<OperandSpec> specs(specs_.begin() + (replaced_first_ && !specs_.empty() ? 1 : 0),
                                   specs_.end());
    if (has_into_ && specs.size() > 1 && !specs.back().repeats) specs.pop_back();
    const auto repeated = std::ranges::find_if(specs, &OperandSpec::repeats);
    const auto before = static_cast<std::size_t>(repeated - specs.begin());
    const std::size_t behind = repeated == specs.end() ? 0 : specs.size() - before - 1;
    const bool enough = plain_.size() > before + behind;  // the repeated one comes first
    for (std::size_t i = 0; i < plain_.size(); ++i) {
      const std::size_t left = plain_.size() - i;  // this one included
      Role role = Role::value;
      if (i < before) {
        role = i < specs.size() ? specs[i].role : Role::value;
      } else if (left <= behind && enough) {
        role = specs[specs.size() - left].role;
      } else if (repeated != specs.end()) {
        role = repeated->role;
      }
      result_.operands.push_back({changed(role), plain_[i]});
    }
  }

  Role changed(Role role) const {
    const bool fixed = role == Role::value || role == Role::to || role == Role::link;
    return changed_ && (!fixed || *changed_ == Role::value || *changed_ == Role::made) ? *changed_
                                                                                       : role;
  }

  const Call& call_;
  std::vector<OperandSpec> specs_;
  Words plain_;
  Arguments result_;
  std::optional<Role> changed_;
  std::size_t at_ = 0;
  std::size_t stop_at_ = SIZE_MAX;  // operand from which on words are not ours
  bool only_operands_ = false;
  bool stopped_ = false;
  bool replaced_first_ = false;
  bool has_into_ = false;
};

}  // namespace

const GivenFlag* Arguments::find(std::string_view flag) const {
  const auto at = std::ranges::find(flags, flag, &GivenFlag::name);
  return at == flags.end() ? nullptr : &*at;
}

bool Arguments::has_any(std::string_view names) const {
  for (auto name = take_word(names); !name.empty(); name = take_word(names)) {
    if (has(name)) return true;
  }
  return false;
}

const Word* Arguments::value(std::string_view names) const {
  const Word* found = nullptr;
  for (const GivenFlag& flag : flags) {
    auto text = names;
    for (auto name = take_word(text); !name.empty(); name = take_word(text)) {
      if (flag.name == name && flag.has_value) found = &flag.value;
    }
  }
  return found;
}

Arguments read_arguments(const Call& call) {
  return Reader(call).read();
}

}  // namespace guards::commands
