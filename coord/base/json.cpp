// The one parse into a tree: no throw, bounded, duplicate keys refused.
#include "coord/base/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace base {

namespace {

using nlohmann::json;

std::string position(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column =
      start == std::string_view::npos ? before.size() : before.size() - start - 1;
  return "line " + std::to_string(lines + 1) + ", column " + std::to_string(column + 1);
}

// Builds the tree; stops at the first thing that is too much.
class Builder : public nlohmann::json_sax<json> {
 public:
  explicit Builder(std::size_t depth) : depth_(depth) {}

  bool null() override { return put(json(nullptr)); }
  bool boolean(bool value) override { return put(json(value)); }
  bool number_integer(number_integer_t value) override { return put(json(value)); }
  bool number_unsigned(number_unsigned_t value) override { return put(json(value)); }
  bool number_float(number_float_t value, const string_t&) override { return put(json(value)); }
  bool string(string_t& value) override { return put(json(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    if (stack_.back()->contains(value)) return stop("the key \"" + value + "\" stands here twice");
    key_ = std::move(value);
    return true;
  }

  bool parse_error(std::size_t at, const std::string&,
                   const nlohmann::detail::exception&) override {
    at_ = at;
    return stop("not JSON");
  }

  const std::string& trouble() const { return trouble_; }
  std::size_t at() const { return at_; }
  json take() { return std::move(root_); }

 private:
  bool stop(std::string why) {
    trouble_ = std::move(why);
    return false;
  }

  json* place(json value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    json& parent = *stack_.back();
    if (parent.is_object()) return &(parent[key_] = std::move(value));
    parent.push_back(std::move(value));
    return &parent.back();
  }

  bool put(json value) {
    place(std::move(value));
    return true;
  }

  bool open(json value) {
    if (stack_.size() >= depth_) return stop("nested too deep");
    stack_.push_back(place(std::move(value)));
    return true;
  }

  bool close() {
    stack_.pop_back();
    return true;
  }

  std::size_t depth_;
  json root_;
  std::vector<json*> stack_;
  std::string key_;
  std::string trouble_;
  std::size_t at_ = 0;
};

}  // namespace

Result<nlohmann::json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes)
    return fail(Code::invalid_input, "longer than " + std::to_string(limits.bytes) + " bytes");
  Builder builder(limits.depth);
  const bool good = json::sax_parse(text.begin(), text.end(), &builder, json::input_format_t::json,
                                    true, limits.comments);
  if (good && builder.trouble().empty()) return builder.take();
  return fail(Code::invalid_input, builder.trouble(), position(text, builder.at()));
}

}  // namespace base
