// Sources: GNU coreutils 9.1 manual: cut, head, sort, tail.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <utility>

#include "coord/base/text.h"
#include "guards/commands/fold_rows.h"

namespace guards::commands {

namespace {

// -n N, -N: how many; the sign says from where.
struct Count {
  std::size_t number = 10;
  char sign = ' ';
};

std::optional<Count> count_of(const FoldInput& in) {
  if (in.arguments.has_any("-c --bytes -f --follow -F")) return std::nullopt;
  Count count;
  std::string text;
  if (const Word* given = in.arguments.value("-n --lines")) {
    text = given->text;
  } else {
    for (const GivenFlag& flag : in.arguments.flags) {  // -20 is read as -2 -0
      if (flag.name.size() == 2 && std::isdigit(static_cast<unsigned char>(flag.name[1])) != 0)
        text += flag.name[1];
    }
  }
  if (text.empty()) return count;
  if (text[0] == '+' || text[0] == '-') {
    count.sign = text[0];
    text.erase(0, 1);
  }
  const auto number = base::to_int(text);
  if (!number || *number < 0) return std::nullopt;
  count.number = static_cast<std::size_t>(*number);
  return count;
}

// tail +N of old: the operand is the count.
bool is_old_count(const FoldInput& in) {
  return !in.operands.empty() && in.operands[0].text.starts_with('+');
}

Lines part(const Lines& lines, std::size_t from, std::size_t to) {
  from = std::min(from, lines.size());
  to = std::clamp(to, from, lines.size());
  return {lines.begin() + static_cast<std::ptrdiff_t>(from),
          lines.begin() + static_cast<std::ptrdiff_t>(to)};
}

struct Key {
  std::size_t first = 0;  // field, from 1; 0: the whole line
  std::size_t last = 0;   // 0: to the end
  bool numeric = false;
  bool reversed = false;
};

std::string field_of(const std::string& line, const Key& key, char separator) {
  if (key.first == 0) return line;
  std::vector<std::string> fields;
  if (separator != '\0') {
    for (const auto one : base::split(line, separator)) fields.emplace_back(one);
  } else {
    for (std::size_t at = 0; at < line.size();) {
      const auto begin = std::min(line.find_first_not_of(" \t", at), line.size());
      const auto end = std::min(line.find_first_of(" \t", begin), line.size());
      if (begin < end) fields.push_back(line.substr(begin, end - begin));
      at = end;
    }
  }
  std::string out;
  const std::size_t last = key.last == 0 ? fields.size() : std::min(key.last, fields.size());
  for (std::size_t i = key.first; i <= last; ++i) out += fields[i - 1] + " ";
  return out;
}

char separator_of(const FoldInput& in, std::string_view flags, char usual) {
  const Word* given = in.arguments.value(flags);
  return given != nullptr && !given->text.empty() ? given->text[0] : usual;
}

std::size_t take_number(std::string_view& text) {
  std::size_t value = 0;
  for (; !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) != 0;
       text.remove_prefix(1))
    value = value * 10 + static_cast<std::size_t>(text[0] - '0');
  return value;
}

// The flags of one end of a key.
void take_letters(std::string_view& text, Key& key) {
  for (; !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])) != 0;
       text.remove_prefix(1)) {
    key.numeric = key.numeric || text[0] == 'n';
    key.reversed = key.reversed || text[0] == 'r';
  }
}

std::optional<Key> key_of(const FoldInput& in) {
  Key key;
  const Word* given = in.arguments.value("-k --key");
  if (given != nullptr) {
    std::string_view text = given->text;
    key.first = take_number(text);
    take_letters(text, key);
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      key.last = take_number(text);
      take_letters(text, key);
    }
    if (!text.empty() || key.first == 0) return std::nullopt;
  }
  key.numeric = key.numeric || in.arguments.has_any("-n --numeric-sort");
  key.reversed = key.reversed || in.arguments.has_any("-r --reverse");
  return key;
}

double number_in(const std::string& text) {
  const auto begin = std::min(text.find_first_not_of(" \t"), text.size());
  double value = 0;
  double scale = 0;
  bool negative = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '-' && i == begin) {
      negative = true;
    } else if (c == '.' && scale == 0) {
      scale = 1;
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      value = value * 10 + (c - '0');
      scale *= 10;
    } else {
      break;
    }
  }
  if (scale > 1) value /= scale;
  return negative ? -value : value;
}

