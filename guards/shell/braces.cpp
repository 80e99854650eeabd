#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "guards/shell/chars.h"
#include "guards/shell/expand.h"
#include "guards/shell/list_builder.h"

namespace guards::shell {
namespace {

// Words hold few braces: whoever makes us look further than this has built the word to hurt.
constexpr std::size_t kLooksPerPiece = 64;
constexpr int kDeepest = 100;

// A word cut at its unquoted braces and commas; everything else is text or a whole part.
struct Piece {
  enum class Kind : std::uint8_t { part, text, open, comma, close };
  Kind kind = Kind::text;
  const Part* part = nullptr;  // part
  std::string_view text;       // all others
  Span span;                   // all others
};
using Pieces = std::vector<Piece>;

Piece::Kind kind_of(char byte) {
  if (byte == '{') return Piece::Kind::open;
  if (byte == ',') return Piece::Kind::comma;
  return byte == '}' ? Piece::Kind::close : Piece::Kind::text;
}

void cut(const Literal& literal, Pieces& pieces) {
  constexpr std::string_view kSigns = "{,}";
  std::string_view rest = literal.text;
  while (!rest.empty()) {
    const std::size_t size =
        std::max<std::size_t>(1, std::min(rest.find_first_of(kSigns), rest.size()));
    Piece piece;
    piece.kind = kind_of(rest.front());
    piece.text = rest.substr(0, size);
    piece.span = literal.span;
    pieces.push_back(piece);
    rest.remove_prefix(size);
  }
}

Pieces cut(const Word& word) {
  Pieces pieces;
  for (const Part& part : word.parts) {
    const auto* literal = get_if<Literal>(part);
    if (literal != nullptr && literal->quote == Quote::none) {
      cut(*literal, pieces);
    } else {
      Piece piece;
      piece.kind = Piece::Kind::part;
      piece.part = &part;
      pieces.push_back(piece);
    }
  }
  return pieces;
}

// {1..10..2} or {a..e}; nothing when the text is no sequence.
struct Sequence {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t step = 1;
  std::size_t width = 0;  // numbers with a leading zero are padded
  bool letters = false;
};

bool to_number(std::string_view text, std::int64_t& number) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && result.ec == std::errc() && result.ptr == text.data() + text.size();
}

bool is_padded(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text.front() == '0';
}

bool is_letter(std::string_view text) {
  return text.size() == 1 && is_name_start(text.front()) && text.front() != '_';
}

std::optional<Sequence> sequence_of(std::string_view text) {
  const std::size_t first_dots = text.find("..");
  if (first_dots == std::string_view::npos) return std::nullopt;
  const std::string_view from = text.substr(0, first_dots);
  std::string_view to = text.substr(first_dots + 2);
  Sequence sequence;
  if (const std::size_t dots = to.find(".."); dots != std::string_view::npos) {
    if (!to_number(to.substr(dots + 2), sequence.step)) return std::nullopt;
    to = to.substr(0, dots);
  }
  if (is_letter(from) && is_letter(to)) {
    sequence.letters = true;
    sequence.first = from.front();
    sequence.last = to.front();
  } else if (!to_number(from, sequence.first) || !to_number(to, sequence.last)) {
    return std::nullopt;
  } else if (is_padded(from) || is_padded(to)) {
    sequence.width = std::max(from.size(), to.size());
  }
  constexpr std::int64_t kLargest = std::int64_t{1} << 53;
  const auto fits = [](std::int64_t number) { return number < kLargest && number > -kLargest; };
  if (!fits(sequence.first) || !fits(sequence.last) || !fits(sequence.step)) return std::nullopt;
  sequence.step = std::max<std::int64_t>(1, std::abs(sequence.step));
  return sequence;
}

std::string spell(const Sequence& sequence, std::int64_t value) {
  if (sequence.letters) return std::string(1, static_cast<char>(value));
  std::string digits = std::to_string(std::abs(value));
  const std::size_t sign = value < 0 ? 1 : 0;
  if (digits.size() + sign < sequence.width) {
    digits.insert(0, sequence.width - digits.size() - sign, '0');
  }
  return value < 0 ? "-" + digits : digits;
}

template <class T>
Part* copy_as(Arena& arena, const Part& part) {
  T* copy = arena.make<T>();
  *copy = as<T>(part);
  copy->next = nullptr;
  return copy;
}

Part* copy_of(Arena& arena, const Part& part) {
  switch (part.kind) {
    case PartKind::literal:
      return copy_as<Literal>(arena, part);
    case PartKind::double_quoted:
      return copy_as<DoubleQuoted>(arena, part);
    case PartKind::glob:
      return copy_as<Glob>(arena, part);
    case PartKind::ext_glob:
      return copy_as<ExtGlob>(arena, part);
    case PartKind::tilde:
      return copy_as<Tilde>(arena, part);
    case PartKind::parameter:
      return copy_as<Parameter>(arena, part);
    case PartKind::command:
      return copy_as<CommandSubst>(arena, part);
    case PartKind::process:
      return copy_as<ProcessSubst>(arena, part);
    case PartKind::arithmetic:
      return copy_as<Arithmetic>(arena, part);
    case PartKind::array:
      return copy_as<Array>(arena, part);
    case PartKind::unknown:
      break;
  }
  return copy_as<UnknownPart>(arena, part);
}

// The inside of a pair of braces: its commas, or a sequence.
struct Group {
  std::size_t close = 0;
  std::vector<std::size_t> commas;
  std::optional<Sequence> sequence;
};

class BraceExpander {
 public:
  BraceExpander(const Word& word, Arena& arena, std::size_t limit)
      : word_(word), arena_(arena), left_(limit), pieces_(cut(word)) {
    may_look_ = kLooksPerPiece * pieces_.size();
  }

