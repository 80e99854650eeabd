#include <algorithm>

#include "guards/shell/brace_sequence.h"
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

template <class T>
Part* copy_as(Arena& arena, const Part& part) {
  auto* copy = arena.make<T>();
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
  std::optional<BraceSequence> sequence;
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
    words.reserve(results.size());
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
      if (piece.kind == Piece::Kind::open) {
        ++level;
      } else if (level > 0) {
        if (piece.kind == Piece::Kind::close) --level;
      } else if (piece.kind == Piece::Kind::comma) {
        group.commas.push_back(at);
      } else if (piece.kind == Piece::Kind::close && (dots || !group.commas.empty())) {
        group.close = at;
        return meaning_of(std::move(group), open);
      } else {
        dots = dots || piece.text.find("..") != std::string_view::npos;
      }
    }
    return std::nullopt;
  }

  // Dots without a comma must be a sequence, or the braces are text.
  std::optional<Group> meaning_of(Group group, std::size_t open) const {
    if (!group.commas.empty()) return group;
    if (group.close == open + 2) group.sequence = brace_sequence(pieces_[open + 1].text);
    if (!group.sequence.has_value()) return std::nullopt;
    return group;
  }

  std::vector<Pieces> alternatives(std::size_t open, const Group& group, int depth) {
    if (group.sequence.has_value()) return words_of(*group.sequence, pieces_[open + 1].span);
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

  std::vector<Pieces> words_of(const BraceSequence& sequence, Span span) {
    if (sequence.size() > left_) spent_ = true;
    std::vector<Pieces> all;
    for (std::size_t i = 0; i < sequence.size() && !spent_; ++i) {
      Piece piece;
      piece.text = arena_.copy(sequence.word(i));
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
    auto* word = arena_.make<Word>();
    word->span = word_.span;
    word->parts = parts.list();
    return word;
  }

  // A tilde that braces have brought to the start of the word is a tilde-prefix.
  void append_text(ListBuilder<Part>& parts, std::string_view text, Span span, bool ends_word) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    if (parts.empty() && text.starts_with('~') && (slash < text.size() || ends_word)) {
      auto* tilde = make<Tilde>(span);
      tilde->user = text.substr(1, slash - 1);
      parts.append(tilde);
      text.remove_prefix(slash);
    }
    if (text.empty()) return;
    auto* literal = make<Literal>(span);
    literal->text = text;
    parts.append(literal);
  }

  template <class T>
  T* make(Span span) {
    auto* node = arena_.make<T>();
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