// "2", "1-3", "2-", "-2", "1,4": is the number one of them?
bool is_listed(std::string_view list, std::size_t number) {
  for (const std::string_view range : base::split(list, ',')) {
    const auto dash = range.find('-');
    const auto low = base::to_int(range.substr(0, dash)).value_or(1);
    const auto high = dash == std::string_view::npos
                          ? low
                          : base::to_int(range.substr(dash + 1)).value_or(INT64_MAX);
    const auto here = static_cast<std::int64_t>(number);
    if (here >= low && here <= high) return true;
  }
  return false;
}

}  // namespace

Text fold_head(const FoldInput& in) {
  const auto count = count_of(in);
  const auto text = count ? whole(in) : std::nullopt;
  if (!text || in.operands.size() > 1) return std::nullopt;
  const Lines lines = lines_of(*text);
  const bool but_last = count->sign == '-';
  const std::size_t left = lines.size() - std::min(lines.size(), count->number);
  return text_of(part(lines, 0, but_last ? left : count->number));
}

Text fold_tail(const FoldInput& in) {
  const auto count = count_of(in);
  const auto text = count && !is_old_count(in) ? whole(in) : std::nullopt;
  if (!text || in.operands.size() > 1) return std::nullopt;
  const Lines lines = lines_of(*text);
  const std::size_t before = lines.size() - std::min(lines.size(), count->number);
  const std::size_t skipped = count->number == 0 ? 0 : count->number - 1;
  return text_of(part(lines, count->sign == '+' ? skipped : before, lines.size()));
}

Text fold_sort(const FoldInput& in) {
  if (in.arguments.has_any("-h -V -R -M -z --sort --files0-from -f -d -b")) return std::nullopt;
  const auto key = key_of(in);
  auto text = key ? whole(in) : std::nullopt;
  if (!text || has_hole(*text)) return text;
  const char separator = separator_of(in, "-t --field-separator", '\0');
  Lines lines = lines_of(*text);
  const auto less = [&](const std::string& a, const std::string& b) {
    const std::string one = field_of(a, *key, separator);
    const std::string other = field_of(b, *key, separator);
    if (!key->numeric) return one < other;
    const double x = number_in(one);
    const double y = number_in(other);
    return x < y;
  };
  std::ranges::sort(lines);
  std::ranges::stable_sort(lines, less);
  if (key->reversed) std::ranges::reverse(lines);
  if (in.arguments.has_any("-u --unique"))
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return text_of(lines);
}

namespace {

std::string cut_bytes(const std::string& line, std::string_view wanted) {
  std::string kept;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (is_listed(wanted, i + 1)) kept += line[i];
  }
  return kept;
}

// Nothing when the line has no separator.
std::optional<std::string> cut_fields(const std::string& line, std::string_view wanted,
                                      char between) {
  const auto parts = base::split(line, between);
  if (parts.size() == 1) return std::nullopt;
  std::string kept;
  bool first = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_listed(wanted, i + 1)) continue;
    if (!std::exchange(first, false)) kept += between;
    kept += parts[i];
  }
  return kept;
}

}  // namespace

Text fold_cut(const FoldInput& in) {
  const Word* fields = in.arguments.value("-f --fields");
  const Word* bytes = in.arguments.value("-c --characters -b --bytes");
  const auto text = whole(in);
  if (!text || (fields == nullptr) == (bytes == nullptr)) return std::nullopt;
  if (in.arguments.has_any("--complement --output-delimiter")) return std::nullopt;
  if (bytes != nullptr && has_hole(*text)) return std::nullopt;
  const char between = separator_of(in, "-d --delimiter", '\t');
  const bool only_delimited = in.arguments.has_any("-s --only-delimited");
  Lines out;
  for (const std::string& line : lines_of(*text)) {
    auto kept =
        bytes != nullptr ? cut_bytes(line, bytes->text) : cut_fields(line, fields->text, between);
    if (kept || !only_delimited) out.push_back(kept ? *std::move(kept) : line);
  }
  return text_of(out);
}

}  // namespace guards::commands
