#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "guards/shell/chars.h"
#include "guards/shell/expand.h"
#include "guards/shell/list_builder.h"

namespace guards::shell {
namespace {

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);
constexpr int kDeepest = 100;

// A word cut at its unquoted braces and commas; everything else is text or a whole part.
struct Piece {
  enum class Kind : std::uint8_t { part, text, open, comma, close };
  Kind kind = Kind::text;
  const Part* part = nullptr;    // part
  std::string_view text;         // all others
  Span span;                     // all others
  std::size_t match = kNoMatch;  // open: its close, when the two mean anything
  std::size_t owner = kNoMatch;  // comma: the open brace it parts the inside of
  bool commas = false;           // open: alternatives, not a sequence
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

// Finds the braces that mean something: a pair with a comma of its own, or around a sequence.
void match(Pieces& pieces) {
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    switch (pieces[at].kind) {
      case Piece::Kind::open:
        open.push_back(at);
        break;
      case Piece::Kind::comma:
        if (open.empty()) break;
        pieces[open.back()].commas = true;
        pieces[at].owner = open.back();
        break;
      case Piece::Kind::close: {
        if (open.empty()) break;
        Piece& opener = pieces[open.back()];
        const bool one_text = at == open.back() + 2 && pieces[at - 1].kind == Piece::Kind::text;
        if (opener.commas || (one_text && sequence_of(pieces[at - 1].text).has_value())) {
          opener.match = at;
        }
        open.pop_back();
        break;
      }
      default:
        break;
    }
  }
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

class BraceExpander {
 public:
  BraceExpander(const Word& word, Arena& arena, std::size_t limit)
      : word_(word), arena_(arena), left_(limit), pieces_(cut(word)) {
    match(pieces_);
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
      const std::size_t close = pieces_[at].match;
      if (close == kNoMatch) {
        for (Pieces& word : words) word.push_back(pieces_[at]);
        spend(words.size());
      } else {
        words = crossed(words, alternatives(at, close, depth));
        at = close;
      }
    }
    return words;
  }

  std::vector<Pieces> alternatives(std::size_t open, std::size_t close, int depth) {
    if (!pieces_[open].commas) return sequence(pieces_[open + 1]);
    std::vector<Pieces> all;
    std::size_t begin = open + 1;
    for (std::size_t at = begin; at <= close && !spent_; ++at) {
      if (pieces_[at].match != kNoMatch) {
        at = pieces_[at].match;
      } else if (at == close || pieces_[at].owner == open) {
        for (Pieces& one : expand(begin, at, depth + 1)) all.push_back(std::move(one));
        begin = at + 1;
      }
    }
    return all;
  }

  std::vector<Pieces> sequence(const Piece& text) {
    const Sequence found = *sequence_of(text.text);
    const std::int64_t sign = found.first <= found.last ? 1 : -1;
    const std::int64_t count = std::abs(found.last - found.first) / found.step + 1;
    if (static_cast<std::size_t>(count) > left_) spent_ = true;
    std::vector<Pieces> all;
    for (std::int64_t i = 0; i < count && !spent_; ++i) {
      Piece piece;
      piece.text = arena_.copy(spell(found, found.first + sign * i * found.step));
      piece.span = text.span;
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
    for (const Piece& piece : pieces) {
      parts.append(piece.kind == Piece::Kind::part ? copy_of(arena_, *piece.part) : literal(piece));
    }
    Word* word = arena_.make<Word>();
    word->span = word_.span;
    word->parts = parts.list();
    return word;
  }

  Part* literal(const Piece& piece) {
    Literal* literal = arena_.make<Literal>();
    literal->kind = PartKind::literal;
    literal->span = piece.span;
    literal->text = piece.text;
    return literal;
  }

  const Word& word_;
  Arena& arena_;
  std::size_t left_;  // parts that may still be made
  Pieces pieces_;
  bool spent_ = false;
};

}  // namespace

std::optional<std::vector<const Word*>> expand_braces(const Word& word, Arena& arena,
                                                      std::size_t limit) {
  if (!word.braces) return std::vector<const Word*>{&word};
  return BraceExpander(word, arena, limit).run();
}

}  // namespace guards::shell