  std::optional<std::vector<const Word*>> run() {
    const std::vector<Pieces> results = expand(0, pieces_.size(), 0);
    if (spent_) return std::nullopt;
    std::vector<const Word*> words;
    for (const Pieces& result : results) words.push_back(build(result));
    return words;
  }

 private:
  // All words pieces [begin, end) stand for.
  std::vector<Pieces> expand(std::size_t begin, std::size_t end, int depth) {
    std::vector<Pieces> words{Pieces()};
    if (depth > kDeepest) spent_ = true;
    for (std::size_t at = begin; at < end && !spent_; ++at) {
      const auto group = pieces_[at].kind == Piece::Kind::open ? group_at(at, end) : std::nullopt;
      if (!group.has_value()) {
        for (Pieces& word : words) word.push_back(pieces_[at]);
        spend(words.size());
      } else {
        words = crossed(words, alternatives(at, *group, depth));
        at = group->close;
      }
    }
    return words;
  }

  // bash 5.2 braces.c, brace_gobble(): a close counts only behind a comma or dots of the same
  // level, and braces inside are paired whether they mean anything or not.
  std::optional<Group> group_at(std::size_t open, std::size_t end) {
    Group group;
    std::size_t level = 0;
    bool dots = false;
    for (std::size_t at = open + 1; at < end; ++at) {
      if (may_look_-- == 0) return spent_ = true, std::nullopt;
      const Piece& piece = pieces_[at];
      if (piece.kind == Piece::Kind::open) ++level;
      if (level == 0 && piece.kind == Piece::Kind::comma) group.commas.push_back(at);
      if (level == 0 && piece.text.find("..") != std::string_view::npos) dots = true;
      if (piece.kind != Piece::Kind::close) continue;
      if (level > 0) {
        --level;
      } else if (!group.commas.empty() || dots) {
        group.close = at;
        if (group.commas.empty() && at == open + 2)
          group.sequence = sequence_of(pieces_[at - 1].text);
        if (group.commas.empty() && !group.sequence.has_value()) return std::nullopt;
        return group;
      }
    }
    return std::nullopt;
  }

  std::vector<Pieces> alternatives(std::size_t open, const Group& group, int depth) {
    if (group.sequence.has_value()) return sequence(*group.sequence, pieces_[open + 1].span);
    std::vector<Pieces> all;
    std::size_t begin = open + 1;
    const auto until = [&](std::size_t end) {
      for (Pieces& one : expand(begin, end, depth + 1)) all.push_back(std::move(one));
      begin = end + 1;
    };
    for (const std::size_t comma : group.commas) until(comma);
    until(group.close);
    return all;
  }

  std::vector<Pieces> sequence(const Sequence& sequence, Span span) {
    const std::int64_t sign = sequence.first <= sequence.last ? 1 : -1;
    const std::int64_t count = std::abs(sequence.last - sequence.first) / sequence.step + 1;
    if (static_cast<std::size_t>(count) > left_) spent_ = true;
    std::vector<Pieces> all;
    for (std::int64_t i = 0; i < count && !spent_; ++i) {
      Piece piece;
      piece.text = arena_.copy(spell(sequence, sequence.first + sign * i * sequence.step));
      piece.span = span;
      all.push_back(Pieces{piece});
      spend(1);
    }
    return all;
  }

  std::vector<Pieces> crossed(const std::vector<Pieces>& heads, const std::vector<Pieces>& tails) {
    std::vector<Pieces> all;
    for (const Pieces& head : heads) {
      for (const Pieces& tail : tails) {
        spend(head.size() + tail.size() + 1);
        if (spent_) return all;
        all.push_back(head);
        all.back().insert(all.back().end(), tail.begin(), tail.end());
      }
    }
    return all;
  }

  void spend(std::size_t count) {
    if (count > left_) spent_ = true;
    left_ -= std::min(count, left_);
  }

  const Word* build(const Pieces& pieces) {
    ListBuilder<Part> parts;
    for (auto piece = pieces.begin(); piece != pieces.end();) {
      if (piece->kind == Piece::Kind::part) {
        parts.append(copy_of(arena_, *piece->part));
        ++piece;
        continue;
      }
      const Span span = piece->span;
      std::string text;
      for (; piece != pieces.end() && piece->kind != Piece::Kind::part; ++piece) {
        text += piece->text;
      }
      append_text(parts, arena_.copy(text), span, piece == pieces.end());
    }
    Word* word = arena_.make<Word>();
    word->span = word_.span;
    word->parts = parts.list();
    return word;
  }

  // A tilde that braces have brought to the start of the word is a tilde-prefix.
  void append_text(ListBuilder<Part>& parts, std::string_view text, Span span, bool ends_word) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    if (parts.empty() && text.starts_with('~') && (slash < text.size() || ends_word)) {
      Tilde* tilde = make<Tilde>(span);
      tilde->user = text.substr(1, slash - 1);
      parts.append(tilde);
      text.remove_prefix(slash);
    }
    if (text.empty()) return;
    Literal* literal = make<Literal>(span);
    literal->text = text;
    parts.append(literal);
  }

  template <class T>
  T* make(Span span) {
    T* node = arena_.make<T>();
    node->kind = T::kKind;
    node->span = span;
    return node;
  }

  const Word& word_;
  Arena& arena_;
  std::size_t left_;  // parts that may still be made
  Pieces pieces_;
  std::size_t may_look_ = 0;  // pieces that may still be looked at for a close
  bool spent_ = false;
};

}  // namespace

std::optional<std::vector<const Word*>> expand_braces(const Word& word, Arena& arena,
                                                      std::size_t limit) {
  if (!word.braces) return std::vector<const Word*>{&word};
  return BraceExpander(word, arena, limit).run();
}

}  // namespace guards::shell
